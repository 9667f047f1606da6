{# An expression as a column of this name. #}
{% macro named(expression, name) -%}
    {{ return(expression if expression == adapter.quote(name) else expression ~ ' as ' ~ adapter.quote(name)) }}
{%- endmacro %}
