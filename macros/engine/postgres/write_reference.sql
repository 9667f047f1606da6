{# In key order, authoritative over derived. #}
{% macro postgres__write_reference(relation, sql) -%}
    {%- set columns = model.columns.keys() | list -%}
    {%- set keys = (model.constraints | selectattr('type', 'equalto', 'primary_key') | first).columns -%}
    {% call statement('main') -%}
        set local enable_mergejoin = off;  -- of the facts, few have a new key: none but those needs sorting
        update {{ refill.ledger('syncs') }} set merged = true  -- first: a sync waits until its rows are in
        where table_name = {{ refill.literal(relation.identifier) }} and not merged;

        create temporary table refill_changes on commit drop as
        {{ sql }};

        insert into {{ relation }} as held ({{ refill.quoted(columns) }})
        select {{ refill.quoted(columns) }} from refill_changes
        order by {{ refill.quoted(keys) }}
        on conflict ({{ refill.quoted(keys) }}) do update set
        {%- for column in columns if column not in keys and column != '_created_at' %}
            {{ adapter.quote(column) }} = excluded.{{ adapter.quote(column) }}{{ ',' if not loop.last }}
        {%- endfor %}
        where excluded._source = 'authoritative'
            or held._source = 'auto_derived' and held._created_at = excluded._created_at;  -- the row that was filled

        {{ refill.postgres__record_change(relation, "_source || ' ' || _change", 'count(*)') }}
        from refill_changes
        group by _source, _change;

        {{ refill.postgres__record_conflicts(relation, keys) }};

        update {{ refill.ledger('syncs') }} set accepted_retirements = 0
        where table_name = {{ refill.literal(relation.identifier) }} and merged and accepted_retirements > 0;

        drop table refill_changes
    {%- endcall %}
{%- endmacro %}
