{% macro postgres__analyze(relation, columns) -%}
    analyze {{ relation }} ({{ refill.quoted(columns) }})
{%- endmacro %}
