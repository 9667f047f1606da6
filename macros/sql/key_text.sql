{# A key as one text: the value of a single column, the values of several joined by ` / `. #}
{% macro key_text(columns, prefix='') -%}
    concat_ws(' / ', {{ refill.quoted(columns, prefix) }})
{%- endmacro %}
