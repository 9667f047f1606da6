{# `select` with expressions: a single one on its line, several one a line. #}
{% macro select_list(expressions) -%}
    {%- if expressions | length == 1 -%}
        {{ return('select ' ~ expressions[0]) }}
    {%- endif -%}
    {{ return('select\n    ' ~ expressions | join(',\n') | indent(4)) }}
{%- endmacro %}
