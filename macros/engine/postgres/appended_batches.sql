{% macro postgres__appended_batches(domain) -%}
    {%- set fact = api.Relation.create(database=target.database, schema=target.schema, identifier=config.get('meta')['fact']) -%}
    select loads.batch_id
    from {{ refill.ledger('loads') }} as loads
    where loads.domain = {{ refill.literal(domain) }}
        and {{ refill.postgres__has_partition(fact, 'loads.batch_id') }}
        and not exists (
            select 1
            from {{ refill.ledger('scopes') }} as scopes
            inner join {{ refill.ledger('loads') }} as delivered on delivered.batch_id = scopes.batch_id
            where scopes.domain = {{ refill.literal(domain) }}
        )
    limit 1
{%- endmacro %}
