{% macro postgres__appended_batches(domain) -%}
    {%- set fact = api.Relation.create(database=target.database, schema=target.schema, identifier=config.get('meta')['fact']) -%}
    select loads.batch_id
    from {{ refill.ledger('loads') }} as loads
    where loads.domain = {{ refill.literal(domain) }}
        {%- if load_relation(fact) is none %}
        and false
        {%- else %}
        and exists (
            select 1
            from {{ refill.ledger('batches') }} as batch
            inner join {{ fact }} as facts on facts._part = batch.part and facts._batch_id = batch.batch_id
            where batch.batch_id = loads.batch_id
        )
        {%- endif %}
        and not exists (
            select 1
            from {{ refill.ledger('scopes') }} as scopes
            inner join {{ refill.ledger('loads') }} as delivered on delivered.batch_id = scopes.batch_id
            where scopes.domain = {{ refill.literal(domain) }}
        )
    limit 1
{%- endmacro %}
