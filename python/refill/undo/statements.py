"""The statements of `undo`. Names in braces are quoted identifiers, or pieces of SQL made from the configuration."""

BATCH = """
select domain, file, sheet, landed_at, undone_at, (select dropped_at from {dropped} as d where d.batch_id = b.batch_id)
from {batches} as b where batch_id = {batch}
for update
"""

DROPPED = """
select d.batch_id, b.file, d.dropped_at, d.policy
from {dropped} as d inner join {batches} as b on b.batch_id = d.batch_id
where d.batch_id = any(cast({taken} as bigint[]))
order by d.batch_id
"""

# The reference rows with values that may be of this batch's keys: derived, or with derived cells, and written since the
# batch landed. `born`: derived since, and not reviewed yet.
AFFECTED = """
create temporary table {affected} on commit drop as
select
    {held_keys},
    held._source = 'auto_derived' and held._needs_review and held._created_at >= {landed_at} as _born,
    (
        select entry.after
        from {audit} as entry
        where entry.table_name = {name} and entry.key = {audit_key} and entry.changed_at < {landed_at}
        order by entry.sequence desc
        limit 1
    ) as _before
from {table} as held
inner join ({batch_keys}) as named on {same_key}
where held._updated_at >= {landed_at}
    and (held._source = 'auto_derived' or cardinality(held._derived_columns) > 0)
"""

# The batches whose facts rest on such a row: they are judged, and derive, once more.
RESTING_ON = """
select distinct facts._batch_id
from {fact} as facts
inner join {affected} as affected on {same_key}
where facts._batch_id <> {batch}
    and (
        affected._born
        or facts._batch_id in (select batch_id from {loads} where loaded_at >= {landed_at})
    )
"""

# The batches that lost a scope to this one, where nothing newer has that scope.
GIVEN_UP = """
select distinct older.batch_id
from {scopes} as older
inner join {scopes} as undone on undone.batch_id = older.superseded_by and undone.scope = older.scope
where undone.batch_id = {batch} and undone.superseded_by is null
"""

PARTS = "select distinct part from {batches} where batch_id = any(cast({taken} as bigint[])) order by part"
# The parts are named, so that no other is looked at.
TAKE_OUT = """
delete from {fact} where _part = any(cast({parts} as bigint[])) and _batch_id = any(cast({taken} as bigint[]))
"""

# A scope that this batch took, and that a newer one has now, was taken by the newer one.
HAND_ON = """
update {scopes} as older
set superseded_by = undone.superseded_by
from {scopes} as undone
where undone.batch_id = {batch} and undone.superseded_by is not null
    and older.superseded_by = undone.batch_id and older.scope = undone.scope
"""

# The ledger's rows of batches that are pending again.
FORGET = (
    "delete from {loads} where batch_id = any({taken})",
    "delete from {staged} where batch_id = any({taken})",
    "delete from {staged_scopes} where batch_id = any({taken})",
    "delete from {scopes} where batch_id = any({taken})",
)

# Derived cells become as they were before the batch landed.
RESTORE = """
update {table} as held
set {cells}
    _derived_columns = array(
        select name
        from unnest(held._derived_columns) with ordinality as names (name, place)
        where name = any(image._derived_columns)
        order by place
    ),
    _retired_at = case when affected._born then now() else held._retired_at end,
    _updated_at = now()
from {affected} as affected
cross join lateral jsonb_populate_record(null::{table}, coalesce(affected._before, '{{}}')) as image
where {same_key} and affected._born = {born}
    and (affected._born{changed})
"""

# One cell: a value that was derived then is taken from then, one that was derived since is no value.
CELL = """
    {column} = case
        when not {name} = any(held._derived_columns) then held.{column}
        when {name} = any(image._derived_columns) then image.{column}
    end,"""
CHANGED = """
        or {name} = any(held._derived_columns) and (
            not coalesce({name} = any(image._derived_columns), false)
            or held.{column} is distinct from image.{column}
        )"""

DELETE_BORN = """
delete from {table} as held
using {affected} as affected
where {same_key} and affected._born and not ({referenced})
"""

# The foreign keys that point at a table, of any maker.
REFERENCES = """
select
    conrelid::regclass::text,
    array(
        select a.attname::text
        from unnest(c.conkey) with ordinality as k (number, place)
        join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = k.number order by k.place
    ),
    array(
        select a.attname::text
        from unnest(c.confkey) with ordinality as k (number, place)
        join pg_attribute as a on a.attrelid = c.confrelid and a.attnum = k.number order by k.place
    )
from pg_constraint as c
where c.contype = 'f' and c.conparentid = 0 and c.confrelid = to_regclass({table})
order by 1, 2
"""
