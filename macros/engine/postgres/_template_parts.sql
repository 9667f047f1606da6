{# The pieces of a template as expressions: its texts as literals, and for each {column} that column's first value. #}
{% macro _template_parts(template, position) -%}
    {%- set parts = [] -%}
    {%- for piece in modules.re.split('\\{([^{}]*)\\}', template) -%}
        {%- if loop.index0 % 2 -%}
            {%- do parts.append(refill._value_at('cast(facts.' ~ adapter.quote(piece) ~ ' as text)', position)) -%}
        {%- elif piece -%}
            {%- do parts.append(refill.literal(piece)) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(parts) }}
{%- endmacro %}

{# The text of a template for one row; null where every column that it names is null. #}
{% macro _row_text(template) -%}
    {%- set parts = [] -%}
    {%- set named = [] -%}
    {%- for piece in modules.re.split('\\{([^{}]*)\\}', template) -%}
        {%- if loop.index0 % 2 -%}
            {%- do parts.append('cast(facts.' ~ adapter.quote(piece) ~ ' as text)') -%}
            {%- do named.append('facts.' ~ adapter.quote(piece) ~ ' is not null') -%}
        {%- elif piece -%}
            {%- do parts.append(refill.literal(piece)) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if named -%}
        case when {{ named | join(' or ') }} then concat({{ parts | join(', ') }}) end
    {%- else -%}
        cast({{ refill.literal(template) }} as text)
    {%- endif -%}
{%- endmacro %}
