-- What stewards decide, and what it does to the tables at once. Whoever may not write tables may call the last four
-- functions: they write for their caller, under their owner's rights, and trust nothing that they are given.
-- {ledger} is the schema of refill's own tables, {target} that of the reference tables and facts, as a text.

-- The reference tables as the YAML describes them: columns, keys, parents and children among them, and the facts that
-- refer to them. `refill` writes it; python/refill/database/described.py says what is in it.
create table if not exists {ledger}.reference_tables (table_name text primary key, described jsonb not null);

create or replace function {ledger}.decisions_guard() returns trigger language plpgsql as $$
begin
    raise exception 'Decisions are only added. `refill review reopen` takes one back.';
end
$$;
create or replace trigger decisions_guard before update or delete or truncate on {ledger}.decisions
for each statement execute function {ledger}.decisions_guard();

-- What counts on each key of a table: its latest decision, unless that takes the one before back. A key that was merged
-- has the last target of a chain; one whose target was rejected is rejected.
create or replace function {ledger}.rulings(wanted text)
returns table (key jsonb, decision text, content jsonb, target jsonb, sequence bigint)
language sql stable strict parallel safe rows 100 as $$
with recursive latest as (
    select distinct on (d.key) d.key, d.decision, d.content, d.target, d.sequence
    from {ledger}.decisions as d
    where d.table_name = wanted
    order by d.key, d.sequence desc
),
led as (
    select l.key, l.decision, l.content, l.target, l.sequence, 1 as steps from latest as l where l.decision <> 'reopen'
    union all
    select led.key, next.decision, led.content, coalesce(next.target, led.target), led.sequence, led.steps + 1
    from led join latest as next on next.key = led.target
    where led.decision = 'merge' and next.decision in ('merge', 'reject') and led.steps < 100
)
select distinct on (led.key) led.key, led.decision, led.content, led.target, led.sequence
from led
order by led.key, led.steps desc
$$;

-- What a person asked for that cannot be: told to that person by its code, and nothing is changed.
create or replace function {ledger}.refuse(reason text) returns void language plpgsql as $$
begin
    raise exception '%', reason using errcode = 'RF001';
end
$$;

-- A decision changes what runs read, so it waits for none and none begins meanwhile. The caller's session holds the lock of
-- the schema, or another one does for it and `refill.review` names it.
create or replace function {ledger}.join_review() returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('refill work ' || {target}, 0));
    if {ledger}.run_is_held({target}, {ledger}.audit_setting('review'))
        or pg_try_advisory_xact_lock(hashtextextended('refill run ' || {target}, 0)) then
        return;
    end if;
    perform {ledger}.refuse(format('Another run holds the lock of schema %s. Wait for it to end.', {target}));
end
$$;

-- A condition on the columns of a row that have the values of a key.
create or replace function {ledger}.has_key(row_name text, columns jsonb, keys jsonb, key jsonb) returns text
language sql immutable as $$
select string_agg(format('%I.%I = %L', row_name, columns ->> place, key ->> (keys ->> place)), ' and ')
from generate_series(0, jsonb_array_length(keys) - 1) as place
$$;

-- A text that a person gives as the value of a column that is described as value_of takes it. Refuses one that is no value.
create or replace function {ledger}.described_value(described jsonb, given text) returns jsonb language plpgsql stable as $$
declare
    value jsonb;
begin
    begin
        value := {ledger}.value_of(described, given);
    exception when data_exception then
        value := null;
    end;
    if value is null and {ledger}.fold(given) <> '' then
        perform {ledger}.refuse(format('Column %s: the cell is no %s.', described ->> 'name', described ->> 'kind'));
    end if;
    return value;
end
$$;

-- A key as the audit log has it, from texts as a person gives them.
create or replace function {ledger}.normal_key(name text, described jsonb, given jsonb) returns jsonb
language plpgsql stable as $$
declare
    found jsonb := '{}';
    part jsonb;
begin
    if jsonb_typeof(given) <> 'object'
        or (select array_agg(k order by k) from jsonb_object_keys(given) as k)
            is distinct from (select array_agg(k order by k) from jsonb_array_elements_text(described -> 'keys') as k) then
        perform {ledger}.refuse(format('Table %s: a key is %s.',
            name, (select string_agg(k, ' and ') from jsonb_array_elements_text(described -> 'keys') as k)));
    end if;
    for part in select c from jsonb_array_elements(described -> 'columns') as c where described -> 'keys' ? (c ->> 'name') loop
        found := found || jsonb_build_object(part ->> 'name', {ledger}.described_value(part, given ->> (part ->> 'name')));
    end loop;
    if jsonb_strip_nulls(found) <> found then
        perform {ledger}.refuse(format('Table %s: a part of the key is empty.', name));
    end if;
    return found;
end
$$;

-- What a decision is about: {"name", "relation", "described", "key", "here" (a condition on `held`), "held" (the row, or
-- null)}, and, where something has been decided, "ruling", "target" and "number" of that. Locks the row. Refuses a key that has changed since `version`, the
-- last entry of the audit log that the caller has seen; what this transaction has decided is no such change.
create or replace function {ledger}.open_review(name text, given jsonb, version bigint) returns jsonb language plpgsql as $$
declare
    described jsonb := (select t.described from {ledger}.reference_tables as t where t.table_name = name);
    relation text := format('%I.%I', {target}, name);
    normal jsonb;
    here text;
    held jsonb;
begin
    perform {ledger}.join_review();
    if described is null or to_regclass(relation) is null then
        perform {ledger}.refuse(format('There is no reference table %s in the database.', coalesce(name, '?')));
    end if;
    normal := {ledger}.normal_key(name, described, given);
    here := {ledger}.has_key('held', described -> 'keys', described -> 'keys', normal);
    execute format('select to_jsonb(held) from %s as held where %s for update', relation, here) into held;
    if version < (
        select max(entry.sequence)
        from {ledger}.audit as entry
        where entry.table_name = name and entry.key = normal
            and not coalesce(entry.cause in (
                select 'decision ' || d.sequence from {ledger}.decisions as d
                where d.sequence >= {ledger}.audit_setting('first_decision')::bigint
            ), false)
    ) then
        perform {ledger}.refuse('The row has changed since it was exported: look at it again.');
    end if;
    return jsonb_build_object('name', name, 'relation', relation, 'described', described, 'key', normal, 'here', here, 'held', held)
        || coalesce((
            select jsonb_build_object('ruling', r.decision, 'target', r.target, 'number', r.sequence)
            from {ledger}.rulings(name) as r
            where r.key = normal
        ), '{}');
end
$$;

-- Refuses a row that a source gives: there is nothing to decide on it.
create or replace function {ledger}.refuse_sourced(review jsonb) returns void language plpgsql as $$
begin
    if review #>> '{held,_source}' = 'authoritative' and coalesce(review ->> 'ruling', '') not in ('approve', 'correct', 'reject') then
        perform {ledger}.refuse('The row comes from its source: correct it there.');
    end if;
end
$$;

-- Writes the decision down, and names it as the cause of what follows in this transaction.
create or replace function {ledger}.decide(review jsonb, decision text, content jsonb, target jsonb, by text, note text)
returns bigint language plpgsql as $$
declare
    made bigint;
begin
    if coalesce(btrim(by), '') = '' then
        perform {ledger}.refuse('Nobody has decided: give a name.');
    end if;
    insert into {ledger}.decisions (table_name, key, decision, content, target, note, decided_by)
    values (review ->> 'name', review -> 'key', decision, content, target, nullif(note, ''), by)
    returning sequence into made;
    perform set_config('refill.cause', 'decision ' || made, true);
    perform set_config('refill.first_decision', coalesce({ledger}.audit_setting('first_decision'), made::text), true);
    return made;
end
$$;

-- Lets the next run merge the decisions on a table once more: what they were may have been a source's, or the facts'.
create or replace function {ledger}.merge_again(name text) returns void language sql as $$
insert into {ledger}.syncs (table_name, source, rows) values (name, 'manual', 0)
on conflict (table_name, source) do update set merged = false
$$;

-- Gives the row that a decision is about the values of `content`, a row as json; makes it where it is not there.
create or replace function {ledger}.put_row(review jsonb, content jsonb) returns void language plpgsql as $$
declare
    columns text := (
        select string_agg(format('%I', a.attname), ', ' order by a.attnum)
        from pg_attribute as a
        where a.attrelid = to_regclass(review ->> 'relation') and a.attnum > 0 and not a.attisdropped
            and a.attgenerated = '' and a.attidentity <> 'a'
            and (nullif(review -> 'held', 'null') is null or not review #> '{described,keys}' ? a.attname::text)
    );
    statement text := case
        when nullif(review -> 'held', 'null') is null
            then 'insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1)'
        else 'update %1$s as held set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$s, $1)) where %3$s'
    end;
begin
    execute format(statement, review ->> 'relation', columns, review ->> 'here')
    using content || jsonb_build_object('_updated_at', now());
exception when foreign_key_violation then
    perform {ledger}.refuse('The row would name a parent that does not exist.');
end
$$;

-- The row as it was when it last waited for a review; where the log does not have it, an approved row as it is; null where
-- there was none. A parent that was merged since is the one that it was merged into; one that is gone is none.
create or replace function {ledger}.open_image(review jsonb) returns jsonb language plpgsql stable as $$
declare
    image jsonb := (
        select entry.after
        from {ledger}.audit as entry
        where entry.table_name = review ->> 'name' and entry.key = review -> 'key'
            and entry.after ->> '_source' = 'auto_derived' and (entry.after ->> '_needs_review')::boolean
        order by entry.sequence desc
        limit 1
    );
    parent jsonb;
    is_there boolean;
begin
    if image is null and review ->> 'ruling' in ('approve', 'correct') then
        image := (review -> 'held') || jsonb_build_object('_source', 'auto_derived', '_needs_review', true, '_derived_columns', (
            select coalesce(jsonb_agg(c -> 'name'), '[]')
            from jsonb_array_elements(review #> '{described,columns}') as c
            where not review #> '{described,keys}' ? (c ->> 'name') and review #>> array['held', c ->> 'name'] is not null
        ));
    end if;
    for parent in
        select above || jsonb_build_object('key', {ledger}.referred_key(above, image))
        from jsonb_array_elements(review #> '{described,parents}') as above
    loop
        image := image || coalesce((
            select {ledger}.referring_columns(parent, r.target)
            from {ledger}.rulings(parent ->> 'table') as r
            where r.key = parent -> 'key' and r.decision = 'merge'
        ), '{}');
        execute format('select exists (select 1 from %I.%I as parent where %s)', {target}, parent ->> 'table',
            {ledger}.has_key('parent', parent -> 'keys', parent -> 'columns', image)) into is_there;
        if not is_there then
            image := image || {ledger}.referring_columns(parent, '{}') || jsonb_build_object('_derived_columns',
                (image -> '_derived_columns') - array(select jsonb_array_elements_text(parent -> 'columns')));
        end if;
    end loop;
    return image;
end
$$;

-- The key that a row as json refers to, by a foreign key as it is described.
create or replace function {ledger}.referred_key(place jsonb, content jsonb) returns jsonb language sql immutable as $$
select jsonb_object_agg(place -> 'keys' ->> n, content -> (place -> 'columns' ->> n))
from generate_series(0, jsonb_array_length(place -> 'keys') - 1) as n
$$;

-- The columns of a row as json that refers to a key.
create or replace function {ledger}.referring_columns(place jsonb, key jsonb) returns jsonb language sql immutable as $$
select jsonb_object_agg(place -> 'columns' ->> n, key -> (place -> 'keys' ->> n))
from generate_series(0, jsonb_array_length(place -> 'keys') - 1) as n
$$;

-- Sets facts aside that meet a condition, with their reasons (both SQL on `facts`). `place` describes how they refer to a
-- reference table. Where the raw rows were dropped, what the facts hold stands for them, with the columns of `given`.
create or replace function {ledger}.set_aside(place jsonb, condition text, reasons text, given jsonb default '{}')
returns void language plpgsql as $$
declare
    scope text := (
        select format('cast(jsonb_build_object(%s) as text)', string_agg(format('%L, facts.%I', c, c), ', '))
        from jsonb_array_elements_text(place -> 'scope') as c
    );
begin
    execute format('
        with gone as (
            delete from %1$I.%2$I as facts where %3$s
            returning facts._batch_id, facts._row_number, %4$s as scope, %5$s as reasons, to_jsonb(facts) as fact
        )
        insert into %6$I.%7$I (_batch_id, _row_number, _file, _sheet, _scope, _reasons, _raw)
        select gone._batch_id, gone._row_number, raw._file, raw._sheet, gone.scope, gone.reasons, raw._raw
        from (select distinct _batch_id from gone) as batches
        cross join lateral (
            select r._batch_id, r._row_number, r._file, r._sheet, coalesce(r._extra, ''{}'') || (
                select coalesce(jsonb_object_agg(e.key, e.value), ''{}'')
                from jsonb_each(to_jsonb(r)) as e
                where $1 ? e.key and e.value <> ''null''
            ) as _raw
            from %8$I.%7$I as r
            where r._batch_id = batches._batch_id
                and r._row_number in (select _row_number from gone where _batch_id = batches._batch_id)
            offset 0  -- reads the partition of this batch, and no other
        ) as raw
        inner join gone on gone._batch_id = raw._batch_id and gone._row_number = raw._row_number
        union all
        select gone._batch_id, gone._row_number, b.file, b.sheet, gone.scope, gone.reasons,
            {ledger}.as_delivered(gone.fact, $1) || $2
        from gone
        inner join {ledger}.dropped as d on d.batch_id = gone._batch_id
        inner join {ledger}.batches as b on b.batch_id = gone._batch_id',
        {target}, place ->> 'table', condition, coalesce(scope, 'cast(null as text)'), reasons,
        {target} || '_quarantine', place ->> 'domain', {target} || '_raw')
    using place -> 'raw_columns', given;
end
$$;

-- The facts that refer to a table and are there: the descriptions of their foreign keys.
create or replace function {ledger}.referring_facts(review jsonb) returns setof jsonb language sql stable as $$
select place
from jsonb_array_elements(review #> '{described,facts}') as place
where to_regclass(format('%I.%I', {target}, place ->> 'table')) is not null
$$;

-- The reasons of a fact of the domain, as staging gives them: its rejected keys, in the order of the foreign keys.
create or replace function {ledger}.rejected_keys(place jsonb) returns text language sql stable as $$
select format('concat_ws(e''\n'', %s)', string_agg(
    format('case when exists (select 1 from {ledger}.rulings(%L) as r where r.decision = ''reject'' and %s) then %L end',
        key ->> 'table',
        (
            select string_agg(format('r.key ->> %L = cast(facts.%I as text)', key #>> array['keys', n::text],
                key #>> array['columns', n::text]), ' and ')
            from generate_series(0, jsonb_array_length(key -> 'keys') - 1) as n
        ),
        'rejected_key:' || (key ->> 'name')), ', '))
from jsonb_array_elements(place -> 'foreign_keys') as key
$$;

-- Approves the derived row under `key`; with `content`, texts by column, corrects it. Its number among the decisions.
create or replace function {ledger}.approve(table_name text, key jsonb, content jsonb, by text, note text, version bigint)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
    review jsonb := {ledger}.open_review(table_name, key, version);
    described jsonb := review -> 'described';
    row_now jsonb := nullif(review -> 'held', 'null');
    is_correction boolean := coalesce(content, '{}') <> '{}';
    wrong text := (
        select string_agg(c, ', ') from jsonb_object_keys(nullif(content, 'null')) as c
        where described -> 'keys' ? c or not jsonb_path_exists(described, '$.columns[*] ? (@.name == $c)', jsonb_build_object('c', c))
    );
    part jsonb;
    made bigint;
begin
    if row_now is null then
        perform {ledger}.refuse(case when review ->> 'ruling' is null then 'There is no such row.'
            else 'The key was rejected or merged: reopen it first.' end);
    end if;
    perform {ledger}.refuse_sourced(review);
    if wrong is not null then
        perform {ledger}.refuse(format('Column %s: there is no such attribute to correct.', wrong));
    elsif not is_correction and review ->> 'ruling' in ('approve', 'correct') then
        perform {ledger}.refuse('The row has been approved already.');
    end if;
    for part in select c from jsonb_array_elements(described -> 'columns') as c where content ? (c ->> 'name') loop
        row_now := row_now || jsonb_build_object(part ->> 'name', {ledger}.described_value(part, content ->> (part ->> 'name')));
    end loop;
    made := {ledger}.decide(review, case when is_correction then 'correct' else 'approve' end,
        (
            select coalesce(jsonb_object_agg(c ->> 'name', row_now ->> (c ->> 'name')), '{}')
            from jsonb_array_elements(described -> 'columns') as c
            where not described -> 'keys' ? (c ->> 'name')
        ) || jsonb_build_object('_derived', (
            select jsonb_object_agg(e.key, e.value)
            from jsonb_each(row_now) as e
            where e.key in ('_derived_from_domain', '_derived_from_batch', '_derived_at')
        )), null, by, note);
    perform {ledger}.put_row(review, row_now || jsonb_build_object(
        '_source', 'authoritative', '_needs_review', false, '_derived_columns', '[]'::jsonb, '_retired_at', null));
    if review ->> 'ruling' in ('approve', 'correct') then
        perform {ledger}.merge_again(table_name);
    end if;
    return made;
end
$$;

-- Rejects the key: nothing loads with it from now on. Its row goes, or is retired where something refers to it. With
-- `withdraw` the facts that have the key are set aside now.
create or replace function {ledger}.reject(table_name text, key jsonb, withdraw boolean, by text, note text, version bigint)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
    review jsonb := {ledger}.open_review(table_name, key, version);
    place jsonb;
    made bigint;
begin
    if nullif(review -> 'held', 'null') is null then
        perform {ledger}.refuse(case when review ->> 'ruling' is null then 'There is no such row.'
            else 'The key was rejected or merged already.' end);
    end if;
    if review ->> 'ruling' = 'reject' and not coalesce(withdraw, false) then
        perform {ledger}.refuse('The key was rejected already.');
    end if;
    perform {ledger}.refuse_sourced(review);
    made := {ledger}.decide(review, 'reject', null, null, by, note);
    if withdraw then
        for place in select * from {ledger}.referring_facts(review) loop
            perform {ledger}.set_aside(place, {ledger}.has_key('facts', place -> 'columns', place -> 'keys', review -> 'key'),
                {ledger}.rejected_keys(place));
        end loop;
    end if;
    begin
        execute format('delete from %s as held where %s', review ->> 'relation', review ->> 'here');
    exception when foreign_key_violation then
        if review #>> '{held,_retired_at}' is null or (review #>> '{held,_needs_review}')::boolean then
            perform {ledger}.put_row(review, (review -> 'held') || jsonb_build_object('_needs_review', false,
                '_retired_at', coalesce(review #>> '{held,_retired_at}', now()::text)));
        end if;
    end;
    return made;
end
$$;

-- Merges the key into another, that of a row: facts with it have the other from now on, and those that are loaded at once.
create or replace function {ledger}.merge_key(table_name text, key jsonb, target jsonb, by text, note text, version bigint)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
    review jsonb := {ledger}.open_review(table_name, key, version);
    other jsonb := {ledger}.normal_key(table_name, review -> 'described', target);
    other_ruling text := (select r.decision from {ledger}.rulings(table_name) as r where r.key = other);
    place jsonb;
    is_there boolean;
    made bigint;
begin
    perform {ledger}.refuse_sourced(review);
    execute format('select exists (select 1 from %s as held where %s)', review ->> 'relation',
        {ledger}.has_key('held', review #> '{described,keys}', review #> '{described,keys}', other)) into is_there;
    if review ->> 'ruling' = 'merge' then
        perform {ledger}.refuse('The key was merged already: reopen it first.');
    elsif other = review -> 'key' then
        perform {ledger}.refuse('A key is not merged into itself.');
    elsif other_ruling = 'merge' then
        perform {ledger}.refuse('The target was itself merged into another key: merge into that one.');
    elsif not is_there or other_ruling = 'reject' then
        perform {ledger}.refuse('There is no row under the target key, or it was rejected.');
    end if;
    for place in select * from jsonb_array_elements(review #> '{described,facts}') loop
        if (place ->> 'is_shared')::boolean then
            perform {ledger}.refuse(format('Keys of this table cannot be merged: in %s a column of %s is also in load.scope or '
                'in a foreign key to another table.', place ->> 'domain', place ->> 'foreign_key'));
        end if;
    end loop;
    made := {ledger}.decide(review, 'merge', null, other, by, note);
    for place in select * from {ledger}.referring_facts(review) loop
        execute format('
            with moved as (
                update %I.%I as facts set %s where %s returning facts._batch_id, facts._row_number
            )
            insert into {ledger}.merged_rows
            select %L, %L, moved._batch_id, moved._row_number
            from moved inner join {ledger}.dropped as d on d.batch_id = moved._batch_id
            on conflict do nothing',
            {target}, place ->> 'table', {ledger}.set_key(place, other),
            {ledger}.has_key('facts', place -> 'columns', place -> 'keys', review -> 'key'), made, place ->> 'domain');
    end loop;
    for place in select * from jsonb_array_elements(review #> '{described,children}') loop
        continue when to_regclass(format('%I.%I', {target}, place ->> 'table')) is null;
        if (place ->> 'in_key')::boolean then
            execute format('select exists (select 1 from %I.%I as child where %s)', {target}, place ->> 'table',
                {ledger}.has_key('child', place -> 'columns', place -> 'keys', review -> 'key')) into is_there;
            if is_there then
                perform {ledger}.refuse(format('Rows of %s have the key as a part of theirs: merge those first.', place ->> 'table'));
            end if;
        end if;
        execute format('update %I.%I as child set %s, _updated_at = now() where %s', {target}, place ->> 'table',
            {ledger}.set_key(place, other), {ledger}.has_key('child', place -> 'columns', place -> 'keys', review -> 'key'));
    end loop;
    execute format('delete from %s as held where %s', review ->> 'relation', review ->> 'here');
    return made;
exception when foreign_key_violation then
    perform {ledger}.refuse('Something else in the database refers to the row: let it refer to the target first.');
end
$$;

-- Assignments that give the columns of a referring table the values of a key.
create or replace function {ledger}.set_key(place jsonb, key jsonb) returns text language sql immutable as $$
select string_agg(format('%I = %L', place -> 'columns' ->> n, key ->> (place -> 'keys' ->> n)), ', ')
from generate_series(0, jsonb_array_length(place -> 'keys') - 1) as n
$$;

-- Takes the decision on a key back, as if nobody had decided. The next run judges again what was set aside.
create or replace function {ledger}.reopen(table_name text, key jsonb, by text, note text, version bigint)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
    review jsonb := {ledger}.open_review(table_name, key, version);
    image jsonb;
    made bigint;
begin
    if review ->> 'ruling' is null then
        perform {ledger}.refuse('Nothing has been decided on this key.');
    end if;
    made := {ledger}.decide(review, 'reopen', null, null, by, note);
    perform {ledger}.merge_again(table_name);
    if not {ledger}.source_has_spoken(review) then
        image := {ledger}.open_image(review);
        if image is not null then
            perform {ledger}.put_row(review, image);
        end if;
    end if;
    if (select d.decision from {ledger}.decisions as d where d.sequence = (review ->> 'number')::bigint) = 'merge' then
        perform {ledger}.point_back(review, image is not null);
    end if;
    return made;
end
$$;

-- Lets the facts and the children that had a key before it was merged have it again. Facts for whose key there is no row
-- are set aside.
create or replace function {ledger}.point_back(review jsonb, has_row boolean) returns void language plpgsql as $$
declare
    place jsonb;
begin
    for place in select * from {ledger}.referring_facts(review) loop
        if has_row then
            execute format('update %I.%I as facts set %s where %s and %s', {target}, place ->> 'table',
                {ledger}.set_key(place, review -> 'key'),
                {ledger}.has_key('facts', place -> 'columns', place -> 'keys', review -> 'target'),
                {ledger}.delivered_under(place, review));
        else
            perform {ledger}.set_aside(place,
                {ledger}.has_key('facts', place -> 'columns', place -> 'keys', review -> 'target')
                    || ' and ' || {ledger}.delivered_under(place, review),
                quote_literal('reopened_key:' || (place ->> 'foreign_key')), {ledger}.referring_columns(place, review -> 'key'));
        end if;
    end loop;
    for place in select * from jsonb_array_elements(review #> '{described,children}') loop
        continue when not has_row or to_regclass(format('%I.%I', {target}, place ->> 'table')) is null;
        execute format('update %1$I.%2$I as child set %3$s, _updated_at = now() where %4$s and exists ('
            'select 1 from {ledger}.audit as entry where entry.table_name = %2$L and entry.cause = %5$L '
            'and to_jsonb(child) @> entry.key and entry.before @> %6$L)',
            {target}, place ->> 'table', {ledger}.set_key(place, review -> 'key'),
            {ledger}.has_key('child', place -> 'columns', place -> 'keys', review -> 'target'),
            'decision ' || (review ->> 'number'), {ledger}.referring_columns(place, review -> 'key'));
    end loop;
end
$$;

-- Whether a build has written the row since it was decided on: then its values are a source's too.
create or replace function {ledger}.source_has_spoken(review jsonb) returns boolean language sql stable as $$
select review #>> '{held,_source}' = 'authoritative' and exists (
    select 1
    from {ledger}.audit as entry
    where entry.table_name = review ->> 'name' and entry.key = review -> 'key' and entry.invocation_id is not null
        and entry.sequence > (
            select max(decided.sequence) from {ledger}.audit as decided
            where decided.table_name = review ->> 'name' and decided.key = review -> 'key' and decided.cause like 'decision %'
        )
)
$$;

-- A condition on raw rows: that they name a key.
create or replace function {ledger}.names_key(place jsonb, key jsonb) returns text language sql stable as $$
select string_agg(format('{ledger}.value_of(%L, raw.%I) #>> ''{}'' = %L', part, part ->> 'name',
    key ->> (place -> 'keys' ->> (n - 1)::int)), ' and ')
from jsonb_array_elements(place -> 'typed_columns') with ordinality as typed (part, n)
$$;

-- A condition on facts: that the file gave the key of a review, which was merged, whatever the fact has now.
create or replace function {ledger}.delivered_under(place jsonb, review jsonb) returns text language sql stable as $$
select format('((facts._batch_id, facts._row_number) in (select raw._batch_id, raw._row_number from %I.%I as raw where %s) '
    'or (facts._batch_id, facts._row_number) in (select m.batch_id, m.row_number from {ledger}.merged_rows as m '
    'where m.decision = %L and m.domain = %L))',
    {target} || '_raw', place ->> 'domain', {ledger}.names_key(place, review -> 'key'), review ->> 'number', place ->> 'domain')
$$;

-- Before the raw rows of a batch are dropped: writes down which of its facts the file gave under a key that is merged now, so
-- that the merge can be taken back.
create or replace function {ledger}.keep_merged(domain text, batch bigint) returns void language plpgsql as $$
declare
    place jsonb;
    decision bigint;
    key jsonb;
    target jsonb;
begin
    for place, decision, key, target in
        select facts, r.sequence, r.key, r.target
        from {ledger}.reference_tables as t
        cross join jsonb_array_elements(t.described -> 'facts') as facts
        cross join {ledger}.rulings(t.table_name) as r
        where facts ->> 'domain' = domain and r.decision = 'merge'
            and to_regclass(format('%I.%I', {target}, facts ->> 'table')) is not null
    loop
        execute format('
            insert into {ledger}.merged_rows
            select %1$L, %2$L, raw._batch_id, raw._row_number
            from (
                select raw.*
                from %3$I.%4$I as facts
                inner join %5$I.%2$I as raw on raw._batch_id = facts._batch_id and raw._row_number = facts._row_number
                where facts._batch_id = %6$L and raw._batch_id = %6$L and %7$s
                offset 0  -- the rows that have the target now are few
            ) as raw
            where %8$s
            on conflict do nothing',
            decision, domain, {target}, place ->> 'table', {target} || '_raw', batch,
            {ledger}.has_key('facts', place -> 'columns', place -> 'keys', target), {ledger}.names_key(place, key));
    end loop;
end
$$;

revoke all on function {ledger}.approve(text, jsonb, jsonb, text, text, bigint) from public;
revoke all on function {ledger}.reject(text, jsonb, boolean, text, text, bigint) from public;
revoke all on function {ledger}.merge_key(text, jsonb, jsonb, text, text, bigint) from public;
revoke all on function {ledger}.reopen(text, jsonb, text, text, bigint) from public;
