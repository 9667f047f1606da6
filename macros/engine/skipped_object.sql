{# A json object of expressions by their names, without those that are null. #}
{% macro skipped_object(texts) -%}
    {{ return(adapter.dispatch('skipped_object', 'refill')(texts)) }}
{%- endmacro %}

{% macro postgres__skipped_object(texts) -%}
    jsonb_strip_nulls(jsonb_build_object(
    {%- for name, text in texts.items() %}
        {{ refill.literal(name) }}, {{ text }}{{ ',' if not loop.last }}
    {%- endfor %}
    ))
{%- endmacro %}
