{# What the row, or the decision that it comes from, says of how it was derived once. #}
{% macro derived_before(column, type, decided) -%}
    {%- if decided -%}
        coalesce(held.{{ column }}, {{ refill.typed(refill.json_text('source_rows._derived', column), type) }}) as {{ column }}
    {%- else -%}
        held.{{ column }}
    {%- endif -%}
{%- endmacro %}
