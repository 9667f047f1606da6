{# Takes from older batches the scopes that a newer loaded batch delivers: their facts and their rows in quarantine go.

   A batch that holds no scope any more loses its whole partition; else only that one partition is searched. #}
{% macro supersede_loaded(relation, domain, scope) -%}
    {% call statement('mark') -%}
        update {{ refill.ledger('scopes') }} as older
        set superseded_by = newer.batch_id
        from {{ refill.ledger('scopes') }} as newer
        where older.domain = {{ refill.literal(domain) }} and newer.domain = older.domain and newer.scope = older.scope
            and older.superseded_by is null and newer.superseded_by is null and newer.batch_id > older.batch_id
            and newer.batch_id in (select batch_id from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }})
    {%- endcall %}
    {%- for batch in run_query(refill._batches_giving_up(domain, relation)).columns[0].values() -%}
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

{# The batches with superseded scopes whose facts are still there. #}
{% macro _batches_giving_up(domain, relation) -%}
    select distinct older.batch_id
    from {{ refill.ledger('scopes') }} as older
    where older.domain = {{ refill.literal(domain) }}
        and older.superseded_by in (select batch_id from {{ refill.ledger('staged') }} where domain = {{ refill.literal(domain) }})
        and to_regclass({{ refill.literal((refill.batch_partition(relation, '') | string)[:-1]) }} || older.batch_id || '"') is not null
{%- endmacro %}
