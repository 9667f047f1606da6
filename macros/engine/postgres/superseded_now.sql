{# Mark the scopes that a newer batch has: one that is loaded now, or one whose rows in quarantine have turned out to be of
   that scope. Return the batches that lose them, with their parts. Only scopes of these batches are looked at. #}
{% macro postgres__superseded_now(domain) -%}
    with moving as materialized (
        select batch_id from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }}
        union
        select _batch_id from {{ refill.quarantine(domain) }}
    ),

    touched as materialized (
        select distinct scopes.scope
        from moving
        inner join {{ refill.ledger('scopes') }} as scopes on scopes.batch_id = moving.batch_id
        where scopes.domain = {{ refill.literal(domain) }} and scopes.superseded_by is null
    ),

    in_force as materialized (
        select scopes.scope, scopes.batch_id, scopes.batch_id in (select moving.batch_id from moving) as is_moving
        from touched
        cross join lateral (
            select scope, batch_id
            from {{ refill.ledger('scopes') }}
            where domain = {{ refill.literal(domain) }} and scope = touched.scope and superseded_by is null
            offset 0  -- by the index, once for each scope
        ) as scopes
    )

    update {{ refill.ledger('scopes') }} as older
    set superseded_by = newer.batch_id
    from in_force as newer, in_force as held, {{ refill.ledger('batches') }} as batch
    where held.batch_id < newer.batch_id and held.scope = newer.scope and (newer.is_moving or held.is_moving)
        and older.batch_id = held.batch_id and older.scope = held.scope
        and batch.batch_id = older.batch_id
    returning older.batch_id, batch.part
{%- endmacro %}
