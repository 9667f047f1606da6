{# A value as the column's type; one that refers to another table is folded, as its keys are. #}
{% macro _as_target(value, kind, column, columns) -%}
    {%- if column.key -%}
        {%- set value, kind = refill.given_text(refill.typed(value, 'text', kind), {'key': true}), 'text' -%}
    {%- endif -%}
    {{ return(refill.typed(value, columns[column.target], kind)) }}
{%- endmacro %}
