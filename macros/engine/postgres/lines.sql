{# A function takes a hundred arguments, so many texts are joined in groups. #}
{% macro postgres__lines(texts) -%}
{%- if texts | length > 90 -%}
    {%- set groups = [] -%}
    {%- for group in texts | batch(90) -%}
        {%- do groups.append(refill.postgres__lines(group)) -%}
    {%- endfor -%}
{{ refill.postgres__lines(groups) }}
{%- else -%}
nullif(concat_ws(
    e'\n'
    {%- for text in texts %},
    {{ text | indent(4) }}
    {%- endfor %}
), '')
{%- endif -%}
{%- endmacro %}
