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
