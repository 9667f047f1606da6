{# Writes down the scopes that the batches deliver, and takes them from older ones, whose facts and rows in quarantine go.
   So do rows in quarantine that have turned out to be of a scope that was delivered since.

   A batch that holds no scope any more loses its whole partition; else only that one partition is searched. #}
{% macro supersede_loaded(relation, domain, scope, batches) -%}
    {% call statement('mark') -%}
        insert into {{ refill.ledger('scopes') }} (domain, batch_id, scope, rows, superseded_by)
        select domain, batch_id, scope, rows, superseded_by
        from {{ refill.ledger('staged_scopes') }}
        where domain = {{ refill.literal(domain) }} and batch_id in ({{ (batches + [0]) | join(', ') }})
    {%- endcall %}
    {%- set giving_up = run_query(refill.superseded_now(domain)).columns[0].values() | list -%}
    {%- for batch in run_query(refill._batches_in_fact(relation, giving_up)).columns[0].values() -%}
        {%- set partition = refill.batch_partition(relation, batch) -%}
        {% call statement('give_up') -%}
            with gone as (
                delete from {{ partition }} as facts
                using {{ refill.ledger('scopes') }} as scopes
                where scopes.batch_id = {{ batch }} and scopes.superseded_by is not null
                    and scopes.scope = {{ refill.scope_key(scope, 'facts.') }}
                returning 1
            )
            {{ refill.record_change(relation, "'superseded'", 'count(*)') }} from gone
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
        {{ refill.record_change(relation, "'superseded'", 'count(*)') }} from gone having count(*) > 0
    {%- endcall %}
{%- endmacro %}

{# Those of the batches that have facts. #}
{% macro _batches_in_fact(relation, batches) -%}
    select distinct batch_id
    from unnest(cast(array[{{ batches | join(', ') }}] as bigint[])) as batch_id
    where {{ refill.has_partition(relation, 'batch_id') }}
    order by 1
{%- endmacro %}
