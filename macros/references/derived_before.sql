{# What the row, or the decision that it comes from, says of how it was derived once. #}
{% macro derived_before(column, type, contested) -%}
    {%- if contested -%}
        coalesce(held.{{ column }}, cast({{ refill.json_text('given._derived', column) }} as {{ refill.sql_type(type) }})) as {{ column }}
    {%- else -%}
        held.{{ column }}
    {%- endif -%}
{%- endmacro %}
