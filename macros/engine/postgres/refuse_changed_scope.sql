{# Stops the staging of a domain whose loaded batches delivered scopes of other columns, or were appended without any: a
   correction would not find what it replaces. #}
{% macro refuse_changed_scope(domain, scope) -%}
    {%- for row in run_query(refill._loaded_scope_columns(domain)).rows if row[0].split('\n') | sort != scope | sort -%}
        {{ exceptions.raise_compiler_error(
            "load.scope of domain " ~ domain ~ " is " ~ scope | join(', ') ~ " now; its loaded batches were delivered by "
            ~ row[0].split('\n') | join(', ') ~ ". Put the scope back, or give the domain another name and deliver its files again."
        ) }}
    {%- endfor -%}
    {%- if scope and run_query(refill._appended_batches(domain)).rows | length -%}
        {{ exceptions.raise_compiler_error(
            "load.mode of domain " ~ domain ~ " is replace_scope now; its loaded batches were appended. "
            ~ "Put the mode back, or give the domain another name and deliver its files again."
        ) }}
    {%- endif -%}
{%- endmacro %}

{# Loaded batches with rows in the fact, where no batch of the domain has ever delivered a scope. #}
{% macro _appended_batches(domain) -%}
    {%- set fact = api.Relation.create(database=target.database, schema=target.schema, identifier=config.get('meta')['fact']) -%}
    select loads.batch_id
    from {{ refill.ledger('loads') }} as loads
    where loads.domain = {{ refill.literal(domain) }}
        and {{ refill.has_partition(fact, 'loads.batch_id') }}
        and not exists (
            select 1
            from {{ refill.ledger('scopes') }} as scopes
            inner join {{ refill.ledger('loads') }} as delivered on delivered.batch_id = scopes.batch_id
            where scopes.domain = {{ refill.literal(domain) }}
        )
    limit 1
{%- endmacro %}

{% macro _loaded_scope_columns(domain) -%}
    select distinct array_to_string(array(select jsonb_object_keys(cast(scopes.scope as jsonb))), e'\n')
    from {{ refill.ledger('scopes') }} as scopes
    inner join {{ refill.ledger('loads') }} as loads on loads.batch_id = scopes.batch_id
    where scopes.domain = {{ refill.literal(domain) }} and scopes.superseded_by is null
{%- endmacro %}
