-- The four decisions. They write for their caller, which may write no table, under their owner's rights, and trust nothing that
-- they are given. Each returns the number of its decision.
-- {ledger} is the schema of refill's own tables, {target} that of the reference tables and facts, as a text.

-- Approve the derived row under `key`; with `content`, texts by column, correct it.
create or replace function {ledger}.approve(table_name text, key jsonb, content jsonb, by text, note text, version bigint)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
    review {ledger}.review := {ledger}.open_review(table_name, key, version);
    described jsonb := review.described;
    row_now jsonb := review.held;
    is_correction boolean := coalesce(content, '{}') <> '{}';
    wrong text := (
        select string_agg(c, ', ') from jsonb_object_keys(nullif(content, 'null')) as c
        where described -> 'keys' ? c or not jsonb_path_exists(described, '$.columns[*] ? (@.name == $c)', jsonb_build_object('c', c))
    );
    part jsonb;
    made bigint;
begin
    if row_now is null then
        perform {ledger}.refuse(case when review.in_force is null then 'There is no such row.'
            else 'The key was rejected or merged: reopen it first.' end);
    end if;
    perform {ledger}.refuse_sourced(review);
    if wrong is not null then
        perform {ledger}.refuse(format('Column %s: there is no such attribute to correct.', wrong));
    elsif not is_correction and review.in_force in ('approve', 'correct') then
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
        '_source', 'authoritative', '_needs_review', false, '_derived_columns', cast('[]' as jsonb), '_retired_at', null));
    if review.in_force in ('approve', 'correct') then
        perform {ledger}.merge_again(table_name);
    end if;
    return made;
end
$$;

-- Reject the key: nothing loads with it from now on. Its row goes, or is retired where something refers to it. With
-- `withdraw` the facts that have the key are set aside now.
create or replace function {ledger}.reject(table_name text, key jsonb, withdraw boolean, by text, note text, version bigint)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
    review {ledger}.review := {ledger}.open_review(table_name, key, version);
    place jsonb;
    made bigint;
begin
    if review.held is null then
        perform {ledger}.refuse(case when review.in_force is null then 'There is no such row.'
            else 'The key was rejected or merged already.' end);
    end if;
    if review.in_force = 'reject' and not coalesce(withdraw, false) then
        perform {ledger}.refuse('The key was rejected already.');
    end if;
    perform {ledger}.refuse_sourced(review);
    made := {ledger}.decide(review, 'reject', null, null, by, note);
    if withdraw then
        for place in select * from {ledger}.referring_facts(review) loop
            perform {ledger}.set_aside(place, {ledger}.has_key('facts', place -> 'columns', place -> 'keys', review.key),
                {ledger}.rejected_keys(place));
        end loop;
    end if;
    begin
        execute format('delete from %s as held where %s', review.relation, review.condition);
    exception when foreign_key_violation then
        if review.held ->> '_retired_at' is null or cast(review.held ->> '_needs_review' as boolean) then
            perform {ledger}.put_row(review, review.held || jsonb_build_object('_needs_review', false,
                '_retired_at', coalesce(review.held ->> '_retired_at', cast(now() as text))));
        end if;
    end;
    return made;
end
$$;

-- Merge the key into another, that of a row: facts with it have the other from now on, and those that are loaded at once.
create or replace function {ledger}.merge_key(table_name text, key jsonb, target jsonb, by text, note text, version bigint)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
    review {ledger}.review := {ledger}.open_review(table_name, key, version);
    other jsonb := {ledger}.normal_key(table_name, review.described, target);
    other_in_force text := (select d.decision from {ledger}.decisions_in_force(table_name) as d where d.key = other);
    place jsonb;
    is_there boolean;
    made bigint;
begin
    perform {ledger}.refuse_sourced(review);
    execute format('select exists (select 1 from %s as held where %s)', review.relation,
        {ledger}.has_key('held', review.described -> 'keys', review.described -> 'keys', other)) into is_there;
    if review.in_force = 'merge' then
        perform {ledger}.refuse('The key was merged already: reopen it first.');
    elsif other = review.key then
        perform {ledger}.refuse('A key is not merged into itself.');
    elsif other_in_force = 'merge' then
        perform {ledger}.refuse('The target was itself merged into another key: merge into that one.');
    elsif not is_there or other_in_force = 'reject' then
        perform {ledger}.refuse('There is no row under the target key, or it was rejected.');
    end if;
    for place in select * from jsonb_array_elements(review.described -> 'facts') loop
        if cast(place ->> 'is_shared' as boolean) then
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
            {ledger}.has_key('facts', place -> 'columns', place -> 'keys', review.key), made, place ->> 'domain');
    end loop;
    for place in select * from jsonb_array_elements(review.described -> 'children') loop
        continue when to_regclass(format('%I.%I', {target}, place ->> 'table')) is null;
        if cast(place ->> 'in_key' as boolean) then
            execute format('select exists (select 1 from %I.%I as child where %s)', {target}, place ->> 'table',
                {ledger}.has_key('child', place -> 'columns', place -> 'keys', review.key)) into is_there;
            if is_there then
                perform {ledger}.refuse(format('Rows of %s have the key as a part of theirs: merge those first.', place ->> 'table'));
            end if;
        end if;
        execute format('update %I.%I as child set %s, _updated_at = now() where %s', {target}, place ->> 'table',
            {ledger}.set_key(place, other), {ledger}.has_key('child', place -> 'columns', place -> 'keys', review.key));
    end loop;
    execute format('delete from %s as held where %s', review.relation, review.condition);
    return made;
exception when foreign_key_violation then
    perform {ledger}.refuse('Something else in the database refers to the row: let it refer to the target first.');
    return null;  -- refuse raises
end
$$;

-- Take the decision on a key back, as if there had been none. The next run judges again what was set aside.
create or replace function {ledger}.reopen(table_name text, key jsonb, by text, note text, version bigint)
returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
    review {ledger}.review := {ledger}.open_review(table_name, key, version);
    image jsonb;
    made bigint;
begin
    if review.in_force is null then
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
    if (select d.decision from {ledger}.decisions as d where d.sequence = review.decision) = 'merge' then
        perform {ledger}.point_back(review, image is not null);
    end if;
    return made;
end
$$;

revoke all on function {ledger}.approve(text, jsonb, jsonb, text, text, bigint) from public;
revoke all on function {ledger}.reject(text, jsonb, boolean, text, text, bigint) from public;
revoke all on function {ledger}.merge_key(text, jsonb, jsonb, text, text, bigint) from public;
revoke all on function {ledger}.reopen(text, jsonb, text, text, bigint) from public;
