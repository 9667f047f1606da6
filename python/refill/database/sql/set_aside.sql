-- Facts that a decision sets aside, with the reasons that staging would give.
-- {ledger} is the schema of refill's own tables; {target}, {raw} and {quarantine} are names of schemas, as texts.

-- The descriptions of the foreign keys of facts that refer to a table and are there.
create or replace function {ledger}.referring_facts(review {ledger}.review) returns setof jsonb language sql stable as $$
select place
from jsonb_array_elements(review.described -> 'facts') as place
where to_regclass(format('%I.%I', {target}, place ->> 'table')) is not null
$$;

-- The reasons of a fact of the domain, as staging writes them: its rejected keys, in the order of the foreign keys.
create or replace function {ledger}.rejected_keys(place jsonb) returns text language sql stable as $$
select format('concat_ws(e''\n'', %s)', string_agg(
    format('case when exists (select 1 from {ledger}.decisions_in_force(%L) as d where d.decision = ''reject'' and %s) then %L end',
        key ->> 'table',
        (
            select string_agg(format('d.key ->> %L = cast(facts.%I as text)', key #>> array['keys', cast(n as text)],
                key #>> array['columns', cast(n as text)]), ' and ')
            from generate_series(0, jsonb_array_length(key -> 'keys') - 1) as n
        ),
        'rejected_key:' || (key ->> 'name')), ', '))
from jsonb_array_elements(place -> 'foreign_keys') as key
$$;

-- Set facts aside that meet a condition, with their reasons (both SQL on `facts`). `place` describes how they refer to a
-- reference table. Where the raw rows were dropped, the facts' values replace them, with the columns of `given`.
create or replace function {ledger}.set_aside(place jsonb, condition text, reasons text, given jsonb default '{}')
returns void language plpgsql as $$
declare
    scope text := (
        select 'cast(jsonb_build_object(' || string_agg(format('%L, facts.%I', c, c), ', ') || ') as text)'
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
        from (
            select b.batch_id as _batch_id, b.part
            from {ledger}.batches as b
            where b.batch_id in (select g._batch_id from gone as g)
        ) as batches
        cross join lateral (
            select r._batch_id, r._row_number, r._file, r._sheet, coalesce(r._extra, ''{}'') || (
                select coalesce(jsonb_object_agg(e.key, e.value), ''{}'')
                from jsonb_each(to_jsonb(r)) as e
                where $1 ? e.key and e.value <> ''null''
            ) as _raw
            from %8$I.%7$I as r
            where r._part = batches.part
                and r._batch_id = batches._batch_id
                and r._row_number in (select _row_number from gone where _batch_id = batches._batch_id)
            offset 0  -- reads the part of this batch, and no other
        ) as raw
        inner join gone on gone._batch_id = raw._batch_id and gone._row_number = raw._row_number
        union all
        select gone._batch_id, gone._row_number, b.file, b.sheet, gone.scope, gone.reasons,
            {ledger}.as_delivered(gone.fact, $1) || $2
        from gone
        inner join {ledger}.dropped as d on d.batch_id = gone._batch_id
        inner join {ledger}.batches as b on b.batch_id = gone._batch_id',
        {target}, place ->> 'table', condition, coalesce(scope, 'cast(null as text)'), reasons,
        {quarantine}, place ->> 'domain', {raw})
    using place -> 'raw_columns', given;
end
$$;
