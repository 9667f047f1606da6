-- How permanent tables differ from the YAML.
-- {ledger} is the schema of refill's own tables; {ledger_name}, {partitions}, {snapshots} and {quality}
-- are names of schemas, as texts.

-- Return a type of the database in the YAML's words.
create or replace function {ledger}.yaml_type(type text) returns text language sql immutable parallel safe
return case type
    when 'bigint' then 'integer' when 'integer' then 'integer (32 bits)' when 'smallint' then 'integer (16 bits)'
    when 'timestamp without time zone' then 'timestamp' when 'jsonb' then 'json' when 'json' then 'json (text)' else type
end;

-- True if every value of the type `held` is one of the type `wanted` too: numbers with as many digits before the point and
-- behind it, integers as numbers with room for the 18 digits that they may have, dates as timestamps; and what only tables
-- have that others made: smaller integers, texts of limited length.
create or replace function {ledger}.widens(held text, wanted text) returns boolean language sql immutable parallel safe
as $$
    with size as (
        select regexp_match(held, '^numeric\((\d+),(\d+)\)$')::int[] as old, regexp_match(wanted, '^numeric\((\d+),(\d+)\)$')::int[] as new
    )
    select coalesce(
            new[1] - new[2] >= case held when 'bigint' then 18 when 'integer' then 10 when 'smallint' then 5 else old[1] - old[2] end,
            false
        )
        and new[2] >= coalesce(old[2], 0)
        or (held, wanted) in (
            ('date', 'timestamp without time zone'), ('integer', 'bigint'), ('smallint', 'bigint'), ('character varying', 'text')
        )
        or held ~ '^character varying\(\d+\)$' and wanted = 'text'
    from size
$$;

-- Why a table cannot be where the YAML says: the facts of its domain are in another, it holds those of another domain,
-- there is a history of a reference table that is not there, or another program has made a reference table. Null where nothing
-- is wrong.
create or replace function {ledger}.misplaced(schema_name text, table_name text, says json) returns text language sql stable
as $$
with partitions as (
    select held.parent, held.table_name as parent_name, part.domain
    from {ledger}.part_tables as held
    join {ledger}.parts as part on part.part = held.part
    where held.schema_name = {partitions} and held.parent is not null
)
select case
    when says ->> 'domain' is not null and here is null
            and exists (select 1 from {ledger}.loads as l where l.domain = says ->> 'domain') then coalesce(
        (select format('Domain %s: its loaded facts are in table %s, and fact.table is %s. Put the name back, or give the domain '
            'another name too and deliver its files again.', domain, parent_name, table_name)
            from partitions where domain = says ->> 'domain' limit 1),
        format('Domain %s: batches of it are loaded, but table %s, which held them, is not there. Restore it; or delete '
            'the rows of the domain from %I.loads, so that its batches load again.',
            says ->> 'domain', table_name, {ledger_name}))
    when says ->> 'domain' is not null then
        (select format('Table %s holds facts of domain %s, and fact.table of domain %s names it. Put the name of the domain '
            'back, or give the new one a table of its own.', table_name, domain, says ->> 'domain')
            from partitions where parent = here and domain <> says ->> 'domain' order by domain limit 1)
    when here is null and to_regclass(format('%I.%I', {snapshots}, coalesce(says ->> 'history', '-'))) is not null then
        format('Reference table %s is not there, but the history of its model is (%s). Put the name back, or give the model '
            'another name too: a new table is filled from its source and from the facts.', table_name, says ->> 'history')
    when says ->> 'history' is not null and not exists (
        select 1 from pg_attribute where attrelid = here and attname = '_derived_columns' and not attisdropped
    ) and here is not null then
        format('Table %s is there, and refill has not made it. Take it over with `refill adopt %s`, or give the reference table '
            'another name.', table_name, table_name)
end
from (select cast(to_regclass(format('%I.%I', schema_name, table_name)) as oid)) as there (here)
$$;

-- The columns of a table's primary key and of each unique index that an insert may name its conflict by.
create or replace function {ledger}.unique_columns(relation oid) returns table (is_primary boolean, names text[]) language sql stable
as $$
    select i.indisprimary, array(
        select a.attname::text
        from unnest(i.indkey) with ordinality as c (number, place)
        join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = c.number
        where c.place <= i.indnkeyatts
        order by c.place
    )
    from pg_index as i
    where i.indrelid = relation and i.indisunique and i.indimmediate and i.indisvalid and i.indpred is null and i.indexprs is null
$$;

-- How permanent tables differ from what the YAML says of them: [{"table", "columns": {name: type}, "keys": [names],
-- "fixed": [names], "domain": the domain of a fact, "history": the snapshot of a reference table}].
-- One row per column that is added, widened, kept (the YAML has it no longer) or freed (kept, and not null so far, with no
-- value of its own). Where `problem` says something, the change is refused, and that is why. Of a table that cannot be where
-- it is, that is the only row; without a `history`, a table of another program is compared like any other.
create or replace function {ledger}.schema_changes(schema_name text, tables json)
returns table (table_name text, change text, name text, held text, wanted text, problem text)
language sql stable
as $$
with described as (
    select
        given.value ->> 'table' as table_name,
        cast(to_regclass(format('%I.%I', schema_name, given.value ->> 'table')) as oid) as relation,
        given.value as says,
        given.ordinality as place
    from json_array_elements(tables) with ordinality as given
),
held as (
    select described.table_name, described.relation, described.place, a.attnum, a.attname::text as name,
        a.attnotnull and not (says ->> 'domain' is null and (a.atthasdef or a.attidentity <> '')) as needs_value,
        format_type(a.atttypid, a.atttypmod) as type
    from described
    join pg_attribute as a on a.attrelid = described.relation and a.attnum > 0 and not a.attisdropped
),
wanted as (
    select described.table_name, described.place, c.key as name, c.ordinality,
        case c.value when 'timestamp' then 'timestamp without time zone' else c.value end as type,
        coalesce(jsonb_exists(cast(described.says -> 'fixed' as jsonb), c.key), false) as is_fixed
    from described cross join json_each_text(described.says -> 'columns') with ordinality as c
    where described.relation is not null
),
reading as not materialized (
    select d.refobjid as relation, d.refobjsubid as attnum, rule.ev_class as reader,
        reader.relname, reader.relnamespace is not distinct from to_regnamespace(format('%I', {quality})) as is_quality
    from pg_depend as d
    join pg_rewrite as rule on rule.oid = d.objid
    join pg_class as reader on reader.oid = rule.ev_class
    where d.refclassid = 'pg_class'::regclass and d.classid = 'pg_rewrite'::regclass
),
readers as (  -- a quality view is made anew, but not what reads it
    select held.relation, held.attnum, string_agg(distinct coalesce(beyond.relname, first.relname), ', ') as names
    from held
    join reading as first on first.relation = held.relation and first.attnum = held.attnum
    left join reading as beyond on first.is_quality and beyond.relation = first.reader and beyond.reader <> first.reader
    where not first.is_quality or beyond.reader is not null
    group by 1, 2
),
misplaced as (
    select place, table_name, {ledger}.misplaced(schema_name, table_name, says) as problem from described
),
keys as (  -- `is_kept`: unique beside another primary key, as an adopted table may have it, and the key of its audit log
    select described.table_name, described.place, given.names as wanted, k.names as held, given.names = k.names or exists (
            select 1 from {ledger}.unique_columns(described.relation) as u where u.names @> given.names and u.names <@ given.names
        ) and exists (
            select 1 from pg_trigger as t where t.tgrelid = described.relation and t.tgname = 'audit_insert' and t.tgargs = (
                select string_agg(convert_to(key, getdatabaseencoding()) || '\x00', '' order by place)
                from unnest(given.names) with ordinality as n (key, place)
            )
        ) as is_kept
    from described
    cross join lateral (select array(select json_array_elements_text(described.says -> 'keys')) as names) as given
    join {ledger}.unique_columns(described.relation) as k on k.is_primary
),
changes as (
    select
        wanted.place, wanted.ordinality, wanted.table_name, wanted.name, held.type as held, wanted.type as wanted,
        case when held.name is null then 'added' when {ledger}.widens(held.type, wanted.type) then 'widened' else 'changed' end as change,
        case
            when held.name is null then null
            when wanted.is_fixed then ', and load.scope names it: a correction would not find what it replaces. '
                'Put the type back, or give the domain another name and deliver its files again.'
            when not {ledger}.widens(held.type, wanted.type) then ', which may not hold its values. '
                'Put the type back, or give the column of the new type another name.'
            when readers.names is not null then format(
                ', and %s reads it. Drop what reads it, run again, and make it anew.', readers.names)
        end as why
    from wanted
    left join held on held.table_name = wanted.table_name and held.name = wanted.name
    left join readers on readers.relation = held.relation and readers.attnum = held.attnum
    where held.type is distinct from wanted.type
    union all
    select held.place, 10000 + held.attnum, held.table_name, held.name, held.type, null,
        case when held.needs_value then 'freed' else 'kept' end, null
    from held
    where held.name not in (select w.name from wanted as w where w.table_name = held.table_name)
)
select table_name, change, name, held, wanted, problem from (
    select place, ordinality, table_name, change, name, {ledger}.yaml_type(held) as held,
        {ledger}.yaml_type(wanted) || case when change = 'widened' and held in ('integer', 'smallint') and wanted = 'bigint'
            then ' (64 bits)' else '' end as wanted,
        format('Table %s: column %s is %s in the database and %s in the YAML', table_name, name,
            {ledger}.yaml_type(held), {ledger}.yaml_type(wanted)) || why as problem
    from changes
    union all
    select place, 0, table_name, 'key', null, array_to_string(held, ', '), null,
        format('Table %s: its key is %s in the database and %s in the YAML. Put the key back, or give the table and its '
            'model another name: a new table is filled from its source and from the facts.',
            table_name, array_to_string(held, ', '), array_to_string(wanted, ', '))
    from keys
    where wanted <> '{}' and not is_kept
    union all
    select place, 0, table_name, 'place', null, null, null, problem from misplaced
) as found
where (change = 'place') = (place in (select m.place from misplaced as m where m.problem is not null))
order by place, ordinality
$$;
