{# Stops the staging of a domain whose loaded batches delivered scopes of other columns: a correction would not find what it
   replaces. #}
{% macro refuse_changed_scope(domain, scope) -%}
    {%- for row in run_query(refill._loaded_scope_columns(domain)).rows if row[0].split('\n') | sort != scope | sort -%}
        {{ exceptions.raise_compiler_error(
            "load.scope of domain " ~ domain ~ " is " ~ scope | join(', ') ~ " now; its loaded batches were delivered by "
            ~ row[0].split('\n') | join(', ') ~ ". Put the scope back, or give the domain another name and deliver its files again."
        ) }}
    {%- endfor -%}
{%- endmacro %}

{% macro _loaded_scope_columns(domain) -%}
    select distinct array_to_string(array(select jsonb_object_keys(cast(scopes.scope as jsonb))), e'\n')
    from {{ refill.ledger('scopes') }} as scopes
    inner join {{ refill.ledger('loads') }} as loads on loads.batch_id = scopes.batch_id
    where scopes.domain = {{ refill.literal(domain) }} and scopes.superseded_by is null
{%- endmacro %}
