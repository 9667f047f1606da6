{% macro postgres__byte_length(text) -%}
    {{ return('octet_length(' ~ text ~ ')') }}
{%- endmacro %}
