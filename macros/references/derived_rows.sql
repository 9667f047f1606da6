{# One row per key that the facts of one candidate name and the table needs: a key that is nowhere yet, and, where the
   candidate fills, a row with a null that it could fill. The known keys go first; only what is left is aggregated. #}
{% macro derived_rows(candidate, keys, columns, authoritative) -%}
select
    {%- for key in keys %}
    facts.{{ adapter.quote(candidate['keys'][loop.index0]) }}{{ ' as ' ~ adapter.quote(key) if candidate['keys'][loop.index0] != key }},
    {%- endfor %}
    {%- for column in candidate.columns %}
    cast({{ refill.aggregate(column) | indent(4) }} as {{ columns[column.target] }}) as {{ adapter.quote(column.target) }},
    {%- endfor %}
    min(facts._batch_id) as _batch_id
from {{ candidate.facts }} as facts
where {% for column in candidate['keys'] -%}
    facts.{{ adapter.quote(column) }} is not null
    and {% endfor -%}
    not exists (
        select 1
        from {{ this }} as held
        where {{ refill.same_key('held', keys, 'facts', candidate['keys']) }}
        {%- if 'fill_null_only' in candidate.modes %}
            {%- for column in candidate.columns %}
            and {{ 'held._source = \'authoritative\' and ' ~ 'not ' ~ refill.is_derived(column.target, 'held') ~ ' and ' if column.take == 'json_append' }}held.{{ adapter.quote(column.target) }} is not null
            {%- endfor %}
        {%- endif %}
    )
    {%- if authoritative and 'fill_null_only' not in candidate.modes %}
    and not exists (select 1 from authoritative as given where {{ refill.same_key('given', keys, 'facts', candidate['keys']) }})
    {%- endif %}
group by {{ refill.quoted(candidate['keys'], 'facts.') }}
{%- endmacro %}
