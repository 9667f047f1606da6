{# Facts get in one partition per batch: filled, keyed and checked against the references as a set, then attached.

   In the same transaction older batches give up the scopes that the new ones deliver, before anything comes back of them;
   rows leave quarantine, and the batches are written down as loaded. Rows that leave quarantine belong to batches that
   loaded before: they are few, and go through the table itself. #}
{% macro postgres__load_facts(relation, sql) -%}
    {%- set meta = config.get('meta') -%}
    {%- set domain = meta['domain'] -%}
    {%- set batches = run_query(refill._batches_to_load(domain)).columns[0].values() | list -%}
    {%- set loading = refill.batch_partition(relation, 'loading') -%}
    {% call statement('partitions') -%}
        create table {{ loading }} (like {{ relation }}) partition by list (_batch_id);
        {%- for batch in batches %}
        create table {{ refill.batch_partition(relation, batch) }} partition of {{ loading }} for values in ({{ batch }});
        {%- endfor %}
        create table {{ refill.batch_partition(relation, 'returning') }} partition of {{ loading }} default;
    {%- endcall %}
    {% if meta.get('scope') %}
        {% do refill.supersede_loaded(relation, domain, meta['scope'], batches) %}
    {% endif %}
    {% call statement('main') -%}
        insert into {{ loading }} ({{ refill.quoted(model.columns.keys() | list) }})
        select {{ refill.quoted(model.columns.keys() | list) }} from (
            {{ sql }}
        ) as rows_to_load
    {%- endcall %}
    {%- for batch in batches -%}
        {% do refill.attach_batch(relation, loading, batch) %}
    {%- endfor -%}
    {% do refill.return_rows(relation, loading, domain) %}
    {% do refill.account_for(relation, domain, batches) %}
    {% call statement('complete') -%}
        drop table {{ loading }};
        insert into {{ refill.ledger('loads') }} (batch_id, domain, invocation_id)
        select batch_id, domain, {{ refill.literal(invocation_id) }}
        from {{ refill.ledger('staged') }}
        where domain = {{ refill.literal(domain) }} and batch_id in ({{ (batches + [0]) | join(', ') }})
    {%- endcall %}
{%- endmacro %}

{% macro _batches_to_load(domain) -%}
    select staged.batch_id
    from {{ refill.ledger('staged') }} as staged
    where staged.domain = {{ refill.literal(domain) }}
        and staged.batch_id not in (select loads.batch_id from {{ refill.ledger('loads') }} as loads)
    order by 1
{%- endmacro %}
