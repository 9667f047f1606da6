"""The statements by which tables of the former shape get their parts: what such a table has, and a new one needs."""

# A raw table of a domain, or a table of facts: no other program's.
FORMER = """
select n.nspname, c.relname
from pg_partitioned_table as p
inner join pg_class as c on c.oid = p.partrelid
inner join pg_namespace as n on n.oid = c.relnamespace
inner join pg_attribute as a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
where a.attname = '_batch_id'
    and exists (
        select 1 from pg_attribute as own
        where own.attrelid = c.oid and (n.nspname, own.attname) in ((%s, '_note'), (%s, '_skipped'))
    )
order by 1, 2
"""
# The partitions of a table, with the part that each batch will be in.
PARTITIONS = """
select place.nspname, c.relname, b.part, b.batch_id
from pg_inherits as i
inner join pg_class as c on c.oid = i.inhrelid
inner join pg_namespace as place on place.oid = c.relnamespace
inner join {batches} as b
    on c.relname = %(table)s || '_b' || b.batch_id or c.relname = %(table)s || '_p' || b.part
where i.inhparent = to_regclass(%(name)s)
order by b.batch_id
"""
# What a new table would not have.
IN_THE_WAY = """
select 'policy ' || polname from pg_policy where polrelid = to_regclass(%(name)s)
union all
select 'rule ' || rulename from pg_rewrite where ev_class = to_regclass(%(name)s)
order by 1
"""
LEFT = "select cast(cast(inhrelid as regclass) as text) from pg_inherits where inhparent = to_regclass(%s) order by 1"
ABOVE = """
select distinct n.nspname, parent.relname
from pg_constraint as c
inner join pg_class as parent on parent.oid = c.confrelid
inner join pg_namespace as n on n.oid = parent.relnamespace
where c.conrelid = to_regclass(%s) and c.contype = 'f'
order by 1, 2
"""
OWNER = "select pg_get_userbyid(relowner) from pg_class where oid = to_regclass(%s)"
COMMENT = "select obj_description(to_regclass(%s), 'pg_class')"
# What a new table of the name needs to have too, as statements.
GRANTS = """
select format('grant %%s%%s on %%s to %%s%%s', g.privilege_type, g.columns, %(name)s,
    case when g.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end,
    case when g.is_grantable then ' with grant option' else '' end)
from (
    select a.privilege_type, '' as columns, a.grantee, a.is_grantable, c.relowner
    from pg_class as c cross join lateral aclexplode(c.relacl) as a
    where c.oid = to_regclass(%(name)s)
    union all
    select a.privilege_type, format(' (%%I)', t.attname), a.grantee, a.is_grantable, c.relowner
    from pg_attribute as t
    inner join pg_class as c on c.oid = t.attrelid
    cross join lateral aclexplode(t.attacl) as a
    where t.attrelid = to_regclass(%(name)s)
) as g
where g.grantee <> g.relowner
order by 1
"""
INDEXES = """
select replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')  -- so that the partitions get it
from pg_index as i
where i.indrelid = to_regclass(%s) and not exists (select 1 from pg_constraint as k where k.conindid = i.indexrelid)
order by 1
"""
TRIGGERS = """
select pg_get_triggerdef(oid) from pg_trigger
where tgrelid = to_regclass(%s) and not tgisinternal and tgparentid = 0
order by 1
"""
KEYS = """
select conname, pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint')
from pg_constraint where conrelid = to_regclass(%s) and contype = 'f'
order by 1
"""
NEW = """
create table {table} (
    like {former} including comments including constraints including defaults including generated including statistics
    including storage,
    {part} {kind} not null
) partition by list ({part})
"""
PRIMARY_KEY = "select conname from pg_constraint where conrelid = to_regclass(%s) and contype = 'p'"
READERS = """
select distinct on (v.oid)
    v.relkind = 'm',
    cast(cast(v.oid as regclass) as text),
    coalesce(' with (' || array_to_string(v.reloptions, ', ') || ')', ''),
    pg_get_viewdef(v.oid)
from pg_depend as d
inner join pg_rewrite as r on r.oid = d.objid
inner join pg_class as v on v.oid = r.ev_class
where d.classid = cast('pg_rewrite' as regclass) and d.refclassid = cast('pg_class' as regclass)
    and d.refobjid = to_regclass(%s) and v.relkind in ('v', 'm')
order by v.oid
"""
