{# The text of a column in a source: of decisions a field of their json, elsewhere a column under its name there. #}
{% macro source_text(source, column, keys) -%}
    {%- if source.decisions_on -%}
        {{ return(refill.json_text('key' if column in keys else 'content', column)) }}
    {%- endif -%}
    {{ return(adapter.quote((source.columns or {}).get(column, column))) }}
{%- endmacro %}
