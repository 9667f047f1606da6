{# One row per key that the facts of one candidate name and the table needs: a key that is nowhere yet, and, where the
   candidate fills, a row with a null that it could fill, now or after the source has spoken. The known keys go first; only what is left is aggregated. #}
{% macro derived_rows(candidate, keys, columns, authoritative) -%}
select
    {%- for key in keys %}
    needed.{{ adapter.quote(key) }},
    {%- endfor %}
    {%- for column in candidate.columns %}
    {{ refill._typed(refill.aggregate(column), column, columns) | indent(4) }} as {{ adapter.quote(column.target) }},
    {%- if column.take in ('first', 'last') %}
    {{ refill._typed(refill.disagreement(column), column, columns) | indent(4) }} as {{ adapter.quote('other ' ~ column.target) }},
    {%- endif %}
    {%- endfor %}
    min(facts._batch_id) as _batch_id
from {{ candidate.facts }} as facts
inner join (
    {{ refill.needed_keys(candidate, keys, columns, authoritative) | indent(4) }}
) as needed on {{ refill.same_key('needed', keys, 'facts', candidate['keys']) }}
group by {{ refill.quoted(keys, 'needed.') }}
{%- endmacro %}

{# A value as the column's type; one that refers to another table is folded, as its keys are. #}
{% macro _typed(value, column, columns) -%}
    {%- set value = "nullif(" ~ refill.fold('cast(' ~ value ~ ' as text)') ~ ", '')" if column.key else value -%}
    cast({{ value }} as {{ refill.sql_type(columns[column.target]) }})
{%- endmacro %}
