{% macro postgres__note_snapshot(table) -%}
    insert into {{ refill.ledger('snapshots') }} as held (table_name, sequence)
    select {{ refill.literal(table) }}, coalesce(max(sequence), 0)
    from {{ refill.ledger('audit') }}
    where table_name = {{ refill.literal(table) }}
    on conflict (table_name) do update set sequence = excluded.sequence where held.sequence <> excluded.sequence
{%- endmacro %}
