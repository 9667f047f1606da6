{# The CTE of a source. #}
{% macro source_name(source) -%}
    {{ return(adapter.quote('source ' ~ source.name)) }}
{%- endmacro %}
