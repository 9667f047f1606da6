-- A review: what a steward decides on, opened under a lock, and what a decision does to the row itself.
-- {ledger} is the schema of refill's own tables, {target} that of the reference tables and facts, as a text.

-- What a decision is about. `condition` finds the row in `relation` under the alias `held`; `held` is the row as json, or null.
-- `in_force`, `target` and `decision` are the decision in force on the key, its target and its number, or null.
-- Made anew with all that takes it: what the database has may be of another version.
drop type if exists {ledger}.review cascade;
create type {ledger}.review as (
    table_name text,
    relation text,
    described jsonb,
    key jsonb,
    condition text,
    held jsonb,
    in_force text,
    target jsonb,
    decision bigint
);

-- Begin a decision: it changes what runs read, so it waits for none and none begins meanwhile. The caller's session holds the
-- lock of the schema, or another one does for it and `refill.review` names it.
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

-- Lock the row under a key and return what a decision on it must know. Refuse a key that has changed since `version`, the last
-- entry of the audit log that the caller has seen; what this transaction has decided is no such change.
create or replace function {ledger}.open_review(name text, given jsonb, version bigint) returns {ledger}.review language plpgsql as $$
declare
    review {ledger}.review;
begin
    perform {ledger}.join_review();
    review.table_name := name;
    review.relation := format('%I.%I', {target}, name);
    review.described := (select t.described from {ledger}.reference_tables as t where t.table_name = name);
    if review.described is null or to_regclass(review.relation) is null then
        perform {ledger}.refuse(format('There is no reference table %s in the database.', coalesce(name, '?')));
    end if;
    review.key := {ledger}.normal_key(name, review.described, given);
    review.condition := {ledger}.has_key('held', review.described -> 'keys', review.described -> 'keys', review.key);
    execute format('select to_jsonb(held) from %s as held where %s for update', review.relation, review.condition) into review.held;
    if version < (
        select max(entry.sequence)
        from {ledger}.audit as entry
        where entry.table_name = name and entry.key = review.key
            and not coalesce(entry.cause in (
                select 'decision ' || d.sequence from {ledger}.decisions as d
                where d.sequence >= cast({ledger}.audit_setting('first_decision') as bigint)
            ), false)
    ) then
        perform {ledger}.refuse('The row has changed since it was exported: look at it again.');
    end if;
    select d.decision, d.target, d.sequence into review.in_force, review.target, review.decision
    from {ledger}.decisions_in_force(name) as d
    where d.key = review.key;
    return review;
end
$$;

-- Refuse a row that a source has: there is nothing to decide on it.
create or replace function {ledger}.refuse_sourced(review {ledger}.review) returns void language plpgsql as $$
begin
    if review.held ->> '_source' = 'authoritative' and coalesce(review.in_force, '') not in ('approve', 'correct', 'reject') then
        perform {ledger}.refuse('The row comes from its source: correct it there.');
    end if;
end
$$;

-- Write the decision down, name it as the cause of what follows in this transaction, and return its number.
create or replace function {ledger}.decide(review {ledger}.review, decision text, content jsonb, target jsonb, by text, note text)
returns bigint language plpgsql as $$
declare
    made bigint;
begin
    if coalesce(btrim(by), '') = '' then
        perform {ledger}.refuse('Nobody has decided: give a name.');
    end if;
    insert into {ledger}.decisions (table_name, key, decision, content, target, note, decided_by)
    values (review.table_name, review.key, decision, content, target, nullif(note, ''), by)
    returning sequence into made;
    perform set_config('refill.cause', 'decision ' || made, true);
    perform set_config('refill.first_decision', coalesce({ledger}.audit_setting('first_decision'), cast(made as text)), true);
    return made;
end
$$;

-- Let the next run merge the decisions on a table once more: what they were may have been a source's, or the facts'.
create or replace function {ledger}.merge_again(name text) returns void language sql as $$
insert into {ledger}.syncs (table_name, source, rows) values (name, 'manual', 0)
on conflict (table_name, source) do update set merged = false
$$;

-- Give the row that a decision is about the values of `content`, a row as json; make it where there is none.
create or replace function {ledger}.put_row(review {ledger}.review, content jsonb) returns void language plpgsql as $$
declare
    columns text := (
        select string_agg(format('%I', a.attname), ', ' order by a.attnum)
        from pg_attribute as a
        where a.attrelid = to_regclass(review.relation) and a.attnum > 0 and not a.attisdropped
            and a.attgenerated = '' and a.attidentity <> 'a'
            and (review.held is null or not review.described -> 'keys' ? cast(a.attname as text))
    );
    statement text := case
        when review.held is null
            then 'insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1)'
        else 'update %1$s as held set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$s, $1)) where %3$s'
    end;
begin
    execute format(statement, review.relation, columns, review.condition)
    using content || jsonb_build_object('_updated_at', now());
exception when foreign_key_violation then
    perform {ledger}.refuse('The row would name a parent that does not exist.');
end
$$;

-- The row as it was when it last waited for a review; where the log does not have it, an approved row as it is; null where
-- there was none. A parent that was merged since is the one that it was merged into; one that is gone is none.
create or replace function {ledger}.open_image(review {ledger}.review) returns jsonb language plpgsql stable as $$
declare
    image jsonb := (
        select entry.after
        from {ledger}.audit as entry
        where entry.table_name = review.table_name and entry.key = review.key
            and entry.after ->> '_source' = 'auto_derived' and cast(entry.after ->> '_needs_review' as boolean)
        order by entry.sequence desc
        limit 1
    );
    parent jsonb;
    is_there boolean;
begin
    if image is null and review.in_force in ('approve', 'correct') then
        image := review.held || jsonb_build_object('_source', 'auto_derived', '_needs_review', true, '_derived_columns', (
            select coalesce(jsonb_agg(c -> 'name'), '[]')
            from jsonb_array_elements(review.described -> 'columns') as c
            where not review.described -> 'keys' ? (c ->> 'name') and review.held ->> (c ->> 'name') is not null
        ));
    end if;
    for parent in
        select above || jsonb_build_object('key', {ledger}.referred_key(above, image))
        from jsonb_array_elements(review.described -> 'parents') as above
    loop
        image := image || coalesce((
            select {ledger}.referring_columns(parent, d.target)
            from {ledger}.decisions_in_force(parent ->> 'table') as d
            where d.key = parent -> 'key' and d.decision = 'merge'
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

-- True if a build has written the row since it was decided on: then its values are a source's too.
create or replace function {ledger}.source_has_spoken(review {ledger}.review) returns boolean language sql stable as $$
select review.held ->> '_source' = 'authoritative' and exists (
    select 1
    from {ledger}.audit as entry
    where entry.table_name = review.table_name and entry.key = review.key and entry.invocation_id is not null
        and entry.sequence > (
            select max(decided.sequence) from {ledger}.audit as decided
            where decided.table_name = review.table_name and decided.key = review.key and decided.cause like 'decision %'
        )
)
$$;
