{% macro postgres__lines(texts) -%}
nullif(concat_ws(
    e'\n'
    {%- for text in texts %},
    {{ text | indent(4) }}
    {%- endfor %}
), '')
{%- endmacro %}
