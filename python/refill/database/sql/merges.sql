-- What a merge of keys does to facts that have the key, and how it is taken back.
-- {ledger} is the schema of refill's own tables; {target} and {raw} are names of schemas, as texts.

-- Return a condition on raw rows: they name a key.
create or replace function {ledger}.names_key(place jsonb, key jsonb) returns text language sql stable as $$
select string_agg(format('{ledger}.value_of(%L, raw.%I) #>> ''{}'' = %L', part, part ->> 'name',
    key ->> (place -> 'keys' ->> cast(n - 1 as integer))), ' and ')
from jsonb_array_elements(place -> 'typed_columns') with ordinality as typed (part, n)
$$;

-- Return a condition on facts: the file has the key of a review, which was merged, whatever the fact has now.
create or replace function {ledger}.delivered_under(place jsonb, review {ledger}.review) returns text language sql stable as $$
select format('((facts._batch_id, facts._row_number) in (select raw._batch_id, raw._row_number from %I.%I as raw where %s) '
    'or (facts._batch_id, facts._row_number) in (select m.batch_id, m.row_number from {ledger}.merged_rows as m '
    'where m.decision = %L and m.domain = %L))',
    {raw}, place ->> 'domain', {ledger}.names_key(place, review.key), review.decision, place ->> 'domain')
$$;

-- Give the facts and the children that had a key before it was merged that key again. Set facts aside whose key has no row.
create or replace function {ledger}.point_back(review {ledger}.review, has_row boolean) returns void language plpgsql as $$
declare
    place jsonb;
begin
    for place in select * from {ledger}.referring_facts(review) loop
        if has_row then
            execute format('update %I.%I as facts set %s where %s and %s', {target}, place ->> 'table',
                {ledger}.set_key(place, review.key),
                {ledger}.has_key('facts', place -> 'columns', place -> 'keys', review.target),
                {ledger}.delivered_under(place, review));
        else
            perform {ledger}.set_aside(place,
                {ledger}.has_key('facts', place -> 'columns', place -> 'keys', review.target)
                    || ' and ' || {ledger}.delivered_under(place, review),
                quote_literal('reopened_key:' || (place ->> 'foreign_key')), {ledger}.referring_columns(place, review.key));
        end if;
    end loop;
    for place in select * from jsonb_array_elements(review.described -> 'children') loop
        continue when not has_row or to_regclass(format('%I.%I', {target}, place ->> 'table')) is null;
        execute format('update %1$I.%2$I as child set %3$s, _updated_at = now() where %4$s and exists ('
            'select 1 from {ledger}.audit as entry where entry.table_name = %2$L and entry.cause = %5$L '
            'and to_jsonb(child) @> entry.key and entry.before @> %6$L)',
            {target}, place ->> 'table', {ledger}.set_key(place, review.key),
            {ledger}.has_key('child', place -> 'columns', place -> 'keys', review.target),
            'decision ' || review.decision, {ledger}.referring_columns(place, review.key));
    end loop;
end
$$;

-- Before the raw rows of a batch are dropped: write down which of its facts the file has under a key that is merged now, so
-- that the merge can be taken back.
create or replace function {ledger}.keep_merged(domain text, batch bigint) returns void language plpgsql as $$
declare
    place jsonb;
    decision bigint;
    key jsonb;
    target jsonb;
begin
    for place, decision, key, target in
        select facts, d.sequence, d.key, d.target
        from {ledger}.reference_tables as t
        cross join jsonb_array_elements(t.described -> 'facts') as facts
        cross join {ledger}.decisions_in_force(t.table_name) as d
        where facts ->> 'domain' = domain and d.decision = 'merge'
            and to_regclass(format('%I.%I', {target}, facts ->> 'table')) is not null
    loop
        execute format('
            insert into {ledger}.merged_rows
            select %1$L, %2$L, raw._batch_id, raw._row_number
            from (
                select raw.*
                from %3$I.%4$I as facts
                inner join %5$I.%2$I as raw on raw._batch_id = facts._batch_id and raw._row_number = facts._row_number
                where facts._part = %9$L and facts._batch_id = %6$L and raw._part = %9$L and raw._batch_id = %6$L and %7$s
                offset 0  -- the rows that have the target now are few
            ) as raw
            where %8$s
            on conflict do nothing',
            decision, domain, {target}, place ->> 'table', {raw}, batch,
            {ledger}.has_key('facts', place -> 'columns', place -> 'keys', target), {ledger}.names_key(place, key),
            (select b.part from {ledger}.batches as b where b.batch_id = batch));
    end loop;
end
$$;
