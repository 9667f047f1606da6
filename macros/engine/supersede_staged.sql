{# Records the scopes that the staged batches deliver, and takes out of the staging those that a newer batch holds: rows of
   staged batches, and rows that wait in quarantine for a key that the correction may no longer name. #}
{% macro supersede_staged(staging, domain, scope) -%}
delete from {{ refill.ledger('scopes') }}
where batch_id in (select batch_id from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }});
insert into {{ refill.ledger('scopes') }} (domain, batch_id, scope, rows)
select {{ refill.literal(domain) }}, _batch_id, {{ refill.scope_key(scope) }}, count(*)
from {{ staging }} as staging
where {{ refill.readable_scope(scope) }}
    and _batch_id in (select batch_id from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }})
group by _batch_id, {{ refill.quoted(scope) }};

update {{ refill.ledger('scopes') }} as older
set superseded_by = (
    select max(newer.batch_id)
    from {{ refill.ledger('scopes') }} as newer
    where newer.domain = older.domain and newer.scope = older.scope
)
where older.domain = {{ refill.literal(domain) }}
    and older.batch_id in (select batch_id from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }})
    and exists (
        select 1
        from {{ refill.ledger('scopes') }} as newer
        where newer.domain = older.domain and newer.scope = older.scope and newer.batch_id > older.batch_id
    );

delete from {{ staging }} as staging
using {{ refill.ledger('scopes') }} as scopes
where scopes.batch_id = staging._batch_id
    and {{ refill.readable_scope(scope) }}
    and scopes.scope = {{ refill.scope_key(scope, 'staging.') }}
    and exists (
        select 1
        from {{ refill.ledger('scopes') }} as newer
        where newer.domain = scopes.domain and newer.scope = scopes.scope and newer.batch_id > scopes.batch_id
    )
{%- endmacro %}
