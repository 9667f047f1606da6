{# Rows of a VALUES list, one list of expressions each; short ones share a line. #}
{% macro value_rows(rows) -%}
    {%- set texts = [] -%}
    {%- for row in rows -%}
        {%- do texts.append('(' ~ refill.wrapped(row, 148) | indent(4) ~ ')') -%}
    {%- endfor -%}
    {{ return(refill.wrapped(texts, 145)) }}
{%- endmacro %}
