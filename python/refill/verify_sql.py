"""The queries of `verify`. Names in braces are quoted identifiers."""

ACCOUNTS = """
with loaded as (
    select b.batch_id, b.file, b.sheet, b.rows, b.rejected + b.skipped as elsewhere
    from {batches} as b join {loads} as l on l.batch_id = b.batch_id
    where b.domain = {domain}
),
in_raw as (select _batch_id, count(*) as n from {raw} group by 1),
in_fact as (select _batch_id, count(*) as n from {fact} group by 1),
held as (select _batch_id, count(*) as n from {quarantine} group by 1),
superseded as (
    select batch_id, sum(rows)::bigint as n
    from {scopes}
    where domain = {domain} and superseded_by is not null
    group by 1
),
twice as (
    select q._batch_id, count(*) as n
    from {quarantine} as q join {fact} as f on f._batch_id = q._batch_id and f._row_number = q._row_number
    group by 1
)
select
    loaded.batch_id, loaded.file, loaded.sheet, loaded.rows, coalesce(in_raw.n, 0), loaded.elsewhere,
    coalesce(in_fact.n, 0), coalesce(held.n, 0), coalesce(superseded.n, 0), coalesce(twice.n, 0)
from loaded
left join in_raw on in_raw._batch_id = loaded.batch_id
left join in_fact on in_fact._batch_id = loaded.batch_id
left join held on held._batch_id = loaded.batch_id
left join superseded on superseded.batch_id = loaded.batch_id
left join twice on twice._batch_id = loaded.batch_id
order by 1
"""

CHANGED_VALUE = """
with delivered as (
    select
        fact._batch_id,
        fact.{column} as ours,
        case
            when {fold}(raw.{column}) in ({tokens}) then null
            else cast({try_numeric}({fold}(raw.{column}), {precision}, {scale}) as numeric({precision}, {scale}))
        end as theirs
    from {fact} as fact
    join {raw} as raw on raw._batch_id = fact._batch_id and raw._row_number = fact._row_number
)
select _batch_id, sum(ours), sum(theirs) from delivered
group by 1 having sum(ours) is distinct from sum(theirs)
order by 1
"""

VALID_KEY = """
select 1
from pg_constraint c
join pg_class child on child.oid = c.conrelid join pg_namespace cn on cn.oid = child.relnamespace
join pg_class parent on parent.oid = c.confrelid join pg_namespace pn on pn.oid = parent.relnamespace
where c.contype = 'f' and c.convalidated
    and cn.nspname = %s and child.relname = %s and pn.nspname = %s and parent.relname = %s
    and (
        select array_agg(a.attname::text order by k.place)
        from unnest(c.conkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number
    ) = %s
    and (
        select array_agg(a.attname::text order by k.place)
        from unnest(c.confkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number
    ) = %s
"""

ORPHANS = """
select count(*) from {child} as child
where {present} and not exists (select 1 from {parent} as parent where {same})
"""

DOUBLED_KEYS = """
select concat_ws(' / ', {key}), count(*) from {table} group by {key} having count(*) > 1 order by 1
"""

DOUBLED_ROWS = """
select _batch_id, _row_number, count(*) from {fact} group by 1, 2 having count(*) > 1 order by 1, 2
"""

OF_LOADED_BATCHES = "where _batch_id in (select batch_id from {loads})"

STAGED_AND_PENDING = "select distinct domain from {staged} where batch_id not in (select batch_id from {loads})"

UNMERGED = "select table_name from {syncs} where not merged"
