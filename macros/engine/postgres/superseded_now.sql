{# Mark the scopes that a newer batch has: one that is loaded now, or one whose rows in quarantine have turned out to be of
   that scope. Return the batches that lose them. #}
{% macro postgres__superseded_now(domain) -%}
    update {{ refill.ledger('scopes') }} as older
    set superseded_by = newer.batch_id
    from {{ refill.ledger('scopes') }} as newer
    where older.domain = {{ refill.literal(domain) }} and newer.domain = older.domain and newer.scope = older.scope
        and older.superseded_by is null and newer.superseded_by is null and newer.batch_id > older.batch_id
        and (
            newer.batch_id in (select batch_id from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }})
            or newer.batch_id in (select _batch_id from {{ refill.quarantine(domain) }})
            or older.batch_id in (select _batch_id from {{ refill.quarantine(domain) }})
        )
    returning older.batch_id
{%- endmacro %}
