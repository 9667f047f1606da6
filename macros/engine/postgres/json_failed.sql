{# The names of the objects in a list of a json document whose `ok` is false, joined by commas; null where there are none. #}
{% macro json_failed(document, list) -%}
    {{ return(adapter.dispatch('json_failed', 'refill')(document, list)) }}
{%- endmacro %}

{% macro postgres__json_failed(document, list) -%}
    (
        select string_agg(item.value ->> 'name', ', ' order by item.ordinality)
        from jsonb_array_elements({{ document }} -> {{ refill.literal(list) }}) with ordinality as item
        where item.value ->> 'ok' = 'false'
    )
{%- endmacro %}
