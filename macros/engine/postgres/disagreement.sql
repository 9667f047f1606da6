{% macro postgres__disagreement(column) -%}
    {%- set value = 'cast(facts.' ~ adapter.quote(column.source) ~ ' as text) collate "C"' -%}
    case when min({{ value }}) = cast({{ refill.aggregate(column) }} as text) then max({{ value }}) else min({{ value }}) end
{%- endmacro %}
