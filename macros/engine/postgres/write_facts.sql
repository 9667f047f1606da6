{# One partition per batch: filled, keyed and checked against the references as a set, then attached.

   In the same transaction older batches give up the scopes that the new ones deliver, before anything comes back of them;
   rows leave quarantine, and the batches are written down as loaded. A large batch is read on its own, in parallel. Small
   ones are read together, with the rows that leave quarantine: those belong to batches that loaded before, are few, and
   go through the table itself. #}
{% macro postgres__write_facts(relation, sql) -%}
    {%- set meta = config.get('meta') -%}
    {%- set domain = meta['domain'] -%}
    {%- set loading = refill.postgres__batch_partition(relation, 'loading') -%}
    {%- set pending = run_query(refill.postgres__batches_to_load(domain)).rows -%}
    {%- set batches = pending | map(attribute='batch_id') | map('int') | list -%}
    {%- set small = pending | rejectattr('is_large') | map(attribute='batch_id') | map('int') | list -%}
    {% call statement('partitions') -%}
        create table {{ loading }} (like {{ relation }}) partition by list (_batch_id);
        {%- for batch in small %}
        create table {{ refill.postgres__batch_partition(relation, batch) }} partition of {{ loading }} for values in ({{ batch }});
        {%- endfor %}
        create table {{ refill.postgres__batch_partition(relation, 'returning') }} partition of {{ loading }} default;
    {%- endcall %}
    {% if meta.get('scope') %}
        {% do refill.postgres__supersede_loaded(relation, domain, meta['scope'], batches) %}
    {% endif %}
    {%- for batch in batches if batch not in small -%}
        {% do refill.postgres__create_partition(relation, batch, sql) %}
    {%- endfor -%}
    {%- if small or run_query(refill.postgres__returning_rows(domain)).rows -%}
        {% call statement('main') -%}
            insert into {{ loading }} ({{ refill.quoted(model.columns.keys() | list) }})
            select {{ refill.quoted(model.columns.keys() | list) }} from (
                {{ sql }}
            ) as rows_to_load
            where _batch_id <> all(cast(array[{{ batches | reject('in', small) | join(', ') }}] as bigint[]))
        {%- endcall %}
    {%- endif -%}
    {%- for batch in batches -%}
        {% do refill.postgres__attach_batch(relation, loading if batch in small else none, batch) %}
    {%- endfor -%}
    {% do refill.postgres__return_rows(relation, loading, domain) %}
    {% do refill.postgres__account_for(relation, domain, batches) %}
    {% call statement('complete') -%}
        drop table {{ loading }};
        insert into {{ refill.ledger('loads') }} (batch_id, domain, invocation_id)
        select batch_id, domain, {{ refill.literal(invocation_id) }}
        from {{ refill.ledger('staged') }}
        where domain = {{ refill.literal(domain) }} and batch_id in ({{ (batches + [0]) | join(', ') }})
    {%- endcall %}
{%- endmacro %}
