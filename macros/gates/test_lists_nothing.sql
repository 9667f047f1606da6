{# The lines of a model that lists problems: for `dbt test`. A build goes on with what the tables hold. #}
{% test lists_nothing(model) -%}
select * from {{ model }}{{ ' where false' if flags.WHICH == 'build' }} order by {{ refill.by_code_point(['rule', 'key']) }}
{%- endtest %}
