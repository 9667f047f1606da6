{# Write down the scopes that the batches deliver, and take them from older ones, whose facts and rows in quarantine go.
   So do rows in quarantine that have turned out to be of a scope that was delivered since.

   A batch that holds no scope any more loses its whole partition; else only that one partition is searched. #}
{% macro postgres__supersede_loaded(relation, domain, scope, batches) -%}
    {% call statement('mark') -%}
        insert into {{ refill.ledger('scopes') }} (domain, batch_id, scope, rows, superseded_by)
        select domain, batch_id, scope, rows, superseded_by
        from {{ refill.ledger('staged_scopes') }}
        where domain = {{ refill.literal(domain) }} and batch_id in ({{ (batches + [0]) | join(', ') }})
    {%- endcall %}
    {%- set giving_up = run_query(refill.postgres__superseded_now(domain)).columns[0].values() | list -%}
    {%- for batch in run_query(refill.postgres__batches_in_fact(relation, giving_up)).columns[0].values() -%}
        {%- set partition = refill.postgres__batch_partition(relation, batch) -%}
        {% call statement('give_up') -%}
            with gone as (
                delete from {{ partition }} as facts
                using {{ refill.ledger('scopes') }} as scopes
                where scopes.batch_id = {{ batch }} and scopes.superseded_by is not null
                    and scopes.scope = {{ refill.scope_key(scope, 'facts.') }}
                returning 1
            )
            {{ refill.postgres__record_change(relation, "'superseded'", 'count(*)') }} from gone
        {%- endcall %}
        {%- if run_query('select 1 from ' ~ partition ~ ' limit 1').rows | length == 0 -%}
            {% call statement('drop_empty') -%}
                drop table {{ partition }}
            {%- endcall %}
        {%- endif -%}
    {%- endfor -%}
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
