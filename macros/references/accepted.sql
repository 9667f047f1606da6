{# The authoritative rows that are taken in, as a source of parents. #}
{% macro accepted(keys, parents) -%}
    {{- '(select * from source_rows where true ' ~ refill.parents_exist(parents, 'source_rows', keys) ~ ')' -}}
{%- endmacro %}
