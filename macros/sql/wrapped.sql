{# Expressions joined by commas, with as many on a line as fit into `width` characters. #}
{% macro wrapped(items, width=110) -%}
    {%- set lines = [] -%}
    {%- for item in items -%}
        {%- if lines and (lines[-1] ~ item) | length < width -%}
            {%- do lines.append(lines.pop() ~ ', ' ~ item) -%}
        {%- else -%}
            {%- do lines.append(item) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(lines | join(',\n')) }}
{%- endmacro %}
