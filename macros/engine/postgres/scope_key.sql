{# The columns and values of a refresh scope as one comparable text; a null is a value of its own. #}
{% macro scope_key(columns, prefix='') -%}
    {{ return(adapter.dispatch('scope_key', 'refill')(columns, prefix)) }}
{%- endmacro %}

{% macro postgres__scope_key(columns, prefix) -%}
    cast(jsonb_build_object(
    {%- for column in columns -%}
        {{ refill.literal(column) }}, {{ prefix }}{{ adapter.quote(column) }}{{ ', ' if not loop.last }}
    {%- endfor -%}
    ) as text)
{%- endmacro %}
