{# Rows of staged batches, and rows in quarantine whose scope is delivered now. The ledger learns of it with the facts. #}
{% macro postgres__supersede_staged(staging, domain, scope) -%}
{%- set staged_scopes = refill.ledger('staged_scopes') -%}
insert into {{ staged_scopes }} (domain, batch_id, scope, rows)
select {{ refill.literal(domain) }}, _batch_id, {{ refill.scope_key(scope) }}, count(*)
from {{ staging }} as staging
where {{ refill.readable_scope(scope) }}
    and _batch_id in (select batch_id from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }})
group by _batch_id, {{ refill.quoted(scope) }};

update {{ staged_scopes }} as older
set superseded_by = newest.batch_id
from (
    select delivered.scope, max(delivered.batch_id) as batch_id
    from (
        select scope, batch_id from {{ staged_scopes }} where domain = {{ refill.literal(domain) }}
        union all
        select scope, batch_id
        from {{ refill.ledger('scopes') }}
        where domain = {{ refill.literal(domain) }} and superseded_by is null
            and scope in (select scope from {{ staged_scopes }} where domain = {{ refill.literal(domain) }})
    ) as delivered
    group by delivered.scope
) as newest
where older.domain = {{ refill.literal(domain) }} and older.scope = newest.scope and older.batch_id < newest.batch_id;

delete from {{ staging }} as staging
using {{ staged_scopes }} as scopes
where scopes.batch_id = staging._batch_id
    and scopes.superseded_by is not null
    and {{ refill.readable_scope(scope) }}
    and scopes.scope = {{ refill.scope_key(scope, 'staging.') }}
{%- if load_relation(refill.quarantine(domain)) is not none %};

delete from {{ staging }} as staging
using {{ refill.quarantine(domain) }} as held, {{ staged_scopes }} as newer
where held._batch_id = staging._batch_id and held._row_number = staging._row_number
    and newer.domain = {{ refill.literal(domain) }} and newer.scope = held._scope and newer.batch_id > held._batch_id
{%- endif %}
{%- endmacro %}
