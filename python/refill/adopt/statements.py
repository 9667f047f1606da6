"""The statements of `adopt`. Names in braces are quoted identifiers, or pieces of SQL made from the configuration."""

FOUND = """
select c.oid, c.relkind::text, c.relpersistence = 'u', pg_has_role(c.relowner, 'usage'), pg_get_userbyid(c.relowner),
    row_security_active(c.oid), exists (select 1 from pg_inherits as i where c.oid in (i.inhrelid, i.inhparent))
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
where n.nspname = %s and c.relname = %s
"""
ELSEWHERE = """
select n.nspname::text
from pg_class as c
join pg_namespace as n on n.oid = c.relnamespace
where c.relname = %s and c.relkind = 'r' and n.nspname <> all(%s) and n.nspname !~ '^(pg_|information_schema$)'
order by 1
"""
# `is_given`: the database has a value where an insert names none; `is_computed`: it takes no other.
COLUMNS = """
select a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef or a.attidentity <> '',
    a.attgenerated <> '' or a.attidentity = 'a',
    exists (
        select 1 from pg_constraint as k
        where k.conrelid = a.attrelid and k.contype = 'p' and a.attnum = any(k.conkey)
    )
from pg_attribute as a
where a.attrelid = %s and a.attnum > 0 and not a.attisdropped
order by a.attnum
"""
# Every trigger by the name of one that writes the audit log, and true if it does.
TRIGGERS = """
select tgname::text, tgfoid = to_regprocedure(format('%%I.audit_changes()', %s))
from pg_trigger
where tgrelid = %s and tgname ~ '^audit_(insert|update|delete|truncate)$'
"""
UNIQUE = "select is_primary, names from {unique_columns}(%s)"
CHANGES = "select change, name, held, wanted, problem from {schema_changes}(%s, %s)"

EMPTY_KEYS = "select count(*) from {table} where num_nulls({folded}) > 0"
DOUBLED_KEYS = """
select concat_ws(' / ', {folded}), count(*) over ()
from {table} where num_nulls({folded}) = 0
group by {folded} having count(*) > 1
order by concat_ws(' / ', {folded}) collate "C" limit 10
"""
UNFOLDED_KEYS = """
select concat_ws(' / ', {plain}), concat_ws(' / ', {folded}), count(*) over ()
from {table} where num_nulls({folded}) = 0 and ({changed})
order by concat_ws(' / ', {plain}) collate "C" limit 10
"""
BAD_VALUES = """
select concat_ws(' / ', {plain}), count(*) over ()
from {table} where {column} is not null and {read} is distinct from {column}
order by concat_ws(' / ', {plain}) collate "C" limit 10
"""
ORPHANS = """
select orphan, count(*) over ()
from (select distinct concat_ws(' / ', {child_columns}) as orphan from {table} as child
    where num_nulls({child_columns}) = 0 and not exists (select 1 from {parent} as parent where {same})) as orphans
order by orphan collate "C" limit 10
"""
FOLD = "update {table} set {folded} where {changed}"
IS_OURS = """
select to_regclass(%s) is not null, exists (
    select 1 from pg_attribute where attrelid = to_regclass(%s) and attname = '_derived_columns' and not attisdropped
)
"""
HAS_CONSTRAINT = "select exists (select 1 from pg_constraint where conrelid = to_regclass(%s) and conname = %s)"
