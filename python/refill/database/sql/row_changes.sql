-- The audit log as changes of reference rows. {ledger} is the schema of refill's own tables.

-- True if an update changed the cell.
create or replace function {ledger}.is_changed(cell text, before jsonb, after jsonb) returns boolean
language sql immutable parallel safe
return left(cell, 1) <> '_' and coalesce(after -> cell, 'null') <> coalesce(before -> cell, 'null');

-- True if a cell that changed got its value from the facts: a null that they fill, or a list of theirs that grows.
create or replace function {ledger}.is_filled(cell text, before jsonb, after jsonb) returns boolean
language sql immutable parallel safe
return after -> '_derived_columns' ? cell and (before ->> cell is null or before -> '_derived_columns' ? cell);

-- Each entry of the audit log as the change that a build counts it as, in the words of refill/config/row_changes.py. A row is
-- filled where every attribute that differs is. `filled_columns` are the attributes of an updated row that the facts filled.
create or replace view {ledger}.row_changes as
select
    entry.sequence,
    entry.table_name,
    entry.key,
    case
        when entry.operation = 'delete' then 'deleted'
        when entry.operation = 'insert' and entry.after ->> '_source' = 'auto_derived' then 'derived'
        when entry.operation = 'insert' then 'inserted'
        when entry.before ->> '_source' = 'auto_derived' and entry.after ->> '_source' = 'authoritative' then 'promoted'
        when entry.before ->> '_retired_at' is null and entry.after ->> '_retired_at' is not null then 'retired'
        when entry.before ->> '_retired_at' is not null and entry.after ->> '_retired_at' is null then 'restored'
        when (
            select bool_and({ledger}.is_filled(cell.name, entry.before, entry.after))
            from jsonb_object_keys(entry.after) as cell (name)
            where {ledger}.is_changed(cell.name, entry.before, entry.after)
        ) then 'filled'
        else 'updated'
    end as change,
    case
        when entry.operation = 'update' then array(
            select cell.name
            from jsonb_object_keys(entry.after) as cell (name)
            where {ledger}.is_changed(cell.name, entry.before, entry.after)
                and {ledger}.is_filled(cell.name, entry.before, entry.after)
            order by cell.name collate "C"
        )
    end as filled_columns,
    entry.before,
    entry.after,
    entry.actor,
    entry.invocation_id,
    entry.cause,
    entry.changed_at
from {ledger}.audit as entry;
