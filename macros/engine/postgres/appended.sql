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
