{# True if the file has a text in a column, whatever it says. #}
{% macro is_given(column) -%}
    {%- if column.in_row -%}
        {{ return(refill.field_of(adapter.quote('raw row'), column.name) ~ ' is not null') }}
    {%- endif -%}
    {{ return(adapter.quote(column.name ~ ' given')) }}
{%- endmacro %}
