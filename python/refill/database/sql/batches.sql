-- Batches: which are pending, which are staged, and where their rows are.
-- {ledger} is the schema of refill's own tables; {raw} and {partitions} are names of schemas, as texts.

-- The batches that have landed, were not undone, and wait for their facts to load. A query that is about one domain names it.
create or replace view {ledger}.pending_batches as
select
    batch.batch_id,
    batch.domain,
    batch.file,
    batch.sheet,
    batch.rows,
    batch.rejected,
    batch.skipped,
    batch.landed_at,
    batch.part
from {ledger}.batches as batch
where batch.undone_at is null
    and not exists (select 1 from {ledger}.loads as load where load.batch_id = batch.batch_id);

-- The partitions of raw tables and of facts, with the number of the part that each is; Python and Jinja compose the names where
-- they create one: refill/config/parts.py, macros/engine/postgres/part_table.sql. `parent` and `table_name` are null where one
-- is no partition.
create or replace view {ledger}.part_tables as
select
    cast(place.nspname as text) as schema_name,
    cast(held.relname as text) as partition_name,
    cast(substring(held.relname from '_p([0-9]{1,18})$') as bigint) as part,
    parent.oid as parent,
    cast(parent.relname as text) as table_name
from pg_class as held
inner join pg_namespace as place on place.oid = held.relnamespace
left join pg_inherits as inheritance on inheritance.inhrelid = held.oid
left join pg_class as parent on parent.oid = inheritance.inhparent
where place.nspname in ({raw}, {partitions})
    and held.relkind = 'r'
    and held.relname ~ '_p[0-9]{1,18}$';

-- The batches of a domain that are staged now, and the parts in which their rows are. They read tables and call themselves
-- immutable, so that the planner knows the numbers: it then leaves other parts alone, and reads those in parallel. For queries
-- that are planned as they run.
create or replace function {ledger}.staged_batches(of_domain text) returns bigint[] language sql immutable parallel safe
as $$
select coalesce(array_agg(batch_id), '{}') from {ledger}.staged where domain = of_domain
$$;

create or replace function {ledger}.staged_parts(of_domain text) returns bigint[] language sql immutable parallel safe
as $$
select coalesce(array_agg(distinct batch.part), '{}')
from {ledger}.staged as staged inner join {ledger}.batches as batch on batch.batch_id = staged.batch_id
where staged.domain = of_domain
$$;

-- Return a fact as a file may have given it, for what needs the raw row of a batch whose raw rows were dropped: its values as
-- texts, of these columns of the YAML, without nulls; the text of a skipped key included.
create or replace function {ledger}.as_delivered(fact jsonb, columns jsonb) returns jsonb language sql immutable parallel safe as $$
select coalesce(jsonb_object_agg(e.key, e.value) filter (where e.value is not null), '{}')
    || coalesce(nullif(fact -> '_skipped', 'null'), '{}')
from jsonb_each_text(fact) as e
where columns ? e.key
$$;
