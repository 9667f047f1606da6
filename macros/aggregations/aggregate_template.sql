{# The template with each {column} replaced by that column's first value, by nothing where it has none. #}
{% macro aggregate_template(column) -%}
    {%- set parts = [] -%}
    {%- for piece in refill.template_pieces(column.template) -%}
        {%- do parts.append(refill.value_at(piece.column) if piece.column else refill.literal(piece.text)) -%}
    {%- endfor -%}
    {{ return({
        'value': 'concat(' ~ parts | join(', ') ~ ')',
        'kind': 'text',
        'prepared': {'_position': refill.position()},
    }) }}
{%- endmacro %}

{# The pieces of a template: {'text'} or {'column'}. #}
{% macro template_pieces(template) -%}
    {%- set pieces = [] -%}
    {%- for piece in modules.re.split('\\{([^{}]*)\\}', template) -%}
        {%- if loop.index0 % 2 -%}
            {%- do pieces.append({'column': piece}) -%}
        {%- elif piece -%}
            {%- do pieces.append({'text': piece}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(pieces) }}
{%- endmacro %}
