{% macro postgres__loaded_scopes(domain) -%}
    select distinct array_to_string(array(select jsonb_object_keys(cast(scopes.scope as jsonb))), e'\n')
    from {{ refill.ledger('scopes') }} as scopes
    inner join {{ refill.ledger('loads') }} as loads on loads.batch_id = scopes.batch_id
    where scopes.domain = {{ refill.literal(domain) }} and scopes.superseded_by is null
{%- endmacro %}
