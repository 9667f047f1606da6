{# The values of a row that two origins give differently, as rows of column_name, kept, kept_from, other, other_from.

   Pairs: [column, value that is kept, its origin, other value, its origin]; all but the column are SQL expressions. #}
{% macro conflicts(pairs) -%}
    {{ return(adapter.dispatch('conflicts', 'refill')(pairs)) }}
{%- endmacro %}

{% macro postgres__conflicts(pairs) -%}
select column_name, kept, kept_from, other, other_from
from (
    values
    {%- for column, kept, kept_from, other, other_from in pairs %}
    ({{ refill.literal(column) }}, cast({{ kept }} as text), {{ kept_from }}, cast({{ other }} as text), {{ other_from }}){{ ',' if not loop.last }}
    {%- endfor %}
) as said (column_name, kept, kept_from, other, other_from)
where kept collate "C" <> other collate "C"
{%- endmacro %}

{# The rows of `conflicts` as one json list; null where there are none. #}
{% macro conflict_list(pairs) -%}
    {{ return(adapter.dispatch('conflict_list', 'refill')(pairs)) }}
{%- endmacro %}

{% macro postgres__conflict_list(pairs) -%}
{%- if pairs -%}
(
    select jsonb_agg(to_jsonb(found))
    from (
        {{ refill.conflicts(pairs) | indent(8) }}
    ) as found
)
{%- else -%}
{{ refill.no_json() }}
{%- endif -%}
{%- endmacro %}

{# Two lists of conflicts as one. #}
{% macro both_conflicts(some, more) -%}
    coalesce({{ some }} || {{ more }}, {{ some }}, {{ more }})
{%- endmacro %}
