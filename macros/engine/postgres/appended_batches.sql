{% macro postgres__appended_batches(domain) -%}
    {%- set fact = api.Relation.create(database=target.database, schema=target.schema, identifier=config.get('meta')['fact']) -%}
    select loads.batch_id
    from {{ refill.ledger('loads') }} as loads
    where loads.domain = {{ refill.literal(domain) }}
        and to_regclass({{ refill.literal((refill.postgres__batch_partition(fact, '') | string)[:-1]) }} || loads.batch_id || '"') is not null
        and not exists (
            select 1
            from {{ refill.ledger('scopes') }} as scopes
            inner join {{ refill.ledger('loads') }} as delivered on delivered.batch_id = scopes.batch_id
            where scopes.domain = {{ refill.literal(domain) }}
        )
    limit 1
{%- endmacro %}
