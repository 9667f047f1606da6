{# A json array with the elements of another that it lacks added behind; null where both are null. #}
{% macro appended(array, more) -%}
    {{ return(adapter.dispatch('appended', 'refill')(array, more)) }}
{%- endmacro %}

{% macro postgres__appended(array, more) -%}
    case
        when {{ array }} is null then {{ more }}
        when {{ more }} is null or {{ array }} @> {{ more }} then {{ array }}
        else {{ array }} || coalesce((
            select jsonb_agg(item.value order by item.value #>> '{}' collate "C")
            from jsonb_array_elements({{ more }}) as item
            where not {{ array }} @> jsonb_build_array(item.value)
        ), '[]')
    end
{%- endmacro %}
