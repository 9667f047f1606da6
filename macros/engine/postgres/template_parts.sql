{# The pieces of a template as expressions: its texts as literals, and for each {column} that column's first value. #}
{% macro postgres__template_parts(template, position) -%}
    {%- set parts = [] -%}
    {%- for piece in modules.re.split('\\{([^{}]*)\\}', template) -%}
        {%- if loop.index0 % 2 -%}
            {%- do parts.append(refill.postgres__value_at('cast(facts.' ~ adapter.quote(piece) ~ ' as text)', position)) -%}
        {%- elif piece -%}
            {%- do parts.append(refill.literal(piece)) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(parts) }}
{%- endmacro %}
