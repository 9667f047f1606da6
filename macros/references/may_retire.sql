{# True if rows may be retired now: every source has been read once, and no more keys are gone than the guard or a person
   (`refill sync --accept-retire`) allows. #}
{% macro may_retire(keys, retiring) -%}
(
    select count(*) = {{ retiring.sources | length }}
    from {{ refill.ledger('syncs') }}
    where table_name = {{ refill.literal(retiring.table) }} and source in ({{ refill.literals(retiring.sources or ['']) }})
)
and (
    select sum(case when source_rows.{{ adapter.quote(keys[0]) }} is null then 1 else 0 end) <= greatest(
        count(*) * {{ retiring.ratio }},
        (
            select max(accepted_retirements)
            from {{ refill.ledger('syncs') }}
            where table_name = {{ refill.literal(retiring.table) }}
        )
    )
    from held as current_rows
    left join source_rows on {{ refill.same_key('source_rows', keys, 'current_rows', keys) }}
    where current_rows._source = 'authoritative' and current_rows._retired_at is null
)
{%- endmacro %}
