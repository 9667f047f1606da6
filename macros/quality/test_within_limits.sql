{# The reference tables that cross the limit of a rule, with the value found and the one allowed. #}
{% test within_limits(model, rule) -%}
select
    rule,
    table_name,
    found,
    allowed
from {{ model }}
where rule = {{ refill.literal(rule) }} and is_crossed
order by {{ refill.by_code_point(['table_name']) }}
{%- endtest %}
