{# A value of the column `first` or `last` other than the one taken, where the rows of a key (alias `facts`) do not all agree. #}
{% macro disagreement(column) -%}
    {{ return(adapter.dispatch('disagreement', 'refill')(column)) }}
{%- endmacro %}

{% macro postgres__disagreement(column) -%}
    {%- set value = 'cast(facts.' ~ adapter.quote(column.source) ~ ' as text) collate "C"' -%}
    case when min({{ value }}) = cast({{ refill.aggregate(column) }} as text) then max({{ value }}) else min({{ value }}) end
{%- endmacro %}
