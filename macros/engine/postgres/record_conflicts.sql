{# Keep the conflicts of the rows in `refill_changes`, each once, for a person to look at. #}
{% macro postgres__record_conflicts(relation, keys) -%}
insert into {{ refill.ledger('conflicts') }} (
    table_name, key, column_name, kept, kept_from, other, other_from, invocation_id
)
select
    {{ refill.literal(relation.identifier) }}, {{ refill.postgres__json_object(keys, 'changed.') }},
    found.column_name, found.kept, found.kept_from, found.other, found.other_from, {{ refill.literal(invocation_id) }}
from refill_changes as changed
cross join lateral jsonb_to_recordset(changed._conflicts) as found (
    column_name text, kept text, kept_from text, other text, other_from text
)
where changed._conflicts is not null
on conflict do nothing
{%- endmacro %}
