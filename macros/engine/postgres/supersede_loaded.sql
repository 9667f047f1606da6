{# Write down the scopes that the staged batches deliver, and take them from older ones, whose facts and rows in quarantine go.
   So do rows in quarantine that have turned out to be of a scope that was delivered since. #}
{% macro postgres__supersede_loaded(relation, domain, scope) -%}
    {% call statement('mark') -%}
        insert into {{ refill.ledger('scopes') }} (domain, batch_id, scope, rows, superseded_by)
        select staged.domain, staged.batch_id, staged.scope, staged.rows, staged.superseded_by
        from {{ refill.ledger('staged_scopes') }} as staged
        inner join {{ refill.ledger('pending_batches') }} as pending on pending.batch_id = staged.batch_id
        where staged.domain = {{ refill.literal(domain) }}
    {%- endcall %}
    {%- set older = run_query(refill.postgres__superseded_now(domain)).rows -%}
    {%- if older -%}
        {% call statement('give_up') -%}
            with gone as (
                delete from {{ relation }} as facts
                where facts._part = any(cast(array[{{ older | map(attribute='part') | unique | join(', ') }}] as bigint[]))
                    and facts._batch_id = any(cast(array[{{ older | map(attribute='batch_id') | unique | join(', ') }}] as bigint[]))
                    and (facts._batch_id, {{ refill.scope_key(scope, 'facts.') }}) in (
                        select scopes.batch_id, scopes.scope
                        from {{ refill.ledger('scopes') }} as scopes
                        where scopes.domain = {{ refill.literal(domain) }} and scopes.superseded_by is not null
                            and scopes.batch_id in ({{ older | map(attribute='batch_id') | unique | join(', ') }})
                    )
                returning 1
            )
            {{ refill.postgres__record_change(relation, "'superseded'", 'count(*)') }} from gone having count(*) > 0
        {%- endcall %}
    {%- endif -%}
    {% call statement('leave') -%}
        with gone as (
            delete from {{ refill.quarantine(domain) }} as held
            using {{ refill.ledger('scopes') }} as scopes
            where scopes.batch_id = held._batch_id and scopes.scope = held._scope and scopes.superseded_by is not null
            returning 1
        )
        {{ refill.postgres__record_change(relation, "'superseded'", 'count(*)') }} from gone having count(*) > 0
    {%- endcall %}
{%- endmacro %}
