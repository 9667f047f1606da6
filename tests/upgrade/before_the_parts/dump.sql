SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA legacy;
CREATE SCHEMA warehouse;
CREATE SCHEMA warehouse_landing;
CREATE SCHEMA warehouse_ledger;
CREATE SCHEMA warehouse_partitions;
CREATE SCHEMA warehouse_quality;
CREATE SCHEMA warehouse_quarantine;
CREATE SCHEMA warehouse_raw;
CREATE SCHEMA warehouse_seeds;
CREATE SCHEMA warehouse_snapshots;
CREATE SCHEMA warehouse_staging;
CREATE TYPE warehouse_ledger.review AS (
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
CREATE FUNCTION warehouse_ledger.approve(table_name text, key jsonb, content jsonb, by text, note text, version bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $_$
declare
    review "warehouse_ledger".review := "warehouse_ledger".open_review(table_name, key, version);
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
        perform "warehouse_ledger".refuse(case when review.in_force is null then 'There is no such row.'
            else 'The key was rejected or merged: reopen it first.' end);
    end if;
    perform "warehouse_ledger".refuse_sourced(review);
    if wrong is not null then
        perform "warehouse_ledger".refuse(format('Column %s: there is no such attribute to correct.', wrong));
    elsif not is_correction and review.in_force in ('approve', 'correct') then
        perform "warehouse_ledger".refuse('The row has been approved already.');
    end if;
    for part in select c from jsonb_array_elements(described -> 'columns') as c where content ? (c ->> 'name') loop
        row_now := row_now || jsonb_build_object(part ->> 'name', "warehouse_ledger".described_value(part, content ->> (part ->> 'name')));
    end loop;
    made := "warehouse_ledger".decide(review, case when is_correction then 'correct' else 'approve' end,
        (
            select coalesce(jsonb_object_agg(c ->> 'name', row_now ->> (c ->> 'name')), '{}')
            from jsonb_array_elements(described -> 'columns') as c
            where not described -> 'keys' ? (c ->> 'name')
        ) || jsonb_build_object('_derived', (
            select jsonb_object_agg(e.key, e.value)
            from jsonb_each(row_now) as e
            where e.key in ('_derived_from_domain', '_derived_from_batch', '_derived_at')
        )), null, by, note);
    perform "warehouse_ledger".put_row(review, row_now || jsonb_build_object(
        '_source', 'authoritative', '_needs_review', false, '_derived_columns', cast('[]' as jsonb), '_retired_at', null));
    if review.in_force in ('approve', 'correct') then
        perform "warehouse_ledger".merge_again(table_name);
    end if;
    return made;
end
$_$;
CREATE FUNCTION warehouse_ledger.as_delivered(fact jsonb, columns jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
select coalesce(jsonb_object_agg(e.key, e.value) filter (where e.value is not null), '{}')
    || coalesce(nullif(fact -> '_skipped', 'null'), '{}')
from jsonb_each_text(fact) as e
where columns ? e.key
$$;
CREATE FUNCTION warehouse_ledger.audit_changes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
begin
    if tg_op = 'INSERT' then
        insert into "warehouse_ledger".audit (table_name, key, operation, after, invocation_id, cause)
        select tg_table_name, key, 'insert', content, "warehouse_ledger".audit_setting('invocation'), "warehouse_ledger".audit_setting('cause')
        from (select "warehouse_ledger".audit_key(to_jsonb(new_rows), tg_argv) as key, to_jsonb(new_rows) as content from new_rows) as made
        order by key;
    elsif tg_op = 'UPDATE' then  -- a changed key is one row that goes, and one that comes
        insert into "warehouse_ledger".audit (table_name, key, operation, before, after, invocation_id, cause)
        select
            tg_table_name,
            key,
            case when made.content is null then 'delete' when gone.content is null then 'insert' else 'update' end,
            gone.content,
            made.content,
            "warehouse_ledger".audit_setting('invocation'),
            "warehouse_ledger".audit_setting('cause')
        from (select "warehouse_ledger".audit_key(to_jsonb(old_rows), tg_argv) as key, to_jsonb(old_rows) as content from old_rows) as gone
        full join (select "warehouse_ledger".audit_key(to_jsonb(new_rows), tg_argv) as key, to_jsonb(new_rows) as content from new_rows) as made
            using (key)
        where gone.content is distinct from made.content
        order by key;
    elsif tg_op = 'DELETE' then
        insert into "warehouse_ledger".audit (table_name, key, operation, before, invocation_id, cause)
        select tg_table_name, key, 'delete', content, "warehouse_ledger".audit_setting('invocation'), "warehouse_ledger".audit_setting('cause')
        from (select "warehouse_ledger".audit_key(to_jsonb(old_rows), tg_argv) as key, to_jsonb(old_rows) as content from old_rows) as gone
        order by key;
    else
        raise exception 'Table % keeps an audit log, and is not truncated: delete its rows.', tg_table_name;
    end if;
    return null;
end
$$;
CREATE FUNCTION warehouse_ledger.audit_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op <> 'INSERT' or pg_trigger_depth() < 2 then
        raise exception 'The audit log is written by the triggers of the reference tables, and by nothing else.';
    end if;
    return null;
end
$$;
CREATE FUNCTION warehouse_ledger.audit_key(row_as_json jsonb, keys text[]) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    RETURN (SELECT jsonb_object_agg(key.key, (audit_key.row_as_json -> key.key)) AS jsonb_object_agg FROM unnest(audit_key.keys) key(key));
CREATE FUNCTION warehouse_ledger.audit_setting(name text) RETURNS text
    LANGUAGE sql STABLE
    RETURN NULLIF(current_setting(('refill.'::text || name), true), ''::text);
CREATE FUNCTION warehouse_ledger.batch_partition(schema_name text, table_name text, batch bigint) RETURNS regclass
    LANGUAGE sql STABLE
    RETURN to_regclass(format('%I.%I'::text, schema_name, ((table_name || '_b'::text) || batch)));
CREATE FUNCTION warehouse_ledger.fold(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (value !~ '[^!-~\u4e00-\u9fff]'::text) THEN value WHEN (value ~ '^[!-~\u4e00-\u9fff][ -~\u4e00-\u9fff]*[!-~\u4e00-\u9fff]$'::text) THEN value ELSE btrim(NORMALIZE(translate(regexp_replace(value, '[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]'::text, ''::text, 'g'::text), '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　'::text, '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~ '::text), NFC), ' 	

                 　'::text) END;
CREATE FUNCTION warehouse_ledger.refolded(value text, null_tokens text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (warehouse_ledger.fold(value) <> value) THEN (SELECT folded.folded FROM warehouse_ledger.fold(refolded.value) folded(folded) WHERE (folded.folded <> ALL (refolded.null_tokens))) ELSE NULL::text END;
CREATE FUNCTION warehouse_ledger.try_boolean(value text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (lower(value) = ANY (ARRAY['true'::text, 't'::text, 'yes'::text, 'y'::text, '1'::text, '是'::text])) THEN true WHEN (lower(value) = ANY (ARRAY['false'::text, 'f'::text, 'no'::text, 'n'::text, '0'::text, '否'::text])) THEN false ELSE NULL::boolean END;
CREATE FUNCTION warehouse_ledger.boolean_value(value text, null_tokens text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((value IS NULL) OR (value = ANY (null_tokens))) THEN NULL::boolean ELSE COALESCE(warehouse_ledger.try_boolean(value), warehouse_ledger.try_boolean(warehouse_ledger.refolded(value, null_tokens))) END;
CREATE FUNCTION warehouse_ledger.catch_up_audit(relation regclass, keys text[], cause text) RETURNS void
    LANGUAGE plpgsql
    SET "TimeZone" TO 'UTC'
    AS $_$
begin
    alter table "warehouse_ledger".audit disable trigger audit_guard;
    execute format('with replayed as ('
        'select distinct on (key) key, after from "warehouse_ledger".audit where table_name = %1$L order by key, sequence desc), '
        'held as (select "warehouse_ledger".audit_key(to_jsonb(row), %2$L) as key, to_jsonb(row) as content from %3$s as row) '
        'insert into "warehouse_ledger".audit (table_name, key, operation, before, after, invocation_id, cause) '
        'select %1$L, key, case when content is null then ''delete'' when after is null then ''insert'' else ''update'' end, '
        'after, content, "warehouse_ledger".audit_setting(''invocation''), %4$L '
        'from (select * from replayed where after is not null) as replayed full join held using (key) '
        'where jsonb_strip_nulls(content) is distinct from jsonb_strip_nulls(after) order by key',
        (select relname from pg_class where oid = relation), keys, relation, cause);
    alter table "warehouse_ledger".audit enable trigger audit_guard;
end
$_$;
CREATE FUNCTION warehouse_ledger.fold(value text, to_case text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE to_case WHEN 'upper'::text THEN warehouse_ledger.fold(upper((warehouse_ledger.fold(value) COLLATE "C"))) WHEN 'lower'::text THEN warehouse_ledger.fold(lower((warehouse_ledger.fold(value) COLLATE "C"))) ELSE warehouse_ledger.fold(value) END;
CREATE FUNCTION warehouse_ledger.folded(texts text[], to_case text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT array_agg(warehouse_ledger.fold(one.one, folded.to_case)) AS array_agg FROM unnest(folded.texts) one(one));
CREATE FUNCTION warehouse_ledger.like_patterns(globs text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT array_agg(replace(replace(replace(replace(replace(one.one, '\'::text, '\\'::text), '%'::text, '\%'::text), '_'::text, '\_'::text), '*'::text, '%'::text), '?'::text, '_'::text)) AS array_agg FROM unnest(like_patterns.globs) one(one));
CREATE FUNCTION warehouse_ledger.is_skipped(value text, skips text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (value ~~ ANY (warehouse_ledger.like_patterns(skips)));
CREATE FUNCTION warehouse_ledger.compared_folded(value text, to_case text, null_tokens text[], skips text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT folded.folded FROM warehouse_ledger.fold(compared_folded.value, compared_folded.to_case) folded(folded) WHERE ((folded.folded <> ALL (warehouse_ledger.folded(compared_folded.null_tokens, compared_folded.to_case))) AND (NOT COALESCE(warehouse_ledger.is_skipped(folded.folded, compared_folded.skips), false))));
CREATE FUNCTION warehouse_ledger.compared_value(value text, to_case text, null_tokens text[], skips text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (value IS NULL) THEN NULL::text WHEN ((to_case IS NULL) AND ((value !~ '[^!-~\u4e00-\u9fff]'::text) OR (value ~ '^[!-~\u4e00-\u9fff][ -~\u4e00-\u9fff]*[!-~\u4e00-\u9fff]$'::text))) THEN CASE WHEN (value = ANY (null_tokens)) THEN NULL::text WHEN ((skips IS NOT NULL) AND warehouse_ledger.is_skipped(value, skips)) THEN NULL::text ELSE value END ELSE warehouse_ledger.compared_folded(value, to_case, null_tokens, skips) END;
CREATE FUNCTION warehouse_ledger.date_of(year integer, month integer, day integer) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((day)::numeric <= EXTRACT(day FROM (make_date(year, month, 1) + '1 mon -1 days'::interval))) THEN make_date(year, month, day) ELSE NULL::date END;
CREATE FUNCTION warehouse_ledger.try_date(value text) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (value ~ '^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'::text) THEN warehouse_ledger.date_of(("left"(value, 4))::integer, (substr(value, 6, 2))::integer, ("right"(value, 2))::integer) WHEN (value ~ '^[1-9][0-9]{3}[-/年](0?[1-9]|1[0-2])[-/月](0?[1-9]|[12][0-9]|3[01])日?([ T]00:00(:00([.]0+)?)?)?$'::text) THEN warehouse_ledger.date_of(("left"(value, 4))::integer, ("substring"(value, '^.{5}([0-9]+)'::text))::integer, ("substring"(value, '^.{5}[0-9]+.([0-9]+)'::text))::integer) WHEN (value ~ '^[1-9][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$'::text) THEN warehouse_ledger.date_of(("left"(value, 4))::integer, (substr(value, 5, 2))::integer, ("right"(value, 2))::integer) WHEN (value ~ '^[2-7][0-9]{4}([.]0*)?$'::text) THEN ('1899-12-30'::date + ("left"(value, 5))::integer) ELSE NULL::date END;
CREATE FUNCTION warehouse_ledger.date_value(value text, null_tokens text[]) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((value IS NULL) OR (value = ANY (null_tokens))) THEN NULL::date ELSE COALESCE(warehouse_ledger.try_date(value), warehouse_ledger.try_date(warehouse_ledger.refolded(value, null_tokens))) END;
CREATE FUNCTION warehouse_ledger.decide(review warehouse_ledger.review, decision text, content jsonb, target jsonb, by text, note text) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
    made bigint;
begin
    if coalesce(btrim(by), '') = '' then
        perform "warehouse_ledger".refuse('Nobody has decided: give a name.');
    end if;
    insert into "warehouse_ledger".decisions (table_name, key, decision, content, target, note, decided_by)
    values (review.table_name, review.key, decision, content, target, nullif(note, ''), by)
    returning sequence into made;
    perform set_config('refill.cause', 'decision ' || made, true);
    perform set_config('refill.first_decision', coalesce("warehouse_ledger".audit_setting('first_decision'), cast(made as text)), true);
    return made;
end
$$;
CREATE FUNCTION warehouse_ledger.decisions_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception 'Decisions are only added. `refill review reopen` takes one back.';
end
$$;
CREATE FUNCTION warehouse_ledger.decisions_in_force(wanted text) RETURNS TABLE(key jsonb, decision text, content jsonb, target jsonb, sequence bigint)
    LANGUAGE sql STABLE STRICT ROWS 100 PARALLEL SAFE
    AS $$
with recursive latest as (
    select distinct on (d.key) d.key, d.decision, d.content, d.target, d.sequence
    from "warehouse_ledger".decisions as d
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
CREATE FUNCTION warehouse_ledger.delivered_under(place jsonb, review warehouse_ledger.review) RETURNS text
    LANGUAGE sql STABLE
    AS $$
select format('((facts._batch_id, facts._row_number) in (select raw._batch_id, raw._row_number from %I.%I as raw where %s) '
    'or (facts._batch_id, facts._row_number) in (select m.batch_id, m.row_number from "warehouse_ledger".merged_rows as m '
    'where m.decision = %L and m.domain = %L))',
    'warehouse_raw', place ->> 'domain', "warehouse_ledger".names_key(place, review.key), review.decision, place ->> 'domain')
$$;
CREATE FUNCTION warehouse_ledger.described_value(described jsonb, given text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
declare
    value jsonb;
begin
    begin
        value := "warehouse_ledger".value_of(described, given);
    exception when data_exception then
        value := null;
    end;
    if value is null and "warehouse_ledger".fold(given) <> '' then
        perform "warehouse_ledger".refuse(format('Column %s: the cell is no %s.', described ->> 'name', described ->> 'kind'));
    end if;
    return value;
end
$$;
CREATE FUNCTION warehouse_ledger.drop_quality_views(relation regclass) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    reader regclass;
begin
    for reader in
        select distinct cast(rule.ev_class as regclass)
        from pg_depend as d
        join pg_rewrite as rule on rule.oid = d.objid
        join pg_class as view on view.oid = rule.ev_class
        where d.refclassid = 'pg_class'::regclass and d.classid = 'pg_rewrite'::regclass and d.refobjid = relation
            and view.relnamespace = to_regnamespace(format('%I', 'warehouse_quality'))
    loop
        execute format('drop view %s', reader);
    end loop;
end
$$;
CREATE FUNCTION warehouse_ledger.first_codes(texts text[]) RETURNS integer[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT COALESCE(array_agg(ascii(NORMALIZE(one.one, NFD))), '{}'::integer[]) AS "coalesce" FROM unnest(first_codes.texts) one(one));
CREATE FUNCTION warehouse_ledger.has_key(row_name text, columns jsonb, keys jsonb, key jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
select string_agg(format('%I.%I = %L', row_name, columns ->> place, key ->> (keys ->> place)), ' and ')
from generate_series(0, jsonb_array_length(keys) - 1) as place
$$;
CREATE FUNCTION warehouse_ledger.try_integer(value text) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((value ~ '^-?[0-9]+$'::text) AND (char_length(value) <= 18)) THEN (value)::bigint WHEN (value ~ '^[+-]?([0-9]{1,18}|[0-9]{1,3}(,[0-9]{3}){1,5})([.]0*)?$'::text) THEN (replace(split_part(value, '.'::text, 1), ','::text, ''::text))::bigint ELSE NULL::bigint END;
CREATE FUNCTION warehouse_ledger.integer_value(value text, null_tokens text[]) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((value IS NULL) OR (value = ANY (null_tokens))) THEN NULL::bigint ELSE COALESCE(warehouse_ledger.try_integer(value), warehouse_ledger.try_integer(warehouse_ledger.refolded(value, null_tokens))) END;
CREATE FUNCTION warehouse_ledger.is_changed(cell text, before jsonb, after jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (("left"(cell, 1) <> '_'::text) AND (COALESCE((after -> cell), 'null'::jsonb) <> COALESCE((before -> cell), 'null'::jsonb)));
CREATE FUNCTION warehouse_ledger.is_filled(cell text, before jsonb, after jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (((after -> '_derived_columns'::text) ? cell) AND (((before ->> cell) IS NULL) OR ((before -> '_derived_columns'::text) ? cell)));
CREATE FUNCTION warehouse_ledger.join_review() RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('refill work ' || 'warehouse', 0));
    if "warehouse_ledger".run_is_held('warehouse', "warehouse_ledger".audit_setting('review'))
        or pg_try_advisory_xact_lock(hashtextextended('refill run ' || 'warehouse', 0)) then
        return;
    end if;
    perform "warehouse_ledger".refuse(format('Another run holds the lock of schema %s. Wait for it to end.', 'warehouse'));
end
$$;
CREATE FUNCTION warehouse_ledger.join_run(schema_name text, invocation text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('refill work ' || schema_name, 0));
    perform set_config('refill.invocation', invocation, true);
    if not "warehouse_ledger".run_is_held(schema_name, invocation) then
        raise exception '%', format('This run does not hold the lock of schema %s: its connection was lost, or dbt runs without '
            'refill. Run it again, in the environment in which refill is installed.', schema_name);
    end if;
end
$$;
CREATE FUNCTION warehouse_ledger.jsonb_value(value text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (warehouse_ledger.fold(value) <> ''::text) THEN (value)::jsonb ELSE NULL::jsonb END;
CREATE FUNCTION warehouse_ledger.keep_audit(relation regclass, keys text[]) RETURNS void
    LANGUAGE plpgsql
    AS $_$
declare
    arguments text := (select string_agg(quote_literal(key), ', ') from unnest(keys) as key);
    short text := (select cast(relname as text) from pg_class where oid = relation);
    has_rows boolean;
begin
    if (select count(*) from pg_trigger where tgrelid = relation and tgname ~ '^audit_(insert|update|delete|truncate)$') = 4 then
        return;
    end if;
    execute format('create or replace trigger audit_insert after insert on %s referencing new table as new_rows '
        'for each statement execute function "warehouse_ledger".audit_changes(%s)', relation, arguments);
    execute format('create or replace trigger audit_update after update on %s referencing old table as old_rows '
        'new table as new_rows for each statement execute function "warehouse_ledger".audit_changes(%s)', relation, arguments);
    execute format('create or replace trigger audit_delete after delete on %s referencing old table as old_rows '
        'for each statement execute function "warehouse_ledger".audit_changes(%s)', relation, arguments);
    execute format('create or replace trigger audit_truncate before truncate on %s '
        'for each statement execute function "warehouse_ledger".audit_changes(%s)', relation, arguments);
    execute format('select exists (select 1 from %s)', relation) into has_rows;
    if has_rows and not exists (select 1 from "warehouse_ledger".audit where table_name = short) then
        perform "warehouse_ledger".catch_up_audit(relation, keys, 'held before the log began');
    end if;
end
$_$;
CREATE FUNCTION warehouse_ledger.keep_merged(domain text, batch bigint) RETURNS void
    LANGUAGE plpgsql
    AS $_$
declare
    place jsonb;
    decision bigint;
    key jsonb;
    target jsonb;
begin
    for place, decision, key, target in
        select facts, d.sequence, d.key, d.target
        from "warehouse_ledger".reference_tables as t
        cross join jsonb_array_elements(t.described -> 'facts') as facts
        cross join "warehouse_ledger".decisions_in_force(t.table_name) as d
        where facts ->> 'domain' = domain and d.decision = 'merge'
            and to_regclass(format('%I.%I', 'warehouse', facts ->> 'table')) is not null
    loop
        execute format('
            insert into "warehouse_ledger".merged_rows
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
            decision, domain, 'warehouse', place ->> 'table', 'warehouse_raw', batch,
            "warehouse_ledger".has_key('facts', place -> 'columns', place -> 'keys', target), "warehouse_ledger".names_key(place, key));
    end loop;
end
$_$;
CREATE FUNCTION warehouse_ledger.merge_again(name text) RETURNS void
    LANGUAGE sql
    AS $$
insert into "warehouse_ledger".syncs (table_name, source, rows) values (name, 'manual', 0)
on conflict (table_name, source) do update set merged = false
$$;
CREATE FUNCTION warehouse_ledger.merge_key(table_name text, key jsonb, target jsonb, by text, note text, version bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
declare
    review "warehouse_ledger".review := "warehouse_ledger".open_review(table_name, key, version);
    other jsonb := "warehouse_ledger".normal_key(table_name, review.described, target);
    other_in_force text := (select d.decision from "warehouse_ledger".decisions_in_force(table_name) as d where d.key = other);
    place jsonb;
    is_there boolean;
    made bigint;
begin
    perform "warehouse_ledger".refuse_sourced(review);
    execute format('select exists (select 1 from %s as held where %s)', review.relation,
        "warehouse_ledger".has_key('held', review.described -> 'keys', review.described -> 'keys', other)) into is_there;
    if review.in_force = 'merge' then
        perform "warehouse_ledger".refuse('The key was merged already: reopen it first.');
    elsif other = review.key then
        perform "warehouse_ledger".refuse('A key is not merged into itself.');
    elsif other_in_force = 'merge' then
        perform "warehouse_ledger".refuse('The target was itself merged into another key: merge into that one.');
    elsif not is_there or other_in_force = 'reject' then
        perform "warehouse_ledger".refuse('There is no row under the target key, or it was rejected.');
    end if;
    for place in select * from jsonb_array_elements(review.described -> 'facts') loop
        if cast(place ->> 'is_shared' as boolean) then
            perform "warehouse_ledger".refuse(format('Keys of this table cannot be merged: in %s a column of %s is also in load.scope or '
                'in a foreign key to another table.', place ->> 'domain', place ->> 'foreign_key'));
        end if;
    end loop;
    made := "warehouse_ledger".decide(review, 'merge', null, other, by, note);
    for place in select * from "warehouse_ledger".referring_facts(review) loop
        execute format('
            with moved as (
                update %I.%I as facts set %s where %s returning facts._batch_id, facts._row_number
            )
            insert into "warehouse_ledger".merged_rows
            select %L, %L, moved._batch_id, moved._row_number
            from moved inner join "warehouse_ledger".dropped as d on d.batch_id = moved._batch_id
            on conflict do nothing',
            'warehouse', place ->> 'table', "warehouse_ledger".set_key(place, other),
            "warehouse_ledger".has_key('facts', place -> 'columns', place -> 'keys', review.key), made, place ->> 'domain');
    end loop;
    for place in select * from jsonb_array_elements(review.described -> 'children') loop
        continue when to_regclass(format('%I.%I', 'warehouse', place ->> 'table')) is null;
        if cast(place ->> 'in_key' as boolean) then
            execute format('select exists (select 1 from %I.%I as child where %s)', 'warehouse', place ->> 'table',
                "warehouse_ledger".has_key('child', place -> 'columns', place -> 'keys', review.key)) into is_there;
            if is_there then
                perform "warehouse_ledger".refuse(format('Rows of %s have the key as a part of theirs: merge those first.', place ->> 'table'));
            end if;
        end if;
        execute format('update %I.%I as child set %s, _updated_at = now() where %s', 'warehouse', place ->> 'table',
            "warehouse_ledger".set_key(place, other), "warehouse_ledger".has_key('child', place -> 'columns', place -> 'keys', review.key));
    end loop;
    execute format('delete from %s as held where %s', review.relation, review.condition);
    return made;
exception when foreign_key_violation then
    perform "warehouse_ledger".refuse('Something else in the database refers to the row: let it refer to the target first.');
    return null;  -- refuse raises
end
$$;
CREATE FUNCTION warehouse_ledger.misplaced(schema_name text, table_name text, says json) RETURNS text
    LANGUAGE sql STABLE
    AS $$
with partitions as (
    select part.parent, part.table_name as parent_name, b.domain
    from "warehouse_ledger".batch_partitions as part
    join "warehouse_ledger".batches as b on b.batch_id = part.batch_id
    where part.schema_name = 'warehouse_partitions' and part.parent is not null
)
select case
    when says ->> 'domain' is not null and here is null
            and exists (select 1 from "warehouse_ledger".loads as l where l.domain = says ->> 'domain') then coalesce(
        (select format('Domain %s: its loaded facts are in table %s, and fact.table is %s. Put the name back, or give the domain '
            'another name too and deliver its files again.', domain, parent_name, table_name)
            from partitions where domain = says ->> 'domain' limit 1),
        format('Domain %s: batches of it are loaded, but table %s, which held them, is not there. Restore it; or delete '
            'the rows of the domain from %I.loads, so that its batches load again.',
            says ->> 'domain', table_name, 'warehouse_ledger'))
    when says ->> 'domain' is not null then
        (select format('Table %s holds facts of domain %s, and fact.table of domain %s names it. Put the name of the domain '
            'back, or give the new one a table of its own.', table_name, domain, says ->> 'domain')
            from partitions where parent = here and domain <> says ->> 'domain' order by domain limit 1)
    when here is null and to_regclass(format('%I.%I', 'warehouse_snapshots', coalesce(says ->> 'history', '-'))) is not null then
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
CREATE FUNCTION warehouse_ledger.try_month(value text) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (value ~ '^[1-9][0-9]{3}(0[1-9]|1[0-2])$'::text) THEN make_date(("left"(value, 4))::integer, ("right"(value, 2))::integer, 1) WHEN (value ~ '^[1-9][0-9]{3}[-/年](0?[1-9]|1[0-2])月?$'::text) THEN make_date(("left"(value, 4))::integer, (rtrim(substr(value, 6), '月'::text))::integer, 1) ELSE (date_trunc('month'::text, (warehouse_ledger.try_date(value))::timestamp without time zone))::date END;
CREATE FUNCTION warehouse_ledger.month_value(value text, null_tokens text[]) RETURNS date
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((value IS NULL) OR (value = ANY (null_tokens))) THEN NULL::date ELSE COALESCE(warehouse_ledger.try_month(value), warehouse_ledger.try_month(warehouse_ledger.refolded(value, null_tokens))) END;
CREATE FUNCTION warehouse_ledger.names_key(place jsonb, key jsonb) RETURNS text
    LANGUAGE sql STABLE
    AS $$
select string_agg(format('"warehouse_ledger".value_of(%L, raw.%I) #>> ''{}'' = %L', part, part ->> 'name',
    key ->> (place -> 'keys' ->> cast(n - 1 as integer))), ' and ')
from jsonb_array_elements(place -> 'typed_columns') with ordinality as typed (part, n)
$$;
CREATE FUNCTION warehouse_ledger.normal_key(name text, described jsonb, given jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
declare
    found jsonb := cast('{}' as jsonb);
    part jsonb;
begin
    if jsonb_typeof(given) <> 'object'
        or (select array_agg(k order by k) from jsonb_object_keys(given) as k)
            is distinct from (select array_agg(k order by k) from jsonb_array_elements_text(described -> 'keys') as k) then
        perform "warehouse_ledger".refuse(format('Table %s: a key is %s.',
            name, (select string_agg(k, ' and ') from jsonb_array_elements_text(described -> 'keys') as k)));
    end if;
    for part in select c from jsonb_array_elements(described -> 'columns') as c where described -> 'keys' ? (c ->> 'name') loop
        found := found || jsonb_build_object(part ->> 'name', "warehouse_ledger".described_value(part, given ->> (part ->> 'name')));
    end loop;
    if jsonb_strip_nulls(found) <> found then
        perform "warehouse_ledger".refuse(format('Table %s: a part of the key is empty.', name));
    end if;
    return found;
end
$$;
CREATE FUNCTION warehouse_ledger.plain_number(value text) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((replace(rtrim(value, '%'::text), ','::text, ''::text))::numeric / (CASE "right"(value, 1) WHEN '%'::text THEN 100 ELSE 1 END)::numeric);
CREATE FUNCTION warehouse_ledger.try_numeric(value text, digits integer, scale integer) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((value ~ '^-?[0-9]+[.]?[0-9]*$'::text) AND (octet_length(value) < 2000) AND ((octet_length(value) < (digits - scale)) OR (char_length(split_part(value, '.'::text, 1)) < (digits - scale)))) THEN (value)::numeric WHEN ((value ~ '^[+-]?(([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,2})?%?$'::text) AND (char_length(value) <= 100) AND (abs(round(warehouse_ledger.plain_number(value), scale)) < power((10)::numeric, ((digits - scale))::numeric))) THEN warehouse_ledger.plain_number(value) ELSE NULL::numeric END;
CREATE FUNCTION warehouse_ledger.numeric_value(value text, null_tokens text[], digits integer, scale integer) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((value IS NULL) OR (value = ANY (null_tokens))) THEN NULL::numeric ELSE COALESCE(warehouse_ledger.try_numeric(value, digits, scale), warehouse_ledger.try_numeric(warehouse_ledger.refolded(value, null_tokens), digits, scale)) END;
CREATE FUNCTION warehouse_ledger.open_image(review warehouse_ledger.review) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
declare
    image jsonb := (
        select entry.after
        from "warehouse_ledger".audit as entry
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
        select above || jsonb_build_object('key', "warehouse_ledger".referred_key(above, image))
        from jsonb_array_elements(review.described -> 'parents') as above
    loop
        image := image || coalesce((
            select "warehouse_ledger".referring_columns(parent, d.target)
            from "warehouse_ledger".decisions_in_force(parent ->> 'table') as d
            where d.key = parent -> 'key' and d.decision = 'merge'
        ), '{}');
        execute format('select exists (select 1 from %I.%I as parent where %s)', 'warehouse', parent ->> 'table',
            "warehouse_ledger".has_key('parent', parent -> 'keys', parent -> 'columns', image)) into is_there;
        if not is_there then
            image := image || "warehouse_ledger".referring_columns(parent, '{}') || jsonb_build_object('_derived_columns',
                (image -> '_derived_columns') - array(select jsonb_array_elements_text(parent -> 'columns')));
        end if;
    end loop;
    return image;
end
$$;
CREATE FUNCTION warehouse_ledger.open_review(name text, given jsonb, version bigint) RETURNS warehouse_ledger.review
    LANGUAGE plpgsql
    AS $$
declare
    review "warehouse_ledger".review;
begin
    perform "warehouse_ledger".join_review();
    review.table_name := name;
    review.relation := format('%I.%I', 'warehouse', name);
    review.described := (select t.described from "warehouse_ledger".reference_tables as t where t.table_name = name);
    if review.described is null or to_regclass(review.relation) is null then
        perform "warehouse_ledger".refuse(format('There is no reference table %s in the database.', coalesce(name, '?')));
    end if;
    review.key := "warehouse_ledger".normal_key(name, review.described, given);
    review.condition := "warehouse_ledger".has_key('held', review.described -> 'keys', review.described -> 'keys', review.key);
    execute format('select to_jsonb(held) from %s as held where %s for update', review.relation, review.condition) into review.held;
    if version < (
        select max(entry.sequence)
        from "warehouse_ledger".audit as entry
        where entry.table_name = name and entry.key = review.key
            and not coalesce(entry.cause in (
                select 'decision ' || d.sequence from "warehouse_ledger".decisions as d
                where d.sequence >= cast("warehouse_ledger".audit_setting('first_decision') as bigint)
            ), false)
    ) then
        perform "warehouse_ledger".refuse('The row has changed since it was exported: look at it again.');
    end if;
    select d.decision, d.target, d.sequence into review.in_force, review.target, review.decision
    from "warehouse_ledger".decisions_in_force(name) as d
    where d.key = review.key;
    return review;
end
$$;
CREATE FUNCTION warehouse_ledger.point_back(review warehouse_ledger.review, has_row boolean) RETURNS void
    LANGUAGE plpgsql
    AS $_$
declare
    place jsonb;
begin
    for place in select * from "warehouse_ledger".referring_facts(review) loop
        if has_row then
            execute format('update %I.%I as facts set %s where %s and %s', 'warehouse', place ->> 'table',
                "warehouse_ledger".set_key(place, review.key),
                "warehouse_ledger".has_key('facts', place -> 'columns', place -> 'keys', review.target),
                "warehouse_ledger".delivered_under(place, review));
        else
            perform "warehouse_ledger".set_aside(place,
                "warehouse_ledger".has_key('facts', place -> 'columns', place -> 'keys', review.target)
                    || ' and ' || "warehouse_ledger".delivered_under(place, review),
                quote_literal('reopened_key:' || (place ->> 'foreign_key')), "warehouse_ledger".referring_columns(place, review.key));
        end if;
    end loop;
    for place in select * from jsonb_array_elements(review.described -> 'children') loop
        continue when not has_row or to_regclass(format('%I.%I', 'warehouse', place ->> 'table')) is null;
        execute format('update %1$I.%2$I as child set %3$s, _updated_at = now() where %4$s and exists ('
            'select 1 from "warehouse_ledger".audit as entry where entry.table_name = %2$L and entry.cause = %5$L '
            'and to_jsonb(child) @> entry.key and entry.before @> %6$L)',
            'warehouse', place ->> 'table', "warehouse_ledger".set_key(place, review.key),
            "warehouse_ledger".has_key('child', place -> 'columns', place -> 'keys', review.target),
            'decision ' || review.decision, "warehouse_ledger".referring_columns(place, review.key));
    end loop;
end
$_$;
CREATE FUNCTION warehouse_ledger.put_row(review warehouse_ledger.review, content jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $_$
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
    perform "warehouse_ledger".refuse('The row would name a parent that does not exist.');
end
$_$;
CREATE FUNCTION warehouse_ledger.quarantine_inputs(tables text[], invocation text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
select concat_ws(
    ' ',
    (select count(*) from "warehouse_ledger".audit where table_name = any(tables) and invocation_id is distinct from invocation),
    (select count(*) from "warehouse_ledger".decisions where table_name = any(tables)),
    (
        select md5(string_agg(concat_ws(' ', table_name, source, synced_at), e'\n' order by table_name, source))
        from "warehouse_ledger".syncs
        where table_name = any(tables)
    )
)
$$;
CREATE FUNCTION warehouse_ledger.referred_key(place jsonb, content jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $$
select jsonb_object_agg(place -> 'keys' ->> n, content -> (place -> 'columns' ->> n))
from generate_series(0, jsonb_array_length(place -> 'keys') - 1) as n
$$;
CREATE FUNCTION warehouse_ledger.referring_columns(place jsonb, key jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $$
select jsonb_object_agg(place -> 'columns' ->> n, key -> (place -> 'keys' ->> n))
from generate_series(0, jsonb_array_length(place -> 'keys') - 1) as n
$$;
CREATE FUNCTION warehouse_ledger.referring_facts(review warehouse_ledger.review) RETURNS SETOF jsonb
    LANGUAGE sql STABLE
    AS $$
select place
from jsonb_array_elements(review.described -> 'facts') as place
where to_regclass(format('%I.%I', 'warehouse', place ->> 'table')) is not null
$$;
CREATE FUNCTION warehouse_ledger.refuse(reason text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '%', reason using errcode = 'RF001';
end
$$;
CREATE FUNCTION warehouse_ledger.refuse_sourced(review warehouse_ledger.review) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    if review.held ->> '_source' = 'authoritative' and coalesce(review.in_force, '') not in ('approve', 'correct', 'reject') then
        perform "warehouse_ledger".refuse('The row comes from its source: correct it there.');
    end if;
end
$$;
CREATE FUNCTION warehouse_ledger.reject(table_name text, key jsonb, withdraw boolean, by text, note text, version bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
declare
    review "warehouse_ledger".review := "warehouse_ledger".open_review(table_name, key, version);
    place jsonb;
    made bigint;
begin
    if review.held is null then
        perform "warehouse_ledger".refuse(case when review.in_force is null then 'There is no such row.'
            else 'The key was rejected or merged already.' end);
    end if;
    if review.in_force = 'reject' and not coalesce(withdraw, false) then
        perform "warehouse_ledger".refuse('The key was rejected already.');
    end if;
    perform "warehouse_ledger".refuse_sourced(review);
    made := "warehouse_ledger".decide(review, 'reject', null, null, by, note);
    if withdraw then
        for place in select * from "warehouse_ledger".referring_facts(review) loop
            perform "warehouse_ledger".set_aside(place, "warehouse_ledger".has_key('facts', place -> 'columns', place -> 'keys', review.key),
                "warehouse_ledger".rejected_keys(place));
        end loop;
    end if;
    begin
        execute format('delete from %s as held where %s', review.relation, review.condition);
    exception when foreign_key_violation then
        if review.held ->> '_retired_at' is null or cast(review.held ->> '_needs_review' as boolean) then
            perform "warehouse_ledger".put_row(review, review.held || jsonb_build_object('_needs_review', false,
                '_retired_at', coalesce(review.held ->> '_retired_at', cast(now() as text))));
        end if;
    end;
    return made;
end
$$;
CREATE FUNCTION warehouse_ledger.rejected_keys(place jsonb) RETURNS text
    LANGUAGE sql STABLE
    AS $$
select format('concat_ws(e''\n'', %s)', string_agg(
    format('case when exists (select 1 from "warehouse_ledger".decisions_in_force(%L) as d where d.decision = ''reject'' and %s) then %L end',
        key ->> 'table',
        (
            select string_agg(format('d.key ->> %L = cast(facts.%I as text)', key #>> array['keys', cast(n as text)],
                key #>> array['columns', cast(n as text)]), ' and ')
            from generate_series(0, jsonb_array_length(key -> 'keys') - 1) as n
        ),
        'rejected_key:' || (key ->> 'name')), ', '))
from jsonb_array_elements(place -> 'foreign_keys') as key
$$;
CREATE FUNCTION warehouse_ledger.reopen(table_name text, key jsonb, by text, note text, version bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
declare
    review "warehouse_ledger".review := "warehouse_ledger".open_review(table_name, key, version);
    image jsonb;
    made bigint;
begin
    if review.in_force is null then
        perform "warehouse_ledger".refuse('Nothing has been decided on this key.');
    end if;
    made := "warehouse_ledger".decide(review, 'reopen', null, null, by, note);
    perform "warehouse_ledger".merge_again(table_name);
    if not "warehouse_ledger".source_has_spoken(review) then
        image := "warehouse_ledger".open_image(review);
        if image is not null then
            perform "warehouse_ledger".put_row(review, image);
        end if;
    end if;
    if (select d.decision from "warehouse_ledger".decisions as d where d.sequence = review.decision) = 'merge' then
        perform "warehouse_ledger".point_back(review, image is not null);
    end if;
    return made;
end
$$;
CREATE FUNCTION warehouse_ledger.replace_view(relation text, definition text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    execute format('create or replace view %s as %s', relation, definition);
exception
    when invalid_table_definition then
        execute format('drop view %s', relation);
        execute format('create view %s as %s', relation, definition);
end
$$;
CREATE FUNCTION warehouse_ledger.run_is_held(schema_name text, invocation text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
select exists (
    select 1
    from pg_locks
    where locktype = 'advisory' and objsubid = 1 and granted
        and database = (select oid from pg_database where datname = current_database())
        and ((cast(classid as bigint) << 32) | cast(objid as bigint))
            = hashtextextended('refill run ' || schema_name || ' ' || invocation, 0)
)
$$;
CREATE FUNCTION warehouse_ledger.schema_changes(schema_name text, tables json) RETURNS TABLE(table_name text, change text, name text, held text, wanted text, problem text)
    LANGUAGE sql STABLE
    AS $$
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
        reader.relname, reader.relnamespace is not distinct from to_regnamespace(format('%I', 'warehouse_quality')) as is_quality
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
    select place, table_name, "warehouse_ledger".misplaced(schema_name, table_name, says) as problem from described
),
keys as (  -- `is_kept`: unique beside another primary key, as an adopted table may have it, and the key of its audit log
    select described.table_name, described.place, given.names as wanted, k.names as held, given.names = k.names or exists (
            select 1 from "warehouse_ledger".unique_columns(described.relation) as u where u.names @> given.names and u.names <@ given.names
        ) and exists (
            select 1 from pg_trigger as t where t.tgrelid = described.relation and t.tgname = 'audit_insert' and t.tgargs = (
                select string_agg(convert_to(key, getdatabaseencoding()) || '\x00', '' order by place)
                from unnest(given.names) with ordinality as n (key, place)
            )
        ) as is_kept
    from described
    cross join lateral (select array(select json_array_elements_text(described.says -> 'keys')) as names) as given
    join "warehouse_ledger".unique_columns(described.relation) as k on k.is_primary
),
changes as (
    select
        wanted.place, wanted.ordinality, wanted.table_name, wanted.name, held.type as held, wanted.type as wanted,
        case when held.name is null then 'added' when "warehouse_ledger".widens(held.type, wanted.type) then 'widened' else 'changed' end as change,
        case
            when held.name is null then null
            when wanted.is_fixed then ', and load.scope names it: a correction would not find what it replaces. '
                'Put the type back, or give the domain another name and deliver its files again.'
            when not "warehouse_ledger".widens(held.type, wanted.type) then ', which may not hold its values. '
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
    select place, ordinality, table_name, change, name, "warehouse_ledger".yaml_type(held) as held,
        "warehouse_ledger".yaml_type(wanted) || case when change = 'widened' and held in ('integer', 'smallint') and wanted = 'bigint'
            then ' (64 bits)' else '' end as wanted,
        format('Table %s: column %s is %s in the database and %s in the YAML', table_name, name,
            "warehouse_ledger".yaml_type(held), "warehouse_ledger".yaml_type(wanted)) || why as problem
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
CREATE FUNCTION warehouse_ledger.set_aside(place jsonb, condition text, reasons text, given jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $_$
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
            "warehouse_ledger".as_delivered(gone.fact, $1) || $2
        from gone
        inner join "warehouse_ledger".dropped as d on d.batch_id = gone._batch_id
        inner join "warehouse_ledger".batches as b on b.batch_id = gone._batch_id',
        'warehouse', place ->> 'table', condition, coalesce(scope, 'cast(null as text)'), reasons,
        'warehouse_quarantine', place ->> 'domain', 'warehouse_raw')
    using place -> 'raw_columns', given;
end
$_$;
CREATE FUNCTION warehouse_ledger.set_key(place jsonb, key jsonb) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
select string_agg(format('%I = %L', place -> 'columns' ->> n, key ->> (place -> 'keys' ->> n)), ', ')
from generate_series(0, jsonb_array_length(place -> 'keys') - 1) as n
$$;
CREATE FUNCTION warehouse_ledger.source_has_spoken(review warehouse_ledger.review) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
select review.held ->> '_source' = 'authoritative' and exists (
    select 1
    from "warehouse_ledger".audit as entry
    where entry.table_name = review.table_name and entry.key = review.key and entry.invocation_id is not null
        and entry.sequence > (
            select max(decided.sequence) from "warehouse_ledger".audit as decided
            where decided.table_name = review.table_name and decided.key = review.key and decided.cause like 'decision %'
        )
)
$$;
CREATE FUNCTION warehouse_ledger.staged_batches(of_domain text) RETURNS bigint[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
select coalesce(array_agg(batch_id), '{}') from "warehouse_ledger".staged where domain = of_domain
$$;
CREATE FUNCTION warehouse_ledger.text_value(value text, null_tokens text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((ascii(value) >= 33) AND (ascii(value) <= 40959) AND ((ascii(value) <= 126) OR (ascii(value) >= 19968)) AND (ascii(value) <> ALL (warehouse_ledger.first_codes(null_tokens)))) THEN value WHEN (warehouse_ledger.fold(value) <> ALL (null_tokens)) THEN value ELSE NULL::text END;
CREATE FUNCTION warehouse_ledger.try_timestamp(value text) RETURNS timestamp without time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN (value ~ '^[^ T]+([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?)?$'::text) THEN (warehouse_ledger.try_date("substring"(value, '^[^ T]+'::text)) + COALESCE(("substring"(value, '[ T](.+)$'::text))::time without time zone, '00:00:00'::time without time zone)) ELSE NULL::timestamp without time zone END;
CREATE FUNCTION warehouse_ledger.timestamp_value(value text, null_tokens text[]) RETURNS timestamp without time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN ((value IS NULL) OR (value = ANY (null_tokens))) THEN NULL::timestamp without time zone ELSE COALESCE(warehouse_ledger.try_timestamp(value), warehouse_ledger.try_timestamp(warehouse_ledger.refolded(value, null_tokens))) END;
CREATE FUNCTION warehouse_ledger.unique_columns(relation oid) RETURNS TABLE(is_primary boolean, names text[])
    LANGUAGE sql STABLE
    AS $$
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
CREATE FUNCTION warehouse_ledger.value_of(described jsonb, given text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
declare
    kind text := described ->> 'kind';
    to_case text := nullif(described ->> 'case', '');
    tokens text[] := array[''] || array(select jsonb_array_elements_text(described -> 'null_tokens'));
    skips text[] := (select array_agg(skip) from jsonb_array_elements_text(described -> 'skip') as skip);
begin
    if kind = 'text' then
        return to_jsonb(case
            when described ->> 'case' is not null then "warehouse_ledger".compared_value(given, to_case, tokens, skips)
            when cardinality(tokens) > 1 then "warehouse_ledger".text_value(given, tokens)
            else nullif(given, '')
        end);
    elsif (to_case is not null or skips is not null)
        and "warehouse_ledger".compared_value(given, to_case, tokens, skips) is null then
        return null;
    end if;
    return case kind
        when 'numeric' then to_jsonb(round(
            "warehouse_ledger".numeric_value(given, tokens, cast(described ->> 'precision' as integer), cast(described ->> 'scale' as integer)),
            cast(described ->> 'scale' as integer)
        ))
        when 'integer' then to_jsonb("warehouse_ledger".integer_value(given, tokens))
        when 'date' then to_jsonb("warehouse_ledger".date_value(given, tokens))
        when 'month' then to_jsonb("warehouse_ledger".month_value(given, tokens))
        when 'timestamp' then to_jsonb("warehouse_ledger".timestamp_value(given, tokens))
        when 'boolean' then to_jsonb("warehouse_ledger".boolean_value(given, tokens))
        when 'json' then "warehouse_ledger".jsonb_value(given)
    end;
end
$$;
CREATE FUNCTION warehouse_ledger.widens(held text, wanted text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
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
$_$;
CREATE FUNCTION warehouse_ledger.yaml_type(type text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE type WHEN 'bigint'::text THEN 'integer'::text WHEN 'integer'::text THEN 'integer (32 bits)'::text WHEN 'smallint'::text THEN 'integer (16 bits)'::text WHEN 'timestamp without time zone'::text THEN 'timestamp'::text WHEN 'jsonb'::text THEN 'json'::text WHEN 'json'::text THEN 'json (text)'::text ELSE type END;
SET default_table_access_method = heap;
CREATE TABLE legacy.plans (
    id integer NOT NULL,
    code text,
    name text,
    is_open boolean
);
CREATE TABLE warehouse.product (
    code text NOT NULL,
    name text,
    _source text NOT NULL,
    _needs_review boolean NOT NULL,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[] NOT NULL,
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone NOT NULL,
    _updated_at timestamp with time zone NOT NULL
);
CREATE TABLE warehouse.returns (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    order_no text,
    customer text,
    customer_name text,
    product text,
    pieces bigint,
    returned_on date,
    _skipped jsonb
)
PARTITION BY LIST (_batch_id);
CREATE TABLE warehouse.visits (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    month date,
    plan text,
    customer text,
    hours numeric(6,1),
    _skipped jsonb
)
PARTITION BY LIST (_batch_id);
CREATE TABLE warehouse."地区" (
    "地区代码" text NOT NULL,
    "名称" text,
    _source text NOT NULL,
    _needs_review boolean NOT NULL,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[] NOT NULL,
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone NOT NULL,
    _updated_at timestamp with time zone NOT NULL
);
CREATE TABLE warehouse."客户" (
    "客户号" text NOT NULL,
    "名称" text,
    "地区代码" text,
    "等级" text,
    "渠道们" text,
    "来源" jsonb,
    _source text NOT NULL,
    _needs_review boolean NOT NULL,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[] NOT NULL,
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone NOT NULL,
    _updated_at timestamp with time zone NOT NULL
);
CREATE TABLE warehouse."库存" (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    month date,
    branch text,
    shelf text,
    number numeric(8,2),
    pieces bigint,
    counted_at timestamp without time zone,
    fresh boolean,
    _skipped jsonb
)
PARTITION BY LIST (_batch_id);
CREATE TABLE warehouse."渠道" (
    "编号" text NOT NULL,
    "名称" text,
    id integer NOT NULL,
    _source text DEFAULT 'authoritative'::text NOT NULL,
    _needs_review boolean DEFAULT false NOT NULL,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[] DEFAULT '{}'::text[] NOT NULL,
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone DEFAULT now() NOT NULL,
    _updated_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE warehouse."渠道" ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME warehouse."渠道_id_seq"
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE warehouse."编码" (
    number numeric(8,2) NOT NULL,
    label text,
    _source text NOT NULL,
    _needs_review boolean NOT NULL,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[] NOT NULL,
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone NOT NULL,
    _updated_at timestamp with time zone NOT NULL
);
CREATE TABLE warehouse."计划" (
    code text NOT NULL,
    name text,
    open boolean,
    _source text NOT NULL,
    _needs_review boolean NOT NULL,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[] NOT NULL,
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone NOT NULL,
    _updated_at timestamp with time zone NOT NULL
);
CREATE TABLE warehouse."货架" (
    branch text NOT NULL,
    shelf text NOT NULL,
    pieces bigint,
    counted_at timestamp without time zone,
    _source text NOT NULL,
    _needs_review boolean NOT NULL,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[] NOT NULL,
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone NOT NULL,
    _updated_at timestamp with time zone NOT NULL
);
CREATE TABLE warehouse."销售明细" (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    "月度" date,
    "渠道" text,
    "客户号" text,
    "客户名称" text,
    "地区代码" text,
    "产品" text,
    "金额" numeric(12,2),
    _skipped jsonb
)
PARTITION BY LIST (_batch_id);
CREATE TABLE warehouse_landing.channel (
    "编号" text,
    "名称" text
);
CREATE TABLE warehouse_landing.customer (
    "客户号" text,
    "名称" text,
    "地区代码" text,
    "等级" text,
    "渠道们" text,
    "来源" text
);
CREATE TABLE warehouse_landing.customer__corrections (
    "客户号" text,
    "名称" text,
    "地区代码" text,
    "等级" text,
    "渠道们" text,
    "来源" text
);
CREATE TABLE warehouse_landing.plan (
    code text,
    name text,
    open text
);
CREATE TABLE warehouse_landing.region (
    "地区代码" text,
    "名称" text
);
CREATE TABLE warehouse_ledger.audit (
    sequence bigint NOT NULL,
    table_name text NOT NULL,
    key jsonb NOT NULL,
    operation text NOT NULL,
    before jsonb,
    after jsonb,
    actor text DEFAULT SESSION_USER NOT NULL,
    invocation_id text,
    cause text,
    changed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
ALTER TABLE warehouse_ledger.audit ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME warehouse_ledger.audit_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE VIEW warehouse_ledger.batch_partitions AS
 SELECT (place.nspname)::text AS schema_name,
    (part.relname)::text AS partition_name,
    ("substring"((part.relname)::text, '_b([0-9]{1,18})$'::text))::bigint AS batch_id,
    parent.oid AS parent,
    (parent.relname)::text AS table_name
   FROM (((pg_class part
     JOIN pg_namespace place ON ((place.oid = part.relnamespace)))
     LEFT JOIN pg_inherits inheritance ON ((inheritance.inhrelid = part.oid)))
     LEFT JOIN pg_class parent ON ((parent.oid = inheritance.inhparent)))
  WHERE ((place.nspname = ANY (ARRAY['warehouse_raw'::name, 'warehouse_partitions'::name])) AND (part.relkind = 'r'::"char") AND (part.relname ~ '_b[0-9]{1,18}$'::text));
CREATE TABLE warehouse_ledger.batches (
    batch_id bigint NOT NULL,
    domain text NOT NULL,
    file text NOT NULL,
    sheet text NOT NULL,
    period text,
    sha256 text NOT NULL,
    rows bigint NOT NULL,
    rejected bigint NOT NULL,
    skipped bigint NOT NULL,
    columns jsonb NOT NULL,
    unknown_columns jsonb NOT NULL,
    landed_at timestamp with time zone DEFAULT now() NOT NULL,
    undone_at timestamp with time zone
);
ALTER TABLE warehouse_ledger.batches ALTER COLUMN batch_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME warehouse_ledger.batches_batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE warehouse_ledger.changes (
    invocation_id text NOT NULL,
    relation text NOT NULL,
    change text NOT NULL,
    rows bigint NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE warehouse_ledger.conflicts (
    sequence bigint NOT NULL,
    table_name text NOT NULL,
    key jsonb NOT NULL,
    column_name text NOT NULL,
    kept text NOT NULL,
    kept_from text NOT NULL,
    other text NOT NULL,
    other_from text NOT NULL,
    invocation_id text NOT NULL,
    noted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
ALTER TABLE warehouse_ledger.conflicts ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME warehouse_ledger.conflicts_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE warehouse_ledger.coverage (
    run_id text NOT NULL,
    domain text NOT NULL,
    foreign_key text NOT NULL,
    table_name text NOT NULL,
    keys bigint NOT NULL,
    authoritative bigint NOT NULL,
    derived bigint NOT NULL,
    inserted bigint NOT NULL,
    blank_rows bigint NOT NULL,
    skipped_rows bigint NOT NULL,
    noted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
CREATE TABLE warehouse_ledger.decisions (
    sequence bigint NOT NULL,
    table_name text NOT NULL,
    key jsonb NOT NULL,
    decision text NOT NULL,
    content jsonb,
    target jsonb,
    note text,
    decided_by text NOT NULL,
    actor text DEFAULT SESSION_USER NOT NULL,
    decided_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT decisions_decision_check CHECK ((decision = ANY (ARRAY['approve'::text, 'correct'::text, 'reject'::text, 'merge'::text, 'reopen'::text])))
);
ALTER TABLE warehouse_ledger.decisions ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME warehouse_ledger.decisions_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE warehouse_ledger.deliveries (
    domain text NOT NULL,
    file text NOT NULL,
    sheet text NOT NULL,
    sha256 text NOT NULL,
    state text
);
CREATE TABLE warehouse_ledger.dropped (
    batch_id bigint NOT NULL,
    domain text NOT NULL,
    policy text NOT NULL,
    run_id text,
    dropped_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE warehouse_ledger.loads (
    batch_id bigint NOT NULL,
    domain text NOT NULL,
    invocation_id text NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE warehouse_ledger.merged_rows (
    decision bigint NOT NULL,
    domain text NOT NULL,
    batch_id bigint NOT NULL,
    row_number bigint NOT NULL
);
CREATE VIEW warehouse_ledger.pending_batches AS
 SELECT batch.batch_id,
    batch.domain,
    batch.file,
    batch.sheet,
    batch.rows,
    batch.rejected,
    batch.skipped,
    batch.landed_at
   FROM warehouse_ledger.batches batch
  WHERE ((batch.undone_at IS NULL) AND (NOT (EXISTS ( SELECT 1
           FROM warehouse_ledger.loads load
          WHERE (load.batch_id = batch.batch_id)))));
CREATE TABLE warehouse_ledger.quarantine_inputs (
    domain text NOT NULL,
    invocation_id text NOT NULL,
    inputs text NOT NULL,
    is_settled boolean DEFAULT false NOT NULL
);
CREATE TABLE warehouse_ledger.reference_tables (
    table_name text NOT NULL,
    described jsonb NOT NULL
);
CREATE VIEW warehouse_ledger.row_changes AS
 SELECT entry.sequence,
    entry.table_name,
    entry.key,
        CASE
            WHEN (entry.operation = 'delete'::text) THEN 'deleted'::text
            WHEN ((entry.operation = 'insert'::text) AND ((entry.after ->> '_source'::text) = 'auto_derived'::text)) THEN 'derived'::text
            WHEN (entry.operation = 'insert'::text) THEN 'inserted'::text
            WHEN (((entry.before ->> '_source'::text) = 'auto_derived'::text) AND ((entry.after ->> '_source'::text) = 'authoritative'::text)) THEN 'promoted'::text
            WHEN (((entry.before ->> '_retired_at'::text) IS NULL) AND ((entry.after ->> '_retired_at'::text) IS NOT NULL)) THEN 'retired'::text
            WHEN (((entry.before ->> '_retired_at'::text) IS NOT NULL) AND ((entry.after ->> '_retired_at'::text) IS NULL)) THEN 'restored'::text
            WHEN ( SELECT bool_and(warehouse_ledger.is_filled(cell.name, entry.before, entry.after)) AS bool_and
               FROM jsonb_object_keys(entry.after) cell(name)
              WHERE warehouse_ledger.is_changed(cell.name, entry.before, entry.after)) THEN 'filled'::text
            ELSE 'updated'::text
        END AS change,
        CASE
            WHEN (entry.operation = 'update'::text) THEN ARRAY( SELECT cell.name
               FROM jsonb_object_keys(entry.after) cell(name)
              WHERE (warehouse_ledger.is_changed(cell.name, entry.before, entry.after) AND warehouse_ledger.is_filled(cell.name, entry.before, entry.after))
              ORDER BY (cell.name COLLATE "C"))
            ELSE NULL::text[]
        END AS filled_columns,
    entry.before,
    entry.after,
    entry.actor,
    entry.invocation_id,
    entry.cause,
    entry.changed_at
   FROM warehouse_ledger.audit entry;
CREATE TABLE warehouse_ledger.runs (
    run_id text NOT NULL,
    project_state text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    exit_code integer,
    built boolean,
    summary jsonb
);
CREATE TABLE warehouse_ledger.scopes (
    batch_id bigint NOT NULL,
    domain text NOT NULL,
    scope text NOT NULL,
    rows bigint NOT NULL,
    superseded_by bigint
);
CREATE TABLE warehouse_ledger.snapshots (
    table_name text NOT NULL,
    sequence bigint NOT NULL
);
CREATE TABLE warehouse_ledger.staged (
    domain text NOT NULL,
    batch_id bigint NOT NULL
);
CREATE TABLE warehouse_ledger.staged_scopes (
    batch_id bigint NOT NULL,
    domain text NOT NULL,
    scope text NOT NULL,
    rows bigint NOT NULL,
    superseded_by bigint
);
CREATE TABLE warehouse_ledger.sync_log (
    sequence bigint NOT NULL,
    run_id text,
    table_name text NOT NULL,
    source text NOT NULL,
    status text NOT NULL,
    rows bigint NOT NULL,
    seconds numeric(12,3) NOT NULL,
    reason text,
    started_at timestamp with time zone NOT NULL
);
ALTER TABLE warehouse_ledger.sync_log ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME warehouse_ledger.sync_log_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE warehouse_ledger.syncs (
    table_name text NOT NULL,
    source text DEFAULT ''::text NOT NULL,
    sha256 text,
    rows bigint NOT NULL,
    high_water text,
    reading text,
    accepted_retirements bigint DEFAULT 0 NOT NULL,
    types jsonb DEFAULT '{}'::jsonb NOT NULL,
    merged boolean DEFAULT false NOT NULL,
    synced_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE warehouse_ledger.version (
    version integer NOT NULL,
    functions jsonb NOT NULL
);
CREATE TABLE warehouse_partitions.returns_b4 (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    order_no text,
    customer text,
    customer_name text,
    product text,
    pieces bigint,
    returned_on date,
    _skipped jsonb
);
CREATE TABLE warehouse_partitions.returns_b7 (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    order_no text,
    customer text,
    customer_name text,
    product text,
    pieces bigint,
    returned_on date,
    _skipped jsonb
);
CREATE TABLE warehouse_partitions.visits_b5 (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    month date,
    plan text,
    customer text,
    hours numeric(6,1),
    _skipped jsonb
);
CREATE TABLE warehouse_partitions."库存_b2" (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    month date,
    branch text,
    shelf text,
    number numeric(8,2),
    pieces bigint,
    counted_at timestamp without time zone,
    fresh boolean,
    _skipped jsonb
);
CREATE TABLE warehouse_partitions."库存_b8" (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    month date,
    branch text,
    shelf text,
    number numeric(8,2),
    pieces bigint,
    counted_at timestamp without time zone,
    fresh boolean,
    _skipped jsonb
);
CREATE TABLE warehouse_partitions."销售明细_b1" (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    "月度" date,
    "渠道" text,
    "客户号" text,
    "客户名称" text,
    "地区代码" text,
    "产品" text,
    "金额" numeric(12,2),
    _skipped jsonb
);
CREATE TABLE warehouse_partitions."销售明细_b10" (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    "月度" date,
    "渠道" text,
    "客户号" text,
    "客户名称" text,
    "地区代码" text,
    "产品" text,
    "金额" numeric(12,2),
    _skipped jsonb
);
CREATE TABLE warehouse_partitions."销售明细_b3" (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    "月度" date,
    "渠道" text,
    "客户号" text,
    "客户名称" text,
    "地区代码" text,
    "产品" text,
    "金额" numeric(12,2),
    _skipped jsonb
);
CREATE TABLE warehouse_partitions."销售明细_b6" (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    "月度" date,
    "渠道" text,
    "客户号" text,
    "客户名称" text,
    "地区代码" text,
    "产品" text,
    "金额" numeric(12,2),
    _skipped jsonb
);
CREATE VIEW warehouse_quality.quality_conflicts AS
 WITH disputed AS (
         SELECT DISTINCT conflicts_1.table_name,
            conflicts_1.key
           FROM warehouse_ledger.conflicts conflicts_1
        ), last_entries AS (
         SELECT entry.table_name,
            entry.key,
            max(entry.sequence) AS sequence
           FROM (warehouse_ledger.audit entry
             JOIN disputed ON (((disputed.table_name = entry.table_name) AND (disputed.key = entry.key))))
          GROUP BY entry.table_name, entry.key
        ), states AS (
         SELECT entry.table_name,
            entry.key,
            entry.after
           FROM (warehouse_ledger.audit entry
             JOIN last_entries ON ((last_entries.sequence = entry.sequence)))
        )
 SELECT conflicts.table_name,
    conflicts.key,
    conflicts.column_name,
    conflicts.kept,
    conflicts.kept_from,
    conflicts.other,
    conflicts.other_from,
    conflicts.noted_at,
    (states.after ->> conflicts.column_name) AS value_now,
    COALESCE(((states.after ->> conflicts.column_name) = conflicts.kept), false) AS stands
   FROM (warehouse_ledger.conflicts conflicts
     LEFT JOIN states ON (((states.table_name = conflicts.table_name) AND (states.key = conflicts.key))));
CREATE VIEW warehouse_quality.quality_coverage AS
 SELECT coverage.run_id,
    coverage.noted_at,
    coverage.domain,
    coverage.foreign_key,
    coverage.table_name,
    coverage.keys,
    coverage.authoritative,
    coverage.derived,
    coverage.inserted,
    (((coverage.keys - coverage.authoritative) - coverage.derived) - coverage.inserted) AS missing,
    coverage.blank_rows,
    coverage.skipped_rows,
    round(((coverage.authoritative)::numeric / (NULLIF(coverage.keys, 0))::numeric), 4) AS authoritative_share,
    round((((coverage.derived + coverage.inserted))::numeric / (NULLIF(coverage.keys, 0))::numeric), 4) AS derived_share,
    (row_number() OVER (PARTITION BY coverage.domain, coverage.foreign_key ORDER BY coverage.noted_at DESC, coverage.run_id DESC) = 1) AS is_latest
   FROM warehouse_ledger.coverage;
CREATE VIEW warehouse_quality.quality_reference_tables AS
 WITH entries AS (
         SELECT audit.table_name,
            audit.key,
            ((audit.changed_at AT TIME ZONE 'Asia/Shanghai'::text))::date AS day,
            audit.after,
            row_number() OVER (PARTITION BY audit.table_name, audit.key, (((audit.changed_at AT TIME ZONE 'Asia/Shanghai'::text))::date) ORDER BY audit.sequence DESC) AS recency
           FROM warehouse_ledger.audit
          WHERE (audit.table_name = ANY (ARRAY['product'::text, '地区'::text, '客户'::text, '渠道'::text, '编码'::text, '计划'::text, '货架'::text]))
        ), states AS (
         SELECT entries.table_name,
            entries.key,
            entries.day,
            lead(entries.day) OVER (PARTITION BY entries.table_name, entries.key ORDER BY entries.day) AS until,
                CASE
                    WHEN (entries.after IS NOT NULL) THEN 1
                    ELSE 0
                END AS total,
                CASE
                    WHEN ((entries.after ->> '_source'::text) = 'authoritative'::text) THEN 1
                    ELSE 0
                END AS authoritative,
                CASE
                    WHEN ((entries.after ->> '_source'::text) = 'auto_derived'::text) THEN 1
                    ELSE 0
                END AS auto_derived,
                CASE
                    WHEN ((entries.after ->> '_needs_review'::text) = 'true'::text) THEN 1
                    ELSE 0
                END AS needs_review,
                CASE
                    WHEN ((entries.after ->> '_retired_at'::text) IS NOT NULL) THEN 1
                    ELSE 0
                END AS retired,
            (COALESCE((entries.after ->> '_derived_at'::text), (entries.after ->> '_created_at'::text)))::timestamp with time zone AS made_at
           FROM entries
          WHERE (entries.recency = 1)
        ), steps AS (
         SELECT states.table_name,
            states.day,
            (states.total - lag(states.total, 1, 0) OVER (PARTITION BY states.table_name, states.key ORDER BY states.day)) AS total,
            (states.authoritative - lag(states.authoritative, 1, 0) OVER (PARTITION BY states.table_name, states.key ORDER BY states.day)) AS authoritative,
            (states.auto_derived - lag(states.auto_derived, 1, 0) OVER (PARTITION BY states.table_name, states.key ORDER BY states.day)) AS auto_derived,
            (states.needs_review - lag(states.needs_review, 1, 0) OVER (PARTITION BY states.table_name, states.key ORDER BY states.day)) AS needs_review,
            (states.retired - lag(states.retired, 1, 0) OVER (PARTITION BY states.table_name, states.key ORDER BY states.day)) AS retired
           FROM states
        ), daily AS (
         SELECT steps.table_name,
            steps.day,
            sum(steps.total) AS total,
            sum(steps.authoritative) AS authoritative,
            sum(steps.auto_derived) AS auto_derived,
            sum(steps.needs_review) AS needs_review,
            sum(steps.retired) AS retired
           FROM steps
          GROUP BY steps.table_name, steps.day
        ), first_days AS (
         SELECT daily.table_name,
            min(daily.day) AS day
           FROM daily
          GROUP BY daily.table_name
        ), calendar AS (
         SELECT first_days.table_name,
            (generate_series((first_days.day)::timestamp without time zone, (((CURRENT_TIMESTAMP AT TIME ZONE 'Asia/Shanghai'::text))::date)::timestamp without time zone, '1 day'::interval))::date AS day
           FROM first_days
        ), sums AS (
         SELECT calendar.table_name,
            calendar.day,
            (sum(daily.total) OVER (PARTITION BY calendar.table_name ORDER BY calendar.day))::bigint AS total,
            (sum(daily.authoritative) OVER (PARTITION BY calendar.table_name ORDER BY calendar.day))::bigint AS authoritative,
            (sum(daily.auto_derived) OVER (PARTITION BY calendar.table_name ORDER BY calendar.day))::bigint AS auto_derived,
            (sum(daily.needs_review) OVER (PARTITION BY calendar.table_name ORDER BY calendar.day))::bigint AS needs_review,
            (sum(daily.retired) OVER (PARTITION BY calendar.table_name ORDER BY calendar.day))::bigint AS retired
           FROM (calendar
             LEFT JOIN daily ON (((daily.table_name = calendar.table_name) AND (daily.day = calendar.day))))
        ), waiting AS (
         SELECT calendar.table_name,
            calendar.day,
            min(states.made_at) AS oldest_open
           FROM (states
             JOIN calendar ON (((calendar.table_name = states.table_name) AND (calendar.day >= states.day) AND ((states.until IS NULL) OR (calendar.day < states.until)))))
          WHERE (states.needs_review = 1)
          GROUP BY calendar.table_name, calendar.day
        )
 SELECT sums.table_name,
    sums.day,
    sums.total,
    sums.authoritative,
    sums.auto_derived,
    sums.needs_review,
    sums.retired,
    round(((sums.auto_derived)::numeric / (NULLIF(sums.total, 0))::numeric), 4) AS derived_ratio,
    waiting.oldest_open
   FROM (sums
     LEFT JOIN waiting ON (((waiting.table_name = sums.table_name) AND (waiting.day = sums.day))));
CREATE VIEW warehouse_quality.quality_runs AS
 WITH attempts AS (
         SELECT sync_log.run_id,
            count(*) AS sources_read,
            sum(
                CASE
                    WHEN (sync_log.status = ANY (ARRAY['refused'::text, 'unavailable'::text])) THEN 1
                    ELSE 0
                END) AS sources_failed
           FROM warehouse_ledger.sync_log
          WHERE ((sync_log.status <> 'not_due'::text) AND (sync_log.run_id IS NOT NULL))
          GROUP BY sync_log.run_id
        )
 SELECT runs.run_id,
    runs.started_at,
    runs.finished_at,
    round(EXTRACT(epoch FROM (runs.finished_at - runs.started_at)), 3) AS seconds,
    runs.exit_code,
        CASE
            WHEN (runs.finished_at IS NULL) THEN 'unfinished'::text
            WHEN (runs.exit_code = 0) THEN 'done'::text
            WHEN (runs.exit_code = 3) THEN 'refused'::text
            ELSE 'failed'::text
        END AS outcome,
    COALESCE(runs.built, false) AS built_everything,
    ( SELECT (COALESCE(sum(((item.value ->> 'inserted'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'references'::text)) item(value)) AS inserted,
    ( SELECT (COALESCE(sum(((item.value ->> 'derived'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'references'::text)) item(value)) AS derived,
    ( SELECT (COALESCE(sum(((item.value ->> 'filled'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'references'::text)) item(value)) AS filled,
    ( SELECT (COALESCE(sum(((item.value ->> 'promoted'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'references'::text)) item(value)) AS promoted,
    ( SELECT (COALESCE(sum(((item.value ->> 'updated'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'references'::text)) item(value)) AS updated,
    ( SELECT (COALESCE(sum(((item.value ->> 'restored'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'references'::text)) item(value)) AS restored,
    ( SELECT (COALESCE(sum(((item.value ->> 'retired'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'references'::text)) item(value)) AS retired,
    ( SELECT (COALESCE(sum(((item.value ->> 'needs_review'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'references'::text)) item(value)) AS needs_review,
    ( SELECT (COALESCE(sum(((item.value ->> 'loaded'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'facts'::text)) item(value)) AS loaded,
    ( SELECT (COALESCE(sum(((item.value ->> 'quarantined'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'facts'::text)) item(value)) AS quarantined,
    ( SELECT (COALESCE(sum(((item.value ->> 'rejected'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'facts'::text)) item(value)) AS rejected,
    ( SELECT (COALESCE(sum(((item.value ->> 'superseded'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'facts'::text)) item(value)) AS superseded,
    ( SELECT (COALESCE(sum(((item.value ->> 'skipped'::text))::bigint), (0)::numeric))::bigint AS "coalesce"
           FROM jsonb_array_elements((runs.summary -> 'facts'::text)) item(value)) AS skipped,
    ( SELECT string_agg((item.value ->> 'name'::text), ', '::text ORDER BY item.ordinality) AS string_agg
           FROM jsonb_array_elements((runs.summary -> 'gates'::text)) WITH ORDINALITY item(value, ordinality)
          WHERE ((item.value ->> 'ok'::text) = 'false'::text)) AS failed_gates,
    COALESCE(attempts.sources_read, (0)::bigint) AS sources_read,
    COALESCE(attempts.sources_failed, (0)::bigint) AS sources_failed
   FROM (warehouse_ledger.runs runs
     LEFT JOIN attempts ON ((attempts.run_id = runs.run_id)));
CREATE VIEW warehouse_quality.quality_thresholds AS
 WITH counted AS (
         SELECT 'product'::text AS table_name,
            0.1 AS max_derived_ratio,
            (1000)::numeric AS max_open,
            (30)::numeric AS max_age_days,
            count(*) AS total,
            sum(
                CASE
                    WHEN (product._source = 'auto_derived'::text) THEN 1
                    ELSE 0
                END) AS derived,
            sum(
                CASE
                    WHEN product._needs_review THEN 1
                    ELSE 0
                END) AS waiting,
            min(
                CASE
                    WHEN product._needs_review THEN COALESCE(product._derived_at, product._created_at)
                    ELSE NULL::timestamp with time zone
                END) AS oldest
           FROM warehouse.product
        UNION ALL
         SELECT '地区'::text AS table_name,
            0.1 AS max_derived_ratio,
            (1000)::numeric AS max_open,
            (30)::numeric AS max_age_days,
            count(*) AS total,
            sum(
                CASE
                    WHEN ("地区"._source = 'auto_derived'::text) THEN 1
                    ELSE 0
                END) AS derived,
            sum(
                CASE
                    WHEN "地区"._needs_review THEN 1
                    ELSE 0
                END) AS waiting,
            min(
                CASE
                    WHEN "地区"._needs_review THEN COALESCE("地区"._derived_at, "地区"._created_at)
                    ELSE NULL::timestamp with time zone
                END) AS oldest
           FROM warehouse."地区"
        UNION ALL
         SELECT '客户'::text AS table_name,
            0.1 AS max_derived_ratio,
            (1000)::numeric AS max_open,
            (30)::numeric AS max_age_days,
            count(*) AS total,
            sum(
                CASE
                    WHEN ("客户"._source = 'auto_derived'::text) THEN 1
                    ELSE 0
                END) AS derived,
            sum(
                CASE
                    WHEN "客户"._needs_review THEN 1
                    ELSE 0
                END) AS waiting,
            min(
                CASE
                    WHEN "客户"._needs_review THEN COALESCE("客户"._derived_at, "客户"._created_at)
                    ELSE NULL::timestamp with time zone
                END) AS oldest
           FROM warehouse."客户"
        UNION ALL
         SELECT '渠道'::text AS table_name,
            0.1 AS max_derived_ratio,
            (1000)::numeric AS max_open,
            (30)::numeric AS max_age_days,
            count(*) AS total,
            sum(
                CASE
                    WHEN ("渠道"._source = 'auto_derived'::text) THEN 1
                    ELSE 0
                END) AS derived,
            sum(
                CASE
                    WHEN "渠道"._needs_review THEN 1
                    ELSE 0
                END) AS waiting,
            min(
                CASE
                    WHEN "渠道"._needs_review THEN COALESCE("渠道"._derived_at, "渠道"._created_at)
                    ELSE NULL::timestamp with time zone
                END) AS oldest
           FROM warehouse."渠道"
        UNION ALL
         SELECT '编码'::text AS table_name,
            0.1 AS max_derived_ratio,
            (1000)::numeric AS max_open,
            (30)::numeric AS max_age_days,
            count(*) AS total,
            sum(
                CASE
                    WHEN ("编码"._source = 'auto_derived'::text) THEN 1
                    ELSE 0
                END) AS derived,
            sum(
                CASE
                    WHEN "编码"._needs_review THEN 1
                    ELSE 0
                END) AS waiting,
            min(
                CASE
                    WHEN "编码"._needs_review THEN COALESCE("编码"._derived_at, "编码"._created_at)
                    ELSE NULL::timestamp with time zone
                END) AS oldest
           FROM warehouse."编码"
        UNION ALL
         SELECT '计划'::text AS table_name,
            0.1 AS max_derived_ratio,
            (1000)::numeric AS max_open,
            (30)::numeric AS max_age_days,
            count(*) AS total,
            sum(
                CASE
                    WHEN ("计划"._source = 'auto_derived'::text) THEN 1
                    ELSE 0
                END) AS derived,
            sum(
                CASE
                    WHEN "计划"._needs_review THEN 1
                    ELSE 0
                END) AS waiting,
            min(
                CASE
                    WHEN "计划"._needs_review THEN COALESCE("计划"._derived_at, "计划"._created_at)
                    ELSE NULL::timestamp with time zone
                END) AS oldest
           FROM warehouse."计划"
        UNION ALL
         SELECT '货架'::text AS table_name,
            0.1 AS max_derived_ratio,
            (1000)::numeric AS max_open,
            (30)::numeric AS max_age_days,
            count(*) AS total,
            sum(
                CASE
                    WHEN ("货架"._source = 'auto_derived'::text) THEN 1
                    ELSE 0
                END) AS derived,
            sum(
                CASE
                    WHEN "货架"._needs_review THEN 1
                    ELSE 0
                END) AS waiting,
            min(
                CASE
                    WHEN "货架"._needs_review THEN COALESCE("货架"._derived_at, "货架"._created_at)
                    ELSE NULL::timestamp with time zone
                END) AS oldest
           FROM warehouse."货架"
        ), measured AS (
         SELECT 'derived_ratio'::text AS rule,
            counted.table_name,
            round(COALESCE(((counted.derived)::numeric / (NULLIF(counted.total, 0))::numeric), (0)::numeric), 4) AS found,
            counted.max_derived_ratio AS allowed
           FROM counted
        UNION ALL
         SELECT 'open_reviews'::text AS rule,
            counted.table_name,
            COALESCE(counted.waiting, (0)::bigint) AS found,
            counted.max_open AS allowed
           FROM counted
        UNION ALL
         SELECT 'review_age'::text AS rule,
            counted.table_name,
            round(COALESCE((round(EXTRACT(epoch FROM (CURRENT_TIMESTAMP - counted.oldest)), 3) / (86400)::numeric), (0)::numeric), 1) AS found,
            counted.max_age_days AS allowed
           FROM counted
        )
 SELECT measured.rule,
    measured.table_name,
    measured.found,
    measured.allowed,
    (measured.found > measured.allowed) AS is_crossed
   FROM measured;
CREATE VIEW warehouse_quality.quality_weight AS
 WITH open_1_1 AS (
         SELECT "渠道"."编号"
           FROM warehouse."渠道"
          WHERE "渠道"._needs_review
        ), open_1_2 AS (
         SELECT "地区"."地区代码"
           FROM warehouse."地区"
          WHERE "地区"._needs_review
        ), open_1_3 AS (
         SELECT "客户"."客户号"
           FROM warehouse."客户"
          WHERE "客户"._needs_review
        ), open_1_4 AS (
         SELECT product.code
           FROM warehouse.product
          WHERE product._needs_review
        ), weighed_1 AS (
         SELECT count(*) AS fact_rows,
            sum(facts."金额") AS weight,
            ( SELECT count(*) AS count
                   FROM open_1_1) AS waiting_1,
            count(
                CASE
                    WHEN (by_1_1_1."编号" IS NOT NULL) THEN 1
                    ELSE NULL::integer
                END) AS fact_rows_1,
            sum(
                CASE
                    WHEN (by_1_1_1."编号" IS NOT NULL) THEN facts."金额"
                    ELSE (0)::numeric
                END) AS weight_1,
            ( SELECT count(*) AS count
                   FROM open_1_2) AS waiting_2,
            count(
                CASE
                    WHEN (by_1_2_1."地区代码" IS NOT NULL) THEN 1
                    ELSE NULL::integer
                END) AS fact_rows_2,
            sum(
                CASE
                    WHEN (by_1_2_1."地区代码" IS NOT NULL) THEN facts."金额"
                    ELSE (0)::numeric
                END) AS weight_2,
            ( SELECT count(*) AS count
                   FROM open_1_3) AS waiting_3,
            count(
                CASE
                    WHEN (by_1_3_1."客户号" IS NOT NULL) THEN 1
                    ELSE NULL::integer
                END) AS fact_rows_3,
            sum(
                CASE
                    WHEN (by_1_3_1."客户号" IS NOT NULL) THEN facts."金额"
                    ELSE (0)::numeric
                END) AS weight_3,
            ( SELECT count(*) AS count
                   FROM open_1_4) AS waiting_4,
            count(
                CASE
                    WHEN (by_1_4_1.code IS NOT NULL) THEN 1
                    ELSE NULL::integer
                END) AS fact_rows_4,
            sum(
                CASE
                    WHEN (by_1_4_1.code IS NOT NULL) THEN facts."金额"
                    ELSE (0)::numeric
                END) AS weight_4
           FROM ((((warehouse."销售明细" facts
             LEFT JOIN open_1_1 by_1_1_1 ON ((by_1_1_1."编号" = facts."渠道")))
             LEFT JOIN open_1_2 by_1_2_1 ON ((by_1_2_1."地区代码" = facts."地区代码")))
             LEFT JOIN open_1_3 by_1_3_1 ON ((by_1_3_1."客户号" = facts."客户号")))
             LEFT JOIN open_1_4 by_1_4_1 ON ((by_1_4_1.code = facts."产品")))
        ), open_2_1 AS (
         SELECT "客户"."客户号"
           FROM warehouse."客户"
          WHERE "客户"._needs_review
        ), open_2_2 AS (
         SELECT product.code
           FROM warehouse.product
          WHERE product._needs_review
        ), weighed_2 AS (
         SELECT count(*) AS fact_rows,
            sum(NULL::numeric) AS weight,
            ( SELECT count(*) AS count
                   FROM open_2_1) AS waiting_1,
            count(
                CASE
                    WHEN (by_2_1_1."客户号" IS NOT NULL) THEN 1
                    ELSE NULL::integer
                END) AS fact_rows_1,
            sum(
                CASE
                    WHEN (by_2_1_1."客户号" IS NOT NULL) THEN NULL::numeric
                    ELSE NULL::numeric
                END) AS weight_1,
            ( SELECT count(*) AS count
                   FROM open_2_2) AS waiting_2,
            count(
                CASE
                    WHEN (by_2_2_1.code IS NOT NULL) THEN 1
                    ELSE NULL::integer
                END) AS fact_rows_2,
            sum(
                CASE
                    WHEN (by_2_2_1.code IS NOT NULL) THEN NULL::numeric
                    ELSE NULL::numeric
                END) AS weight_2
           FROM ((warehouse.returns facts
             LEFT JOIN open_2_1 by_2_1_1 ON ((by_2_1_1."客户号" = facts.customer)))
             LEFT JOIN open_2_2 by_2_2_1 ON ((by_2_2_1.code = facts.product)))
        ), open_3_1 AS (
         SELECT "货架".branch,
            "货架".shelf
           FROM warehouse."货架"
          WHERE "货架"._needs_review
        ), open_3_2 AS (
         SELECT "编码".number
           FROM warehouse."编码"
          WHERE "编码"._needs_review
        ), weighed_3 AS (
         SELECT count(*) AS fact_rows,
            sum(facts.pieces) AS weight,
            ( SELECT count(*) AS count
                   FROM open_3_1) AS waiting_1,
            count(
                CASE
                    WHEN (by_3_1_1.branch IS NOT NULL) THEN 1
                    ELSE NULL::integer
                END) AS fact_rows_1,
            sum(
                CASE
                    WHEN (by_3_1_1.branch IS NOT NULL) THEN facts.pieces
                    ELSE (0)::bigint
                END) AS weight_1,
            ( SELECT count(*) AS count
                   FROM open_3_2) AS waiting_2,
            count(
                CASE
                    WHEN (by_3_2_1.number IS NOT NULL) THEN 1
                    ELSE NULL::integer
                END) AS fact_rows_2,
            sum(
                CASE
                    WHEN (by_3_2_1.number IS NOT NULL) THEN facts.pieces
                    ELSE (0)::bigint
                END) AS weight_2
           FROM ((warehouse."库存" facts
             LEFT JOIN open_3_1 by_3_1_1 ON (((by_3_1_1.branch = facts.branch) AND (by_3_1_1.shelf = facts.shelf))))
             LEFT JOIN open_3_2 by_3_2_1 ON ((by_3_2_1.number = facts.number)))
        ), open_4_1 AS (
         SELECT "计划".code
           FROM warehouse."计划"
          WHERE "计划"._needs_review
        ), open_4_2 AS (
         SELECT "客户"."客户号"
           FROM warehouse."客户"
          WHERE "客户"._needs_review
        ), weighed_4 AS (
         SELECT count(*) AS fact_rows,
            sum(NULL::numeric) AS weight,
            ( SELECT count(*) AS count
                   FROM open_4_1) AS waiting_1,
            count(
                CASE
                    WHEN (by_4_1_1.code IS NOT NULL) THEN 1
                    ELSE NULL::integer
                END) AS fact_rows_1,
            sum(
                CASE
                    WHEN (by_4_1_1.code IS NOT NULL) THEN NULL::numeric
                    ELSE NULL::numeric
                END) AS weight_1,
            ( SELECT count(*) AS count
                   FROM open_4_2) AS waiting_2,
            count(
                CASE
                    WHEN (by_4_2_1."客户号" IS NOT NULL) THEN 1
                    ELSE NULL::integer
                END) AS fact_rows_2,
            sum(
                CASE
                    WHEN (by_4_2_1."客户号" IS NOT NULL) THEN NULL::numeric
                    ELSE NULL::numeric
                END) AS weight_2
           FROM ((warehouse.visits facts
             LEFT JOIN open_4_1 by_4_1_1 ON ((by_4_1_1.code = facts.plan)))
             LEFT JOIN open_4_2 by_4_2_1 ON ((by_4_2_1."客户号" = facts.customer)))
        ), listed AS (
         SELECT 'sales'::text AS domain,
            '渠道'::text AS table_name,
            '金额'::text AS weight_column,
            weighed_1.waiting_1 AS unreviewed_rows,
            weighed_1.fact_rows_1 AS fact_rows,
            weighed_1.fact_rows AS all_fact_rows,
            weighed_1.weight_1 AS weight,
            weighed_1.weight AS whole_weight
           FROM weighed_1
        UNION ALL
         SELECT 'sales'::text AS domain,
            '地区'::text AS table_name,
            '金额'::text AS weight_column,
            weighed_1.waiting_2 AS unreviewed_rows,
            weighed_1.fact_rows_2 AS fact_rows,
            weighed_1.fact_rows AS all_fact_rows,
            weighed_1.weight_2 AS weight,
            weighed_1.weight AS whole_weight
           FROM weighed_1
        UNION ALL
         SELECT 'sales'::text AS domain,
            '客户'::text AS table_name,
            '金额'::text AS weight_column,
            weighed_1.waiting_3 AS unreviewed_rows,
            weighed_1.fact_rows_3 AS fact_rows,
            weighed_1.fact_rows AS all_fact_rows,
            weighed_1.weight_3 AS weight,
            weighed_1.weight AS whole_weight
           FROM weighed_1
        UNION ALL
         SELECT 'sales'::text AS domain,
            'product'::text AS table_name,
            '金额'::text AS weight_column,
            weighed_1.waiting_4 AS unreviewed_rows,
            weighed_1.fact_rows_4 AS fact_rows,
            weighed_1.fact_rows AS all_fact_rows,
            weighed_1.weight_4 AS weight,
            weighed_1.weight AS whole_weight
           FROM weighed_1
        UNION ALL
         SELECT 'returns'::text AS domain,
            '客户'::text AS table_name,
            NULL::text AS weight_column,
            weighed_2.waiting_1 AS unreviewed_rows,
            weighed_2.fact_rows_1 AS fact_rows,
            weighed_2.fact_rows AS all_fact_rows,
            weighed_2.weight_1 AS weight,
            weighed_2.weight AS whole_weight
           FROM weighed_2
        UNION ALL
         SELECT 'returns'::text AS domain,
            'product'::text AS table_name,
            NULL::text AS weight_column,
            weighed_2.waiting_2 AS unreviewed_rows,
            weighed_2.fact_rows_2 AS fact_rows,
            weighed_2.fact_rows AS all_fact_rows,
            weighed_2.weight_2 AS weight,
            weighed_2.weight AS whole_weight
           FROM weighed_2
        UNION ALL
         SELECT 'stock'::text AS domain,
            '货架'::text AS table_name,
            'pieces'::text AS weight_column,
            weighed_3.waiting_1 AS unreviewed_rows,
            weighed_3.fact_rows_1 AS fact_rows,
            weighed_3.fact_rows AS all_fact_rows,
            weighed_3.weight_1 AS weight,
            weighed_3.weight AS whole_weight
           FROM weighed_3
        UNION ALL
         SELECT 'stock'::text AS domain,
            '编码'::text AS table_name,
            'pieces'::text AS weight_column,
            weighed_3.waiting_2 AS unreviewed_rows,
            weighed_3.fact_rows_2 AS fact_rows,
            weighed_3.fact_rows AS all_fact_rows,
            weighed_3.weight_2 AS weight,
            weighed_3.weight AS whole_weight
           FROM weighed_3
        UNION ALL
         SELECT 'visits'::text AS domain,
            '计划'::text AS table_name,
            NULL::text AS weight_column,
            weighed_4.waiting_1 AS unreviewed_rows,
            weighed_4.fact_rows_1 AS fact_rows,
            weighed_4.fact_rows AS all_fact_rows,
            weighed_4.weight_1 AS weight,
            weighed_4.weight AS whole_weight
           FROM weighed_4
        UNION ALL
         SELECT 'visits'::text AS domain,
            '客户'::text AS table_name,
            NULL::text AS weight_column,
            weighed_4.waiting_2 AS unreviewed_rows,
            weighed_4.fact_rows_2 AS fact_rows,
            weighed_4.fact_rows AS all_fact_rows,
            weighed_4.weight_2 AS weight,
            weighed_4.weight AS whole_weight
           FROM weighed_4
        ), shared AS (
         SELECT listed.domain,
            listed.table_name,
            listed.weight_column,
            listed.unreviewed_rows,
            listed.fact_rows,
            listed.all_fact_rows,
            listed.weight,
            listed.whole_weight,
            round(((listed.fact_rows)::numeric / (NULLIF(listed.all_fact_rows, 0))::numeric), 4) AS share_of_facts,
            round((listed.weight / NULLIF(listed.whole_weight, (0)::numeric)), 4) AS share_of_weight
           FROM listed
        )
 SELECT shared.domain,
    shared.table_name,
    shared.weight_column,
    shared.unreviewed_rows,
    shared.fact_rows,
    shared.all_fact_rows,
    shared.weight,
    shared.whole_weight,
    shared.share_of_facts,
    shared.share_of_weight,
    concat(round(((100)::numeric * COALESCE(shared.share_of_weight, shared.share_of_facts, (0)::numeric)), 1), ' % of ',
        CASE
            WHEN (shared.weight_column IS NULL) THEN 'the facts rest'::text
            ELSE concat(shared.weight_column, ' rests')
        END, ' on ', shared.unreviewed_rows,
        CASE
            WHEN (shared.unreviewed_rows = 1) THEN ' unreviewed row of '::text
            ELSE ' unreviewed rows of '::text
        END, shared.table_name) AS says
   FROM shared;
CREATE TABLE warehouse_quarantine.returns (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    _file text NOT NULL,
    _sheet text NOT NULL,
    _scope text,
    _reasons text,
    _raw jsonb NOT NULL
);
CREATE TABLE warehouse_quarantine.sales (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    _file text NOT NULL,
    _sheet text NOT NULL,
    _scope text,
    _reasons text,
    _raw jsonb NOT NULL
);
CREATE TABLE warehouse_quarantine.stock (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    _file text NOT NULL,
    _sheet text NOT NULL,
    _scope text,
    _reasons text,
    _raw jsonb NOT NULL
);
CREATE TABLE warehouse_quarantine.visits (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    _file text NOT NULL,
    _sheet text NOT NULL,
    _scope text,
    _reasons text,
    _raw jsonb NOT NULL
);
CREATE TABLE warehouse_raw.returns (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    _file text NOT NULL,
    _sheet text NOT NULL,
    _note jsonb,
    _extra jsonb,
    order_no text,
    customer text,
    customer_name text,
    product text,
    pieces text,
    returned_on text
)
PARTITION BY LIST (_batch_id);
CREATE TABLE warehouse_raw.returns_b13 (
    _batch_id bigint DEFAULT 13 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202412/returns.csv'::text NOT NULL,
    _sheet text DEFAULT ''::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    order_no text,
    customer text,
    customer_name text,
    product text,
    pieces text,
    returned_on text,
    CONSTRAINT returns_b13__batch_id_check CHECK ((_batch_id = 13))
);
CREATE TABLE warehouse_raw.returns_b4 (
    _batch_id bigint DEFAULT 4 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202411/returns.csv'::text NOT NULL,
    _sheet text DEFAULT ''::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    order_no text,
    customer text,
    customer_name text,
    product text,
    pieces text,
    returned_on text,
    CONSTRAINT returns_b4__batch_id_check CHECK ((_batch_id = 4))
);
CREATE TABLE warehouse_raw.returns_b7 (
    _batch_id bigint DEFAULT 7 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202411/returns.xlsx'::text NOT NULL,
    _sheet text DEFAULT '退货'::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    order_no text,
    customer text,
    customer_name text,
    product text,
    pieces text,
    returned_on text,
    CONSTRAINT returns_b7__batch_id_check CHECK ((_batch_id = 7))
);
CREATE TABLE warehouse_raw.sales (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    _file text NOT NULL,
    _sheet text NOT NULL,
    _note jsonb,
    _extra jsonb,
    "月度" text,
    "渠道" text,
    "客户号" text,
    "客户名称" text,
    "地区代码" text,
    "产品" text,
    "金额" text
)
PARTITION BY LIST (_batch_id);
CREATE TABLE warehouse_raw.sales_b10 (
    _batch_id bigint DEFAULT 10 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202412/sales.csv'::text NOT NULL,
    _sheet text DEFAULT ''::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    "月度" text,
    "渠道" text,
    "客户号" text,
    "客户名称" text,
    "地区代码" text,
    "产品" text,
    "金额" text,
    CONSTRAINT sales_b10__batch_id_check CHECK ((_batch_id = 10))
);
CREATE TABLE warehouse_raw.sales_b12 (
    _batch_id bigint DEFAULT 12 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202412/sales_more.csv'::text NOT NULL,
    _sheet text DEFAULT ''::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    "月度" text,
    "渠道" text,
    "客户号" text,
    "客户名称" text,
    "地区代码" text,
    "产品" text,
    "金额" text,
    CONSTRAINT sales_b12__batch_id_check CHECK ((_batch_id = 12))
);
CREATE TABLE warehouse_raw.sales_b3 (
    _batch_id bigint DEFAULT 3 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202411/sales.csv'::text NOT NULL,
    _sheet text DEFAULT ''::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    "月度" text,
    "渠道" text,
    "客户号" text,
    "客户名称" text,
    "地区代码" text,
    "产品" text,
    "金额" text,
    CONSTRAINT sales_b3__batch_id_check CHECK ((_batch_id = 3))
);
CREATE TABLE warehouse_raw.sales_b6 (
    _batch_id bigint DEFAULT 6 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202411/sales_corrected.csv'::text NOT NULL,
    _sheet text DEFAULT ''::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    "月度" text,
    "渠道" text,
    "客户号" text,
    "客户名称" text,
    "地区代码" text,
    "产品" text,
    "金额" text,
    CONSTRAINT sales_b6__batch_id_check CHECK ((_batch_id = 6))
);
CREATE TABLE warehouse_raw.stock (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    _file text NOT NULL,
    _sheet text NOT NULL,
    _note jsonb,
    _extra jsonb,
    month text,
    branch text,
    shelf text,
    number text,
    pieces text,
    counted_at text,
    fresh text
)
PARTITION BY LIST (_batch_id);
CREATE TABLE warehouse_raw.stock_b2 (
    _batch_id bigint DEFAULT 2 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202410/stock.csv'::text NOT NULL,
    _sheet text DEFAULT ''::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    month text,
    branch text,
    shelf text,
    number text,
    pieces text,
    counted_at text,
    fresh text,
    CONSTRAINT stock_b2__batch_id_check CHECK ((_batch_id = 2))
);
CREATE TABLE warehouse_raw.stock_b8 (
    _batch_id bigint DEFAULT 8 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202411/stock.csv'::text NOT NULL,
    _sheet text DEFAULT ''::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    month text,
    branch text,
    shelf text,
    number text,
    pieces text,
    counted_at text,
    fresh text,
    CONSTRAINT stock_b8__batch_id_check CHECK ((_batch_id = 8))
);
CREATE TABLE warehouse_raw.stock_b9 (
    _batch_id bigint DEFAULT 9 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202411/stock_again.csv'::text NOT NULL,
    _sheet text DEFAULT ''::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    month text,
    branch text,
    shelf text,
    number text,
    pieces text,
    counted_at text,
    fresh text,
    CONSTRAINT stock_b9__batch_id_check CHECK ((_batch_id = 9))
);
CREATE TABLE warehouse_raw.visits (
    _batch_id bigint NOT NULL,
    _row_number bigint NOT NULL,
    _file text NOT NULL,
    _sheet text NOT NULL,
    _note jsonb,
    _extra jsonb,
    month text,
    plan text,
    customer text,
    hours text
)
PARTITION BY LIST (_batch_id);
CREATE TABLE warehouse_raw.visits_b11 (
    _batch_id bigint DEFAULT 11 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202412/visits.csv'::text NOT NULL,
    _sheet text DEFAULT ''::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    month text,
    plan text,
    customer text,
    hours text,
    CONSTRAINT visits_b11__batch_id_check CHECK ((_batch_id = 11))
);
CREATE TABLE warehouse_raw.visits_b5 (
    _batch_id bigint DEFAULT 5 NOT NULL,
    _row_number bigint NOT NULL,
    _file text DEFAULT 'data/202411/visits.csv'::text NOT NULL,
    _sheet text DEFAULT ''::text NOT NULL,
    _note jsonb,
    _extra jsonb,
    month text,
    plan text,
    customer text,
    hours text,
    CONSTRAINT visits_b5__batch_id_check CHECK ((_batch_id = 5))
);
CREATE TABLE warehouse_seeds.products (
    code text,
    name text
);
CREATE TABLE warehouse_snapshots.snap_channel (
    "编号" text,
    "名称" text,
    id integer,
    _source text,
    _needs_review boolean,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[],
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone,
    _updated_at timestamp with time zone,
    dbt_scd_id text,
    dbt_updated_at timestamp without time zone,
    dbt_valid_from timestamp without time zone,
    dbt_valid_to timestamp without time zone
);
CREATE TABLE warehouse_snapshots.snap_customer (
    "客户号" text,
    "名称" text,
    "地区代码" text,
    "等级" text,
    "渠道们" text,
    "来源" jsonb,
    _source text,
    _needs_review boolean,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[],
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone,
    _updated_at timestamp with time zone,
    dbt_scd_id text,
    dbt_updated_at timestamp without time zone,
    dbt_valid_from timestamp without time zone,
    dbt_valid_to timestamp without time zone
);
CREATE TABLE warehouse_snapshots.snap_number (
    number numeric(8,2),
    label text,
    _source text,
    _needs_review boolean,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[],
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone,
    _updated_at timestamp with time zone,
    dbt_scd_id text,
    dbt_updated_at timestamp without time zone,
    dbt_valid_from timestamp without time zone,
    dbt_valid_to timestamp without time zone
);
CREATE TABLE warehouse_snapshots.snap_plan (
    code text,
    name text,
    open boolean,
    _source text,
    _needs_review boolean,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[],
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone,
    _updated_at timestamp with time zone,
    dbt_scd_id text,
    dbt_updated_at timestamp without time zone,
    dbt_valid_from timestamp without time zone,
    dbt_valid_to timestamp without time zone
);
CREATE TABLE warehouse_snapshots.snap_product (
    code text,
    name text,
    _source text,
    _needs_review boolean,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[],
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone,
    _updated_at timestamp with time zone,
    dbt_scd_id text,
    dbt_updated_at timestamp without time zone,
    dbt_valid_from timestamp without time zone,
    dbt_valid_to timestamp without time zone
);
CREATE TABLE warehouse_snapshots.snap_region (
    "地区代码" text,
    "名称" text,
    _source text,
    _needs_review boolean,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[],
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone,
    _updated_at timestamp with time zone,
    dbt_scd_id text,
    dbt_updated_at timestamp without time zone,
    dbt_valid_from timestamp without time zone,
    dbt_valid_to timestamp without time zone
);
CREATE TABLE warehouse_snapshots.snap_shelf (
    branch text,
    shelf text,
    pieces bigint,
    counted_at timestamp without time zone,
    _source text,
    _needs_review boolean,
    _derived_from_domain text,
    _derived_from_batch bigint,
    _derived_at timestamp with time zone,
    _derived_columns text[],
    _retired_at timestamp with time zone,
    _created_at timestamp with time zone,
    _updated_at timestamp with time zone,
    dbt_scd_id text,
    dbt_updated_at timestamp without time zone,
    dbt_valid_from timestamp without time zone,
    dbt_valid_to timestamp without time zone
);
CREATE UNLOGGED TABLE warehouse_staging.keys_returns (
    customer text,
    product text,
    _columns text[],
    _staged_at timestamp with time zone
);
CREATE UNLOGGED TABLE warehouse_staging.keys_sales (
    "产品" text,
    "地区代码" text,
    "客户号" text,
    "渠道" text,
    _columns text[],
    _staged_at timestamp with time zone
);
CREATE UNLOGGED TABLE warehouse_staging.keys_stock (
    branch text,
    number numeric(8,2),
    shelf text,
    _columns text[],
    _staged_at timestamp with time zone
);
CREATE UNLOGGED TABLE warehouse_staging.keys_visits (
    customer text,
    plan text,
    _columns text[],
    _staged_at timestamp with time zone
);
CREATE UNLOGGED TABLE warehouse_staging.stg_returns (
    _batch_id bigint,
    _row_number bigint,
    order_no text,
    customer text,
    customer_name text,
    product text,
    pieces bigint,
    returned_on date,
    _skipped jsonb,
    _problems text
);
CREATE UNLOGGED TABLE warehouse_staging.stg_sales (
    _batch_id bigint,
    _row_number bigint,
    "月度" date,
    "渠道" text,
    "客户号" text,
    "客户名称" text,
    "地区代码" text,
    "产品" text,
    "金额" numeric(12,2),
    _skipped jsonb,
    _problems text
);
CREATE UNLOGGED TABLE warehouse_staging.stg_stock (
    _batch_id bigint,
    _row_number bigint,
    month date,
    branch text,
    shelf text,
    number numeric(8,2),
    pieces bigint,
    counted_at timestamp without time zone,
    fresh boolean,
    _skipped jsonb,
    _problems text
);
CREATE UNLOGGED TABLE warehouse_staging.stg_visits (
    _batch_id bigint,
    _row_number bigint,
    month date,
    plan text,
    customer text,
    hours numeric(6,1),
    _skipped jsonb,
    _problems text
);
ALTER TABLE ONLY warehouse.returns ATTACH PARTITION warehouse_partitions.returns_b4 FOR VALUES IN ('4');
ALTER TABLE ONLY warehouse.returns ATTACH PARTITION warehouse_partitions.returns_b7 FOR VALUES IN ('7');
ALTER TABLE ONLY warehouse.visits ATTACH PARTITION warehouse_partitions.visits_b5 FOR VALUES IN ('5');
ALTER TABLE ONLY warehouse."库存" ATTACH PARTITION warehouse_partitions."库存_b2" FOR VALUES IN ('2');
ALTER TABLE ONLY warehouse."库存" ATTACH PARTITION warehouse_partitions."库存_b8" FOR VALUES IN ('8');
ALTER TABLE ONLY warehouse."销售明细" ATTACH PARTITION warehouse_partitions."销售明细_b1" FOR VALUES IN ('1');
ALTER TABLE ONLY warehouse."销售明细" ATTACH PARTITION warehouse_partitions."销售明细_b10" FOR VALUES IN ('10');
ALTER TABLE ONLY warehouse."销售明细" ATTACH PARTITION warehouse_partitions."销售明细_b3" FOR VALUES IN ('3');
ALTER TABLE ONLY warehouse."销售明细" ATTACH PARTITION warehouse_partitions."销售明细_b6" FOR VALUES IN ('6');
ALTER TABLE ONLY warehouse_raw.returns ATTACH PARTITION warehouse_raw.returns_b13 FOR VALUES IN ('13');
ALTER TABLE ONLY warehouse_raw.returns ATTACH PARTITION warehouse_raw.returns_b4 FOR VALUES IN ('4');
ALTER TABLE ONLY warehouse_raw.returns ATTACH PARTITION warehouse_raw.returns_b7 FOR VALUES IN ('7');
ALTER TABLE ONLY warehouse_raw.sales ATTACH PARTITION warehouse_raw.sales_b10 FOR VALUES IN ('10');
ALTER TABLE ONLY warehouse_raw.sales ATTACH PARTITION warehouse_raw.sales_b12 FOR VALUES IN ('12');
ALTER TABLE ONLY warehouse_raw.sales ATTACH PARTITION warehouse_raw.sales_b3 FOR VALUES IN ('3');
ALTER TABLE ONLY warehouse_raw.sales ATTACH PARTITION warehouse_raw.sales_b6 FOR VALUES IN ('6');
ALTER TABLE ONLY warehouse_raw.stock ATTACH PARTITION warehouse_raw.stock_b2 FOR VALUES IN ('2');
ALTER TABLE ONLY warehouse_raw.stock ATTACH PARTITION warehouse_raw.stock_b8 FOR VALUES IN ('8');
ALTER TABLE ONLY warehouse_raw.stock ATTACH PARTITION warehouse_raw.stock_b9 FOR VALUES IN ('9');
ALTER TABLE ONLY warehouse_raw.visits ATTACH PARTITION warehouse_raw.visits_b11 FOR VALUES IN ('11');
ALTER TABLE ONLY warehouse_raw.visits ATTACH PARTITION warehouse_raw.visits_b5 FOR VALUES IN ('5');
INSERT INTO legacy.plans VALUES
	(1, 'A1', '甲', true),
	(2, 'A2', '乙', false),
	(3, 'A3', '丙', true);
INSERT INTO warehouse.product VALUES
	('P1', 'Tea', 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:54.85263+00', '2026-12-01 04:32:54.85263+00'),
	('P2', 'Silk', 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:54.85263+00', '2026-12-01 04:32:54.85263+00');
INSERT INTO warehouse."地区" VALUES
	('E', '东方', 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:46.357236+00', '2026-12-01 04:32:46.357236+00'),
	('M', '中部', 'authoritative', false, NULL, NULL, NULL, '{}', '2026-12-01 04:35:29.436379+00', '2026-12-01 04:32:46.357236+00', '2026-12-01 04:35:29.436379+00'),
	('N', '北方区', 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:46.357236+00', '2026-12-01 04:35:29.436379+00'),
	('S', '南方', 'authoritative', false, NULL, NULL, NULL, '{}', '2026-12-01 04:35:29.436379+00', '2026-12-01 04:32:46.357236+00', '2026-12-01 04:35:29.436379+00');
INSERT INTO warehouse."客户" VALUES
	('001', '长城公司', 'N', 'A', NULL, NULL, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:32:52.100632+00'),
	('021', '太行公司', 'S', NULL, '店', NULL, 'auto_derived', true, 'sales', 1, '2026-12-01 04:32:52.100632+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:32:52.100632+00'),
	('002', '黄河集团', 'S', 'B', NULL, '["r2:2", "r4:"]', 'authoritative', false, NULL, NULL, NULL, '{来源}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:34:06.784632+00'),
	('003', '泰山公司', 'S', NULL, '店', '["r1:1", "r5:3"]', 'auto_derived', true, 'sales', 1, '2026-12-01 04:32:52.100632+00', '{名称,地区代码,渠道们,来源}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:34:55.937372+00'),
	('004', '华山集团', 'E', 'C', '店', NULL, 'authoritative', false, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{渠道们}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:34:55.937372+00'),
	('010', '衡山公司', 'M', NULL, '邮', NULL, 'authoritative', false, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:35:43.950624+00'),
	('005', '天山公司', NULL, 'B', NULL, '["r3:2"]', 'authoritative', false, 'returns', 4, '2026-12-01 04:34:06.784632+00', '{}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:35:46.141362+00'),
	('XX', '不明', 'S', NULL, '店', '["r10:1"]', 'auto_derived', false, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{名称,地区代码,渠道们,来源}', '2026-12-01 04:35:54.58492+00', '2026-12-01 04:34:06.784632+00', '2026-12-01 04:35:54.58492+00'),
	('XY', '不详', 'S', NULL, '网', NULL, 'auto_derived', true, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:36:57.239595+00'),
	('012', '嵩山公司', 'N', NULL, '店', NULL, 'auto_derived', true, 'sales', 10, '2026-12-01 04:39:55.432315+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:39:55.432315+00', '2026-12-01 04:39:55.432315+00'),
	('011', '恒山 公司', 'E', NULL, '邮', NULL, 'auto_derived', true, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:40:20.937978+00');
INSERT INTO warehouse."渠道" OVERRIDING SYSTEM VALUE VALUES
	('店', '门店', 1, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:31:36.85908+00', '2026-12-01 04:31:36.85908+00'),
	('网', '网上', 2, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:31:36.85908+00', '2026-12-01 04:31:36.85908+00'),
	('邮', '邮购', 3, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:31:36.85908+00', '2026-12-01 04:31:36.85908+00');
INSERT INTO warehouse."编码" VALUES
	(7.00, '北/a1', 'auto_derived', true, 'stock', 2, '2026-12-01 04:32:47.043809+00', '{label}', NULL, '2026-12-01 04:32:47.043809+00', '2026-12-01 04:32:47.043809+00'),
	(8.00, '南/b1', 'auto_derived', true, 'stock', 8, '2026-12-01 04:34:51.664621+00', '{label}', NULL, '2026-12-01 04:34:51.664621+00', '2026-12-01 04:34:51.664621+00');
INSERT INTO warehouse."计划" VALUES
	('A1', '甲', true, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:43.631462+00', '2026-12-01 04:32:43.631462+00'),
	('A2', '乙', false, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:43.631462+00', '2026-12-01 04:32:43.631462+00'),
	('A3', '丙', true, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:34:49.928468+00', '2026-12-01 04:34:49.928468+00');
INSERT INTO warehouse."货架" VALUES
	('北', 'a1', 12, '2024-10-31 18:00:00', 'auto_derived', true, 'stock', 2, '2026-12-01 04:32:48.232062+00', '{pieces,counted_at}', NULL, '2026-12-01 04:32:48.232062+00', '2026-12-01 04:32:48.232062+00'),
	('北', 'a2', 3, NULL, 'auto_derived', true, 'stock', 2, '2026-12-01 04:32:48.232062+00', '{pieces}', NULL, '2026-12-01 04:32:48.232062+00', '2026-12-01 04:32:48.232062+00');
INSERT INTO warehouse_landing.channel VALUES
	('店', '门店'),
	('网', '网上'),
	('邮', '邮购');
INSERT INTO warehouse_landing.customer VALUES
	('001', '长城公司', 'N', 'A', NULL, NULL),
	('002', '黄河公司', 'S', 'B', NULL, NULL),
	('004', '华山集团', 'E', 'C', NULL, NULL);
INSERT INTO warehouse_landing.customer__corrections VALUES
	('002', '黄河集团', NULL, NULL, NULL, NULL);
INSERT INTO warehouse_landing.plan VALUES
	('A2', '乙', 'false'),
	('A1', '甲', 'true'),
	('A3', '丙', 'true');
INSERT INTO warehouse_landing.region VALUES
	('N', '北方区');
INSERT INTO warehouse_ledger.audit OVERRIDING SYSTEM VALUE VALUES
	(1, '渠道', '{"编号": "店"}', 'insert', NULL, '{"id": 1, "名称": "门店", "编号": "店", "_source": "authoritative", "_created_at": "2026-12-01T04:31:36.85908+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:31:36.85908+00:00", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', NULL, 'adoption', '2026-12-01 04:31:36.936197+00'),
	(2, '渠道', '{"编号": "网"}', 'insert', NULL, '{"id": 2, "名称": "网上", "编号": "网", "_source": "authoritative", "_created_at": "2026-12-01T04:31:36.85908+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:31:36.85908+00:00", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', NULL, 'adoption', '2026-12-01 04:31:36.936328+00'),
	(3, '渠道', '{"编号": "邮"}', 'insert', NULL, '{"id": 3, "名称": "邮购", "编号": "邮", "_source": "authoritative", "_created_at": "2026-12-01T04:31:36.85908+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:31:36.85908+00:00", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', NULL, 'adoption', '2026-12-01 04:31:36.93634+00'),
	(4, '计划', '{"code": "A1"}', 'insert', NULL, '{"code": "A1", "name": "甲", "open": true, "_source": "authoritative", "_created_at": "2026-12-01T04:32:43.631462+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:43.631462+00:00", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:44.398527+00'),
	(5, '计划', '{"code": "A2"}', 'insert', NULL, '{"code": "A2", "name": "乙", "open": false, "_source": "authoritative", "_created_at": "2026-12-01T04:32:43.631462+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:43.631462+00:00", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:44.398686+00'),
	(6, '地区', '{"地区代码": "E"}', 'insert', NULL, '{"名称": "东方", "_source": "authoritative", "_created_at": "2026-12-01T04:32:46.357236+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:46.357236+00:00", "地区代码": "E", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:46.832155+00'),
	(7, '地区', '{"地区代码": "M"}', 'insert', NULL, '{"名称": "中部", "_source": "authoritative", "_created_at": "2026-12-01T04:32:46.357236+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:46.357236+00:00", "地区代码": "M", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:46.832341+00'),
	(8, '地区', '{"地区代码": "N"}', 'insert', NULL, '{"名称": "北方", "_source": "authoritative", "_created_at": "2026-12-01T04:32:46.357236+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:46.357236+00:00", "地区代码": "N", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:46.832352+00'),
	(9, '地区', '{"地区代码": "S"}', 'insert', NULL, '{"名称": "南方", "_source": "authoritative", "_created_at": "2026-12-01T04:32:46.357236+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:46.357236+00:00", "地区代码": "S", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:46.832368+00'),
	(10, '编码', '{"number": 7.00}', 'insert', NULL, '{"label": "北/a1", "number": 7.00, "_source": "auto_derived", "_created_at": "2026-12-01T04:32:47.043809+00:00", "_derived_at": "2026-12-01T04:32:47.043809+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:32:47.043809+00:00", "_needs_review": true, "_derived_columns": ["label"], "_derived_from_batch": 2, "_derived_from_domain": "stock"}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:48.018+00'),
	(11, '货架', '{"shelf": "a1", "branch": "北"}', 'insert', NULL, '{"shelf": "a1", "branch": "北", "pieces": 12, "_source": "auto_derived", "counted_at": "2024-10-31T18:00:00", "_created_at": "2026-12-01T04:32:48.232062+00:00", "_derived_at": "2026-12-01T04:32:48.232062+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:32:48.232062+00:00", "_needs_review": true, "_derived_columns": ["pieces", "counted_at"], "_derived_from_batch": 2, "_derived_from_domain": "stock"}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:48.706103+00'),
	(12, '货架', '{"shelf": "a2", "branch": "北"}', 'insert', NULL, '{"shelf": "a2", "branch": "北", "pieces": 3, "_source": "auto_derived", "counted_at": null, "_created_at": "2026-12-01T04:32:48.232062+00:00", "_derived_at": "2026-12-01T04:32:48.232062+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:32:48.232062+00:00", "_needs_review": true, "_derived_columns": ["pieces"], "_derived_from_batch": 2, "_derived_from_domain": "stock"}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:48.706287+00'),
	(13, '客户', '{"客户号": "001"}', 'insert', NULL, '{"名称": "长城公司", "来源": null, "等级": "A", "_source": "authoritative", "客户号": "001", "渠道们": null, "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:52.100632+00:00", "地区代码": "N", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:52.968375+00'),
	(14, '客户', '{"客户号": "002"}', 'insert', NULL, '{"名称": "黄河集团", "来源": null, "等级": "B", "_source": "authoritative", "客户号": "002", "渠道们": null, "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:52.100632+00:00", "地区代码": "S", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:52.96854+00'),
	(15, '客户', '{"客户号": "003"}', 'insert', NULL, '{"名称": "泰山公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "003", "渠道们": "店", "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": "2026-12-01T04:32:52.100632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:32:52.100632+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 1, "_derived_from_domain": "sales"}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:52.968551+00'),
	(16, '客户', '{"客户号": "021"}', 'insert', NULL, '{"名称": "太行公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "021", "渠道们": "店", "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": "2026-12-01T04:32:52.100632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:32:52.100632+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 1, "_derived_from_domain": "sales"}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:52.968565+00'),
	(17, '客户', '{"客户号": "022"}', 'insert', NULL, '{"名称": "燕山公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "022", "渠道们": "邮", "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": "2026-12-01T04:32:52.100632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:32:52.100632+00:00", "地区代码": "N", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 1, "_derived_from_domain": "sales"}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:52.968572+00'),
	(18, 'product', '{"code": "P1"}', 'insert', NULL, '{"code": "P1", "name": "Tea", "_source": "authoritative", "_created_at": "2026-12-01T04:32:54.85263+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:54.85263+00:00", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:55.018069+00'),
	(19, 'product', '{"code": "P2"}', 'insert', NULL, '{"code": "P2", "name": "Silk", "_source": "authoritative", "_created_at": "2026-12-01T04:32:54.85263+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:54.85263+00:00", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', '1fbfd175-a027-4319-ba22-254ae86e153b', NULL, '2026-12-01 04:32:55.018251+00'),
	(20, '客户', '{"客户号": "002"}', 'update', '{"名称": "黄河集团", "来源": null, "等级": "B", "_source": "authoritative", "客户号": "002", "渠道们": null, "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:52.100632+00:00", "地区代码": "S", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', '{"名称": "黄河集团", "来源": ["r2:2", "r4:"], "等级": "B", "_source": "authoritative", "客户号": "002", "渠道们": null, "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "S", "_needs_review": false, "_derived_columns": ["来源"], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', NULL, '2026-12-01 04:34:09.283089+00'),
	(21, '客户', '{"客户号": "003"}', 'update', '{"名称": "泰山公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "003", "渠道们": "店", "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": "2026-12-01T04:32:52.100632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:32:52.100632+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 1, "_derived_from_domain": "sales"}', '{"名称": "泰山公司", "来源": ["r1:1"], "等级": null, "_source": "auto_derived", "客户号": "003", "渠道们": "店", "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": "2026-12-01T04:32:52.100632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们", "来源"], "_derived_from_batch": 1, "_derived_from_domain": "sales"}', 'postgres', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', NULL, '2026-12-01 04:34:09.283236+00'),
	(22, '客户', '{"客户号": "004"}', 'insert', NULL, '{"名称": "华山公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "004", "渠道们": "店", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "E", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', 'postgres', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', NULL, '2026-12-01 04:34:09.284053+00'),
	(23, '客户', '{"客户号": "005"}', 'insert', NULL, '{"名称": "天山公司", "来源": ["r3:2"], "等级": null, "_source": "auto_derived", "客户号": "005", "渠道们": null, "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": null, "_needs_review": true, "_derived_columns": ["名称", "来源"], "_derived_from_batch": 4, "_derived_from_domain": "returns"}', 'postgres', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', NULL, '2026-12-01 04:34:09.284076+00'),
	(24, '客户', '{"客户号": "007"}', 'insert', NULL, '{"名称": "嵩山公司", "来源": ["r6:1"], "等级": null, "_source": "auto_derived", "客户号": "007", "渠道们": null, "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": null, "_needs_review": true, "_derived_columns": ["名称", "来源"], "_derived_from_batch": 4, "_derived_from_domain": "returns"}', 'postgres', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', NULL, '2026-12-01 04:34:09.284084+00'),
	(25, '客户', '{"客户号": "010"}', 'insert', NULL, '{"名称": "衡山公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "010", "渠道们": "邮", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "M", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', 'postgres', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', NULL, '2026-12-01 04:34:09.284092+00'),
	(26, '客户', '{"客户号": "011"}', 'insert', NULL, '{"名称": "恒山 公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "011", "渠道们": "邮", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "E", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', 'postgres', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', NULL, '2026-12-01 04:34:09.284104+00'),
	(27, '客户', '{"客户号": "O03"}', 'insert', NULL, '{"名称": "泰山公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "O03", "渠道们": "网", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', 'postgres', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', NULL, '2026-12-01 04:34:09.284113+00'),
	(28, '客户', '{"客户号": "XX"}', 'insert', NULL, '{"名称": "不明", "来源": ["r10:1"], "等级": null, "_source": "auto_derived", "客户号": "XX", "渠道们": "店", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们", "来源"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', 'postgres', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', NULL, '2026-12-01 04:34:09.28412+00'),
	(29, '客户', '{"客户号": "XY"}', 'insert', NULL, '{"名称": "不详", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "XY", "渠道们": "网", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', 'postgres', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', NULL, '2026-12-01 04:34:09.284127+00'),
	(30, '计划', '{"code": "A3"}', 'insert', NULL, '{"code": "A3", "name": "丙", "open": true, "_source": "authoritative", "_created_at": "2026-12-01T04:34:49.928468+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:34:49.928468+00:00", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', 'ff0a0a0c-cb53-4682-87bf-62568e808c82', NULL, '2026-12-01 04:34:50.266443+00'),
	(31, '编码', '{"number": 8.00}', 'insert', NULL, '{"label": "南/b1", "number": 8.00, "_source": "auto_derived", "_created_at": "2026-12-01T04:34:51.664621+00:00", "_derived_at": "2026-12-01T04:34:51.664621+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:51.664621+00:00", "_needs_review": true, "_derived_columns": ["label"], "_derived_from_batch": 8, "_derived_from_domain": "stock"}', 'postgres', 'ff0a0a0c-cb53-4682-87bf-62568e808c82', NULL, '2026-12-01 04:34:52.052293+00'),
	(32, '货架', '{"shelf": "b1", "branch": "南"}', 'insert', NULL, '{"shelf": "b1", "branch": "南", "pieces": 5, "_source": "auto_derived", "counted_at": "2024-11-30T18:00:00", "_created_at": "2026-12-01T04:34:52.164679+00:00", "_derived_at": "2026-12-01T04:34:52.164679+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:52.164679+00:00", "_needs_review": true, "_derived_columns": ["pieces", "counted_at"], "_derived_from_batch": 8, "_derived_from_domain": "stock"}', 'postgres', 'ff0a0a0c-cb53-4682-87bf-62568e808c82', NULL, '2026-12-01 04:34:52.488405+00'),
	(33, '客户', '{"客户号": "003"}', 'update', '{"名称": "泰山公司", "来源": ["r1:1"], "等级": null, "_source": "auto_derived", "客户号": "003", "渠道们": "店", "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": "2026-12-01T04:32:52.100632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们", "来源"], "_derived_from_batch": 1, "_derived_from_domain": "sales"}', '{"名称": "泰山公司", "来源": ["r1:1", "r5:3"], "等级": null, "_source": "auto_derived", "客户号": "003", "渠道们": "店", "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": "2026-12-01T04:32:52.100632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:55.937372+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们", "来源"], "_derived_from_batch": 1, "_derived_from_domain": "sales"}', 'postgres', 'ff0a0a0c-cb53-4682-87bf-62568e808c82', NULL, '2026-12-01 04:34:56.973731+00'),
	(34, '客户', '{"客户号": "004"}', 'update', '{"名称": "华山公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "004", "渠道们": "店", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "E", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', '{"名称": "华山集团", "来源": null, "等级": "C", "_source": "authoritative", "客户号": "004", "渠道们": "店", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:55.937372+00:00", "地区代码": "E", "_needs_review": false, "_derived_columns": ["渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', 'postgres', 'ff0a0a0c-cb53-4682-87bf-62568e808c82', NULL, '2026-12-01 04:34:56.97384+00'),
	(35, '地区', '{"地区代码": "M"}', 'update', '{"名称": "中部", "_source": "authoritative", "_created_at": "2026-12-01T04:32:46.357236+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:46.357236+00:00", "地区代码": "M", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', '{"名称": "中部", "_source": "authoritative", "_created_at": "2026-12-01T04:32:46.357236+00:00", "_derived_at": null, "_retired_at": "2026-12-01T04:35:29.436379+00:00", "_updated_at": "2026-12-01T04:35:29.436379+00:00", "地区代码": "M", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', 'dffe19f4-cbbb-426e-9e56-e2414d8000d2', NULL, '2026-12-01 04:35:29.723831+00'),
	(36, '地区', '{"地区代码": "N"}', 'update', '{"名称": "北方", "_source": "authoritative", "_created_at": "2026-12-01T04:32:46.357236+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:46.357236+00:00", "地区代码": "N", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', '{"名称": "北方区", "_source": "authoritative", "_created_at": "2026-12-01T04:32:46.357236+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:35:29.436379+00:00", "地区代码": "N", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', 'dffe19f4-cbbb-426e-9e56-e2414d8000d2', NULL, '2026-12-01 04:35:29.724012+00'),
	(37, '地区', '{"地区代码": "S"}', 'update', '{"名称": "南方", "_source": "authoritative", "_created_at": "2026-12-01T04:32:46.357236+00:00", "_derived_at": null, "_retired_at": null, "_updated_at": "2026-12-01T04:32:46.357236+00:00", "地区代码": "S", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', '{"名称": "南方", "_source": "authoritative", "_created_at": "2026-12-01T04:32:46.357236+00:00", "_derived_at": null, "_retired_at": "2026-12-01T04:35:29.436379+00:00", "_updated_at": "2026-12-01T04:35:29.436379+00:00", "地区代码": "S", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": null, "_derived_from_domain": null}', 'postgres', 'dffe19f4-cbbb-426e-9e56-e2414d8000d2', NULL, '2026-12-01 04:35:29.72403+00'),
	(38, '客户', '{"客户号": "010"}', 'update', '{"名称": "衡山公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "010", "渠道们": "邮", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "M", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', '{"名称": "衡山公司", "来源": null, "等级": null, "_source": "authoritative", "客户号": "010", "渠道们": "邮", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:35:43.950624+00:00", "地区代码": "M", "_needs_review": false, "_derived_columns": [], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', 'postgres', NULL, 'decision 1', '2026-12-01 04:35:43.978422+00'),
	(39, '客户', '{"客户号": "005"}', 'update', '{"名称": "天山公司", "来源": ["r3:2"], "等级": null, "_source": "auto_derived", "客户号": "005", "渠道们": null, "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": null, "_needs_review": true, "_derived_columns": ["名称", "来源"], "_derived_from_batch": 4, "_derived_from_domain": "returns"}', '{"名称": "天山公司", "来源": ["r3:2"], "等级": "B", "_source": "authoritative", "客户号": "005", "渠道们": null, "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:35:46.141362+00:00", "地区代码": null, "_needs_review": false, "_derived_columns": [], "_derived_from_batch": 4, "_derived_from_domain": "returns"}', 'postgres', NULL, 'decision 2', '2026-12-01 04:35:46.160679+00'),
	(40, '客户', '{"客户号": "O03"}', 'delete', '{"名称": "泰山公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "O03", "渠道们": "网", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', NULL, 'postgres', NULL, 'decision 3', '2026-12-01 04:35:48.510519+00'),
	(41, '客户', '{"客户号": "011"}', 'delete', '{"名称": "恒山 公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "011", "渠道们": "邮", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "E", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', NULL, 'postgres', NULL, 'decision 4', '2026-12-01 04:35:50.051637+00'),
	(42, '客户', '{"客户号": "XX"}', 'update', '{"名称": "不明", "来源": ["r10:1"], "等级": null, "_source": "auto_derived", "客户号": "XX", "渠道们": "店", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们", "来源"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', '{"名称": "不明", "来源": ["r10:1"], "等级": null, "_source": "auto_derived", "客户号": "XX", "渠道们": "店", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": "2026-12-01T04:35:54.58492+00:00", "_updated_at": "2026-12-01T04:35:54.58492+00:00", "地区代码": "S", "_needs_review": false, "_derived_columns": ["名称", "地区代码", "渠道们", "来源"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', 'postgres', NULL, 'decision 6', '2026-12-01 04:35:54.60829+00'),
	(43, '客户', '{"客户号": "XY"}', 'delete', '{"名称": "不详", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "XY", "渠道们": "网", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', NULL, 'postgres', NULL, 'decision 7', '2026-12-01 04:35:57.219321+00'),
	(44, '客户', '{"客户号": "XY"}', 'insert', NULL, '{"名称": "不详", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "XY", "渠道们": "网", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:36:57.239595+00:00", "地区代码": "S", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', 'postgres', NULL, 'decision 8', '2026-12-01 04:36:57.306442+00'),
	(45, '编码', '{"number": 9.00}', 'insert', NULL, '{"label": "西/c1", "number": 9.00, "_source": "auto_derived", "_created_at": "2026-12-01T04:37:46.856848+00:00", "_derived_at": "2026-12-01T04:37:46.856848+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:37:46.856848+00:00", "_needs_review": true, "_derived_columns": ["label"], "_derived_from_batch": 9, "_derived_from_domain": "stock"}', 'postgres', 'a75ca0f0-488f-4313-92e1-4c4433c3ae8e', NULL, '2026-12-01 04:37:47.551486+00'),
	(46, '货架', '{"shelf": "c1", "branch": "西"}', 'insert', NULL, '{"shelf": "c1", "branch": "西", "pieces": 1, "_source": "auto_derived", "counted_at": null, "_created_at": "2026-12-01T04:37:47.712197+00:00", "_derived_at": "2026-12-01T04:37:47.712197+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:37:47.712197+00:00", "_needs_review": true, "_derived_columns": ["pieces"], "_derived_from_batch": 9, "_derived_from_domain": "stock"}', 'postgres', 'a75ca0f0-488f-4313-92e1-4c4433c3ae8e', NULL, '2026-12-01 04:37:48.32407+00'),
	(47, '货架', '{"shelf": "c1", "branch": "西"}', 'delete', '{"shelf": "c1", "branch": "西", "pieces": 1, "_source": "auto_derived", "counted_at": null, "_created_at": "2026-12-01T04:37:47.712197+00:00", "_derived_at": "2026-12-01T04:37:47.712197+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:37:47.712197+00:00", "_needs_review": true, "_derived_columns": ["pieces"], "_derived_from_batch": 9, "_derived_from_domain": "stock"}', NULL, 'postgres', NULL, 'undo of batch 9', '2026-12-01 04:38:25.138392+00'),
	(48, '编码', '{"number": 9.00}', 'delete', '{"label": "西/c1", "number": 9.00, "_source": "auto_derived", "_created_at": "2026-12-01T04:37:46.856848+00:00", "_derived_at": "2026-12-01T04:37:46.856848+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:37:46.856848+00:00", "_needs_review": true, "_derived_columns": ["label"], "_derived_from_batch": 9, "_derived_from_domain": "stock"}', NULL, 'postgres', NULL, 'undo of batch 9', '2026-12-01 04:38:25.171276+00'),
	(49, '客户', '{"客户号": "022"}', 'delete', '{"名称": "燕山公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "022", "渠道们": "邮", "_created_at": "2026-12-01T04:32:52.100632+00:00", "_derived_at": "2026-12-01T04:32:52.100632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:32:52.100632+00:00", "地区代码": "N", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 1, "_derived_from_domain": "sales"}', NULL, 'postgres', NULL, 'decision 9', '2026-12-01 04:39:10.943895+00'),
	(50, '货架', '{"shelf": "b1", "branch": "南"}', 'delete', '{"shelf": "b1", "branch": "南", "pieces": 5, "_source": "auto_derived", "counted_at": "2024-11-30T18:00:00", "_created_at": "2026-12-01T04:34:52.164679+00:00", "_derived_at": "2026-12-01T04:34:52.164679+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:52.164679+00:00", "_needs_review": true, "_derived_columns": ["pieces", "counted_at"], "_derived_from_batch": 8, "_derived_from_domain": "stock"}', NULL, 'postgres', NULL, 'decision 10', '2026-12-01 04:39:17.022626+00'),
	(51, '客户', '{"客户号": "012"}', 'insert', NULL, '{"名称": "嵩山公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "012", "渠道们": "店", "_created_at": "2026-12-01T04:39:55.432315+00:00", "_derived_at": "2026-12-01T04:39:55.432315+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:39:55.432315+00:00", "地区代码": "N", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 10, "_derived_from_domain": "sales"}', 'postgres', 'c1215aae-04d9-42d9-80d8-b749578fca95', NULL, '2026-12-01 04:39:56.140516+00'),
	(52, '客户', '{"客户号": "011"}', 'insert', NULL, '{"名称": "恒山 公司", "来源": null, "等级": null, "_source": "auto_derived", "客户号": "011", "渠道们": "邮", "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:40:20.937978+00:00", "地区代码": "E", "_needs_review": true, "_derived_columns": ["名称", "地区代码", "渠道们"], "_derived_from_batch": 3, "_derived_from_domain": "sales"}', 'postgres', NULL, 'decision 11', '2026-12-01 04:40:20.990269+00'),
	(53, '客户', '{"客户号": "007"}', 'delete', '{"名称": "嵩山公司", "来源": ["r6:1"], "等级": null, "_source": "auto_derived", "客户号": "007", "渠道们": null, "_created_at": "2026-12-01T04:34:06.784632+00:00", "_derived_at": "2026-12-01T04:34:06.784632+00:00", "_retired_at": null, "_updated_at": "2026-12-01T04:34:06.784632+00:00", "地区代码": null, "_needs_review": true, "_derived_columns": ["名称", "来源"], "_derived_from_batch": 4, "_derived_from_domain": "returns"}', NULL, 'postgres', NULL, 'decision 13', '2026-12-01 04:40:33.441904+00');
INSERT INTO warehouse_ledger.batches OVERRIDING SYSTEM VALUE VALUES
	(3, 'sales', 'data/202411/sales.csv', '', '202411', '23fbb9a9b311568e534c5303d4ce7d4a17b8fe6feb1b1587e4318020810cc918', 12, 1, 0, '{"产品": "F", "月度": "A", "渠道": "B", "金额": "G", "客户号": "C", "地区代码": "E", "客户名称": "D"}', '[]', '2026-12-01 04:33:19.533868+00', NULL),
	(4, 'returns', 'data/202411/returns.csv', '', '202411', 'a931374eb9e54554977591a42caf6d9e72191fb3c420181bd5fd23ee925a9e0c', 8, 0, 1, '{"pieces": "E", "product": "D", "customer": "B", "order_no": "A", "returned_on": "F", "customer_name": "C"}', '[]', '2026-12-01 04:33:20.386807+00', NULL),
	(5, 'visits', 'data/202411/visits.csv', '', '202411', '51fec95e58964eebd8070e00b2f169a18e2eadb565351ebf1b006b905b684800', 2, 0, 0, '{"plan": "B", "hours": "D", "month": "A", "customer": "C"}', '[]', '2026-12-01 04:33:20.424427+00', NULL),
	(6, 'sales', 'data/202411/sales_corrected.csv', '', '202411', 'f999d1130203d182f726d40e391642be05be25001e9e10c602f731d7dd420cc0', 2, 0, 0, '{"产品": "F", "月度": "A", "渠道": "B", "金额": "G", "客户号": "C", "地区代码": "E", "客户名称": "D"}', '[]', '2026-12-01 04:34:35.786971+00', NULL),
	(7, 'returns', 'data/202411/returns.xlsx', '退货', '202411', '736a2e44d9febb884777567930cbbe553ce197c3aadff170105aa6dba4323c09', 1, 0, 0, '{"pieces": "E", "product": "D", "customer": "B", "order_no": "A", "returned_on": "F", "customer_name": "C"}', '[]', '2026-12-01 04:34:36.595473+00', NULL),
	(8, 'stock', 'data/202411/stock.csv', '', '202411', '1de692af8598cdb63105f7549d9a0fe73f54c455bda88511d5d0b239a3827eba', 2, 0, 0, '{"fresh": "G", "month": "A", "shelf": "C", "branch": "B", "number": "D", "pieces": "E", "counted_at": "F"}', '[]', '2026-12-01 04:34:36.657648+00', NULL),
	(9, 'stock', 'data/202411/stock_again.csv', '', '202411', 'd3887b9964be3f7f61c1c6f1e8d40c220fd3be6c533142a4d4a75e92d9abfc6b', 1, 0, 0, '{"fresh": "G", "month": "A", "shelf": "C", "branch": "B", "number": "D", "pieces": "E", "counted_at": "F"}', '[]', '2026-12-01 04:37:07.753927+00', '2026-12-01 04:38:24.989763+00'),
	(1, 'sales', 'data/202410/sales.csv', '', '202410', '24329ce7e8f164d57463a4867295a11740e268483ecef3d354ebc8536328fa48', 8, 0, 3, '{"产品": "F", "月度": "A", "渠道": "B", "金额": "G", "客户号": "C", "地区代码": "E", "客户名称": "D"}', '[]', '1899-11-01 00:00:00+00', NULL),
	(2, 'stock', 'data/202410/stock.csv', '', '202410', '46f922d2f680cdaa003585cadd764dea3ac7245a71437c737278f3a480f08fa9', 2, 0, 0, '{"fresh": "G", "month": "A", "shelf": "C", "branch": "B", "number": "D", "pieces": "E", "counted_at": "F"}', '[]', '1899-11-01 00:00:00+00', NULL),
	(10, 'sales', 'data/202412/sales.csv', '', '202412', 'c7b2b000fafb8bbf4fd6f8767832a177329df1607ea7ce85fbaba0c374f8aa98', 2, 0, 0, '{"产品": "F", "月度": "A", "渠道": "B", "金额": "G", "客户号": "C", "地区代码": "E", "客户名称": "D"}', '[]', '2026-12-01 04:39:23.537778+00', NULL),
	(11, 'visits', 'data/202412/visits.csv', '', '202412', '8dd2129a69da22d61aca160a38e3f7ee541548168a167b483469917f89bc1d53', 2, 0, 0, '{"plan": "B", "hours": "D", "month": "A", "customer": "C"}', '[]', '2026-12-01 04:39:24.500628+00', NULL),
	(12, 'sales', 'data/202412/sales_more.csv', '', '202412', 'e9aa4b35ad682d8d8fac63e7351f7a18a73fa346f1e408ba5e56d298db9f326b', 2, 0, 0, '{"产品": "F", "月度": "A", "渠道": "B", "金额": "G", "客户号": "C", "地区代码": "E", "客户名称": "D"}', '[]', '2026-12-01 04:40:14.86658+00', NULL),
	(13, 'returns', 'data/202412/returns.csv', '', '202412', 'd78089b3032c6d62e8693bc74643631f02566029f35475d88e057db097905ad1', 2, 0, 0, '{"pieces": "E", "product": "D", "customer": "B", "order_no": "A", "returned_on": "F", "customer_name": "C"}', '[]', '2026-12-01 04:40:15.702016+00', NULL);
INSERT INTO warehouse_ledger.changes VALUES
	('1fbfd175-a027-4319-ba22-254ae86e153b', 'warehouse.计划', 'authoritative inserted', 2, '2026-12-01 04:32:43.631462+00'),
	('1fbfd175-a027-4319-ba22-254ae86e153b', 'warehouse.地区', 'authoritative inserted', 4, '2026-12-01 04:32:46.357236+00'),
	('1fbfd175-a027-4319-ba22-254ae86e153b', 'warehouse.编码', 'auto_derived inserted', 1, '2026-12-01 04:32:47.043809+00'),
	('1fbfd175-a027-4319-ba22-254ae86e153b', 'warehouse.货架', 'auto_derived inserted', 2, '2026-12-01 04:32:48.232062+00'),
	('1fbfd175-a027-4319-ba22-254ae86e153b', 'warehouse.客户', 'auto_derived inserted', 3, '2026-12-01 04:32:52.100632+00'),
	('1fbfd175-a027-4319-ba22-254ae86e153b', 'warehouse.客户', 'authoritative inserted', 2, '2026-12-01 04:32:52.100632+00'),
	('1fbfd175-a027-4319-ba22-254ae86e153b', 'warehouse.product', 'authoritative inserted', 2, '2026-12-01 04:32:54.85263+00'),
	('1fbfd175-a027-4319-ba22-254ae86e153b', 'warehouse.库存', 'loaded', 2, '2026-12-01 04:32:56.345058+00'),
	('1fbfd175-a027-4319-ba22-254ae86e153b', 'warehouse.销售明细', 'loaded', 5, '2026-12-01 04:33:02.025523+00'),
	('7228fe82-a385-4dff-a2a4-5bd1baf5b65f', 'warehouse.客户', 'auto_derived filled', 1, '2026-12-01 04:34:06.784632+00'),
	('7228fe82-a385-4dff-a2a4-5bd1baf5b65f', 'warehouse.客户', 'authoritative filled', 1, '2026-12-01 04:34:06.784632+00'),
	('7228fe82-a385-4dff-a2a4-5bd1baf5b65f', 'warehouse.客户', 'auto_derived inserted', 8, '2026-12-01 04:34:06.784632+00'),
	('7228fe82-a385-4dff-a2a4-5bd1baf5b65f', 'warehouse.visits', 'loaded', 1, '2026-12-01 04:34:20.134969+00'),
	('7228fe82-a385-4dff-a2a4-5bd1baf5b65f', 'warehouse.returns', 'loaded', 4, '2026-12-01 04:34:21.359751+00'),
	('7228fe82-a385-4dff-a2a4-5bd1baf5b65f', 'warehouse.销售明细', 'loaded', 7, '2026-12-01 04:34:22.6159+00'),
	('ff0a0a0c-cb53-4682-87bf-62568e808c82', 'warehouse.计划', 'authoritative inserted', 1, '2026-12-01 04:34:49.928468+00'),
	('ff0a0a0c-cb53-4682-87bf-62568e808c82', 'warehouse.编码', 'auto_derived inserted', 1, '2026-12-01 04:34:51.664621+00'),
	('ff0a0a0c-cb53-4682-87bf-62568e808c82', 'warehouse.货架', 'auto_derived inserted', 1, '2026-12-01 04:34:52.164679+00'),
	('ff0a0a0c-cb53-4682-87bf-62568e808c82', 'warehouse.客户', 'auto_derived filled', 1, '2026-12-01 04:34:55.937372+00'),
	('ff0a0a0c-cb53-4682-87bf-62568e808c82', 'warehouse.客户', 'authoritative promoted', 1, '2026-12-01 04:34:55.937372+00'),
	('ff0a0a0c-cb53-4682-87bf-62568e808c82', 'warehouse.库存', 'loaded', 2, '2026-12-01 04:34:59.372618+00'),
	('ff0a0a0c-cb53-4682-87bf-62568e808c82', 'warehouse.returns', 'loaded', 1, '2026-12-01 04:35:04.776622+00'),
	('ff0a0a0c-cb53-4682-87bf-62568e808c82', 'warehouse.销售明细', 'superseded', 3, '2026-12-01 04:35:05.19052+00'),
	('ff0a0a0c-cb53-4682-87bf-62568e808c82', 'warehouse.销售明细', 'superseded', 1, '2026-12-01 04:35:05.19052+00'),
	('ff0a0a0c-cb53-4682-87bf-62568e808c82', 'warehouse.销售明细', 'loaded', 2, '2026-12-01 04:35:05.19052+00'),
	('dffe19f4-cbbb-426e-9e56-e2414d8000d2', 'warehouse.地区', 'authoritative updated', 1, '2026-12-01 04:35:29.436379+00'),
	('dffe19f4-cbbb-426e-9e56-e2414d8000d2', 'warehouse.地区', 'authoritative retired', 2, '2026-12-01 04:35:29.436379+00'),
	('076057d6-5a0d-4e6d-81ea-d2ea4ffa36c7', 'warehouse.returns', 'returned', 1, '2026-12-01 04:36:39.816659+00'),
	('a75ca0f0-488f-4313-92e1-4c4433c3ae8e', 'warehouse.编码', 'auto_derived inserted', 1, '2026-12-01 04:37:46.856848+00'),
	('a75ca0f0-488f-4313-92e1-4c4433c3ae8e', 'warehouse.货架', 'auto_derived inserted', 1, '2026-12-01 04:37:47.712197+00'),
	('a75ca0f0-488f-4313-92e1-4c4433c3ae8e', 'warehouse.库存', 'loaded', 1, '2026-12-01 04:38:02.595756+00'),
	('a75ca0f0-488f-4313-92e1-4c4433c3ae8e', 'warehouse.销售明细', 'returned', 1, '2026-12-01 04:38:10.240631+00'),
	('c1215aae-04d9-42d9-80d8-b749578fca95', 'warehouse.客户', 'auto_derived inserted', 1, '2026-12-01 04:39:55.432315+00'),
	('c1215aae-04d9-42d9-80d8-b749578fca95', 'warehouse.销售明细', 'loaded', 2, '2026-12-01 04:40:04.465215+00');
INSERT INTO warehouse_ledger.conflicts OVERRIDING SYSTEM VALUE VALUES
	(1, '客户', '{"客户号": "002"}', '名称', '黄河集团', 'corrections', '黄河公司', 'file', '1fbfd175-a027-4319-ba22-254ae86e153b', '2026-12-01 04:32:52.981763+00'),
	(2, '客户', '{"客户号": "004"}', '名称', '华山集团', 'authoritative', '华山公司', 'sales', 'ff0a0a0c-cb53-4682-87bf-62568e808c82', '2026-12-01 04:34:56.974628+00');
INSERT INTO warehouse_ledger.coverage VALUES
	('c6a99f1755aa450a8b93d541f4b17856', 'sales', 'fk_channel', '渠道', 2, 2, 0, 0, 0, 0, '2026-12-01 04:33:04.63383+00'),
	('c6a99f1755aa450a8b93d541f4b17856', 'sales', 'fk_region', '地区', 2, 2, 0, 0, 0, 0, '2026-12-01 04:33:04.634485+00'),
	('c6a99f1755aa450a8b93d541f4b17856', 'sales', 'fk_customer', '客户', 5, 2, 0, 3, 0, 0, '2026-12-01 04:33:04.637923+00'),
	('c6a99f1755aa450a8b93d541f4b17856', 'sales', 'fk_product', 'product', 2, 2, 0, 0, 0, 0, '2026-12-01 04:33:04.644762+00'),
	('c6a99f1755aa450a8b93d541f4b17856', 'stock', 'fk_shelf', '货架', 2, 0, 0, 2, 0, 0, '2026-12-01 04:33:04.649012+00'),
	('c6a99f1755aa450a8b93d541f4b17856', 'stock', 'fk_number', '编码', 1, 0, 0, 1, 0, 0, '2026-12-01 04:33:04.649353+00'),
	('df3e42b0f921491f869c3446377887ee', 'sales', 'fk_channel', '渠道', 3, 3, 0, 0, 0, 0, '2026-12-01 04:34:25.480966+00'),
	('df3e42b0f921491f869c3446377887ee', 'sales', 'fk_region', '地区', 4, 4, 0, 0, 0, 0, '2026-12-01 04:34:25.481537+00'),
	('df3e42b0f921491f869c3446377887ee', 'sales', 'fk_customer', '客户', 9, 2, 1, 6, 0, 1, '2026-12-01 04:34:25.481721+00'),
	('df3e42b0f921491f869c3446377887ee', 'sales', 'fk_product', 'product', 3, 2, 0, 0, 0, 0, '2026-12-01 04:34:25.481883+00'),
	('df3e42b0f921491f869c3446377887ee', 'returns', 'fk_returns_customer', '客户', 5, 1, 1, 3, 1, 0, '2026-12-01 04:34:25.482038+00'),
	('df3e42b0f921491f869c3446377887ee', 'returns', 'fk_returns_product', 'product', 3, 2, 0, 0, 0, 0, '2026-12-01 04:34:25.482169+00'),
	('df3e42b0f921491f869c3446377887ee', 'visits', 'fk_plan', '计划', 2, 2, 0, 0, 0, 0, '2026-12-01 04:34:25.482291+00'),
	('df3e42b0f921491f869c3446377887ee', 'visits', 'fk_visited', '客户', 2, 1, 0, 0, 0, 0, '2026-12-01 04:34:25.482425+00'),
	('ed84bb80d4f54ee1b5c1f9e9b4e8da1a', 'sales', 'fk_channel', '渠道', 2, 2, 0, 0, 0, 0, '2026-12-01 04:35:07.549178+00'),
	('ed84bb80d4f54ee1b5c1f9e9b4e8da1a', 'sales', 'fk_region', '地区', 2, 2, 0, 0, 0, 0, '2026-12-01 04:35:07.552434+00'),
	('ed84bb80d4f54ee1b5c1f9e9b4e8da1a', 'sales', 'fk_customer', '客户', 3, 2, 1, 0, 0, 1, '2026-12-01 04:35:07.552734+00'),
	('ed84bb80d4f54ee1b5c1f9e9b4e8da1a', 'sales', 'fk_product', 'product', 2, 2, 0, 0, 0, 0, '2026-12-01 04:35:07.552863+00'),
	('ed84bb80d4f54ee1b5c1f9e9b4e8da1a', 'returns', 'fk_returns_customer', '客户', 3, 1, 2, 0, 1, 0, '2026-12-01 04:35:07.552988+00'),
	('ed84bb80d4f54ee1b5c1f9e9b4e8da1a', 'returns', 'fk_returns_product', 'product', 3, 2, 0, 0, 0, 0, '2026-12-01 04:35:07.55312+00'),
	('ed84bb80d4f54ee1b5c1f9e9b4e8da1a', 'stock', 'fk_shelf', '货架', 2, 0, 1, 1, 0, 0, '2026-12-01 04:35:07.553231+00'),
	('ed84bb80d4f54ee1b5c1f9e9b4e8da1a', 'stock', 'fk_number', '编码', 2, 0, 1, 1, 0, 0, '2026-12-01 04:35:07.553333+00'),
	('ed84bb80d4f54ee1b5c1f9e9b4e8da1a', 'visits', 'fk_plan', '计划', 1, 1, 0, 0, 0, 0, '2026-12-01 04:35:07.55344+00'),
	('ed84bb80d4f54ee1b5c1f9e9b4e8da1a', 'visits', 'fk_visited', '客户', 1, 0, 0, 0, 0, 0, '2026-12-01 04:35:07.553553+00'),
	('0416d79f9b13455bac9991808946ae70', 'sales', 'fk_channel', '渠道', 1, 1, 0, 0, 0, 0, '2026-12-01 04:35:40.118384+00'),
	('0416d79f9b13455bac9991808946ae70', 'sales', 'fk_region', '地区', 2, 2, 0, 0, 0, 0, '2026-12-01 04:35:40.118723+00'),
	('0416d79f9b13455bac9991808946ae70', 'sales', 'fk_customer', '客户', 2, 2, 0, 0, 0, 1, '2026-12-01 04:35:40.119124+00'),
	('0416d79f9b13455bac9991808946ae70', 'sales', 'fk_product', 'product', 2, 2, 0, 0, 0, 0, '2026-12-01 04:35:40.119319+00'),
	('0416d79f9b13455bac9991808946ae70', 'returns', 'fk_returns_customer', '客户', 2, 1, 1, 0, 1, 0, '2026-12-01 04:35:40.119416+00'),
	('0416d79f9b13455bac9991808946ae70', 'returns', 'fk_returns_product', 'product', 3, 2, 0, 0, 0, 0, '2026-12-01 04:35:40.119657+00'),
	('0416d79f9b13455bac9991808946ae70', 'visits', 'fk_plan', '计划', 1, 1, 0, 0, 0, 0, '2026-12-01 04:35:40.119771+00'),
	('0416d79f9b13455bac9991808946ae70', 'visits', 'fk_visited', '客户', 1, 0, 0, 0, 0, 0, '2026-12-01 04:35:40.120097+00'),
	('e8d60367110447fb819a9bdd2824b8bd', 'sales', 'fk_channel', '渠道', 1, 1, 0, 0, 0, 0, '2026-12-01 04:36:42.649145+00'),
	('e8d60367110447fb819a9bdd2824b8bd', 'sales', 'fk_region', '地区', 2, 2, 0, 0, 0, 0, '2026-12-01 04:36:42.649398+00'),
	('e8d60367110447fb819a9bdd2824b8bd', 'sales', 'fk_customer', '客户', 3, 2, 0, 0, 0, 1, '2026-12-01 04:36:42.649504+00'),
	('e8d60367110447fb819a9bdd2824b8bd', 'sales', 'fk_product', 'product', 2, 2, 0, 0, 0, 0, '2026-12-01 04:36:42.64959+00'),
	('e8d60367110447fb819a9bdd2824b8bd', 'returns', 'fk_returns_customer', '客户', 2, 2, 0, 0, 1, 0, '2026-12-01 04:36:42.649673+00'),
	('e8d60367110447fb819a9bdd2824b8bd', 'returns', 'fk_returns_product', 'product', 2, 2, 0, 0, 0, 0, '2026-12-01 04:36:42.649752+00'),
	('e8d60367110447fb819a9bdd2824b8bd', 'visits', 'fk_plan', '计划', 1, 1, 0, 0, 0, 0, '2026-12-01 04:36:42.649827+00'),
	('e8d60367110447fb819a9bdd2824b8bd', 'visits', 'fk_visited', '客户', 1, 0, 0, 0, 0, 0, '2026-12-01 04:36:42.649903+00'),
	('e8132fa5a52740a0afd846494b6a2991', 'sales', 'fk_channel', '渠道', 1, 1, 0, 0, 0, 0, '2026-12-01 04:38:12.989687+00'),
	('e8132fa5a52740a0afd846494b6a2991', 'sales', 'fk_region', '地区', 2, 2, 0, 0, 0, 0, '2026-12-01 04:38:12.990057+00'),
	('e8132fa5a52740a0afd846494b6a2991', 'sales', 'fk_customer', '客户', 3, 2, 1, 0, 0, 1, '2026-12-01 04:38:12.990234+00'),
	('e8132fa5a52740a0afd846494b6a2991', 'sales', 'fk_product', 'product', 2, 2, 0, 0, 0, 0, '2026-12-01 04:38:12.990365+00'),
	('e8132fa5a52740a0afd846494b6a2991', 'returns', 'fk_returns_customer', '客户', 1, 1, 0, 0, 1, 0, '2026-12-01 04:38:12.990486+00'),
	('e8132fa5a52740a0afd846494b6a2991', 'returns', 'fk_returns_product', 'product', 2, 2, 0, 0, 0, 0, '2026-12-01 04:38:12.990624+00'),
	('e8132fa5a52740a0afd846494b6a2991', 'stock', 'fk_shelf', '货架', 1, 0, 0, 1, 0, 0, '2026-12-01 04:38:12.993614+00'),
	('e8132fa5a52740a0afd846494b6a2991', 'stock', 'fk_number', '编码', 1, 0, 0, 1, 0, 0, '2026-12-01 04:38:12.99393+00'),
	('e8132fa5a52740a0afd846494b6a2991', 'visits', 'fk_plan', '计划', 1, 1, 0, 0, 0, 0, '2026-12-01 04:38:12.9941+00'),
	('e8132fa5a52740a0afd846494b6a2991', 'visits', 'fk_visited', '客户', 1, 0, 0, 0, 0, 0, '2026-12-01 04:38:12.994288+00'),
	('bc2c970cacd04f6cba0ec8d44e7d9407', 'sales', 'fk_channel', '渠道', 2, 2, 0, 0, 0, 0, '2026-12-01 04:40:06.376951+00'),
	('bc2c970cacd04f6cba0ec8d44e7d9407', 'sales', 'fk_region', '地区', 2, 2, 0, 0, 0, 0, '2026-12-01 04:40:06.377288+00'),
	('bc2c970cacd04f6cba0ec8d44e7d9407', 'sales', 'fk_customer', '客户', 3, 2, 0, 1, 0, 1, '2026-12-01 04:40:06.37744+00'),
	('bc2c970cacd04f6cba0ec8d44e7d9407', 'sales', 'fk_product', 'product', 2, 2, 0, 0, 0, 0, '2026-12-01 04:40:06.37757+00'),
	('bc2c970cacd04f6cba0ec8d44e7d9407', 'returns', 'fk_returns_customer', '客户', 1, 1, 0, 0, 1, 0, '2026-12-01 04:40:06.377719+00'),
	('bc2c970cacd04f6cba0ec8d44e7d9407', 'returns', 'fk_returns_product', 'product', 2, 2, 0, 0, 0, 0, '2026-12-01 04:40:06.377855+00'),
	('bc2c970cacd04f6cba0ec8d44e7d9407', 'stock', 'fk_shelf', '货架', 1, 0, 0, 0, 0, 0, '2026-12-01 04:40:06.381112+00'),
	('bc2c970cacd04f6cba0ec8d44e7d9407', 'stock', 'fk_number', '编码', 1, 0, 1, 0, 0, 0, '2026-12-01 04:40:06.381348+00'),
	('bc2c970cacd04f6cba0ec8d44e7d9407', 'visits', 'fk_plan', '计划', 3, 2, 0, 0, 0, 0, '2026-12-01 04:40:06.381626+00'),
	('bc2c970cacd04f6cba0ec8d44e7d9407', 'visits', 'fk_visited', '客户', 3, 2, 0, 0, 0, 0, '2026-12-01 04:40:06.381899+00');
INSERT INTO warehouse_ledger.decisions OVERRIDING SYSTEM VALUE VALUES
	(1, '客户', '{"客户号": "010"}', 'approve', '{"名称": "衡山公司", "来源": null, "等级": null, "_derived": {"_derived_at": "2026-12-01T04:34:06.784632+00:00", "_derived_from_batch": 3, "_derived_from_domain": "sales"}, "渠道们": "邮", "地区代码": "M"}', NULL, 'seen', 'lin', 'postgres', '2026-12-01 04:35:43.975301+00'),
	(2, '客户', '{"客户号": "005"}', 'correct', '{"名称": "天山公司", "来源": "[\"r3:2\"]", "等级": "B", "_derived": {"_derived_at": "2026-12-01T04:34:06.784632+00:00", "_derived_from_batch": 4, "_derived_from_domain": "returns"}, "渠道们": null, "地区代码": null}', NULL, NULL, 'lin', 'postgres', '2026-12-01 04:35:46.156169+00'),
	(3, '客户', '{"客户号": "O03"}', 'merge', NULL, '{"客户号": "003"}', 'a zero, not an O', 'lin', 'postgres', '2026-12-01 04:35:48.502627+00'),
	(4, '客户', '{"客户号": "011"}', 'merge', NULL, '{"客户号": "010"}', NULL, 'lin', 'postgres', '2026-12-01 04:35:50.040804+00'),
	(5, 'product', '{"code": "P8"}', 'merge', NULL, '{"code": "P1"}', NULL, 'lin', 'postgres', '2026-12-01 04:35:51.953591+00'),
	(6, '客户', '{"客户号": "XX"}', 'reject', NULL, NULL, 'nobody', 'lin', 'postgres', '2026-12-01 04:35:54.599737+00'),
	(7, '客户', '{"客户号": "XY"}', 'reject', NULL, NULL, NULL, 'lin', 'postgres', '2026-12-01 04:35:57.18382+00'),
	(8, '客户', '{"客户号": "XY"}', 'reopen', NULL, NULL, NULL, 'lin', 'postgres', '2026-12-01 04:36:57.283917+00'),
	(9, '客户', '{"客户号": "022"}', 'merge', NULL, '{"客户号": "021"}', NULL, 'lin', 'postgres', '2026-12-01 04:39:10.924035+00'),
	(10, '货架', '{"shelf": "b1", "branch": "南"}', 'reject', NULL, NULL, NULL, 'lin', 'postgres', '2026-12-01 04:39:17.002085+00'),
	(11, '客户', '{"客户号": "011"}', 'reopen', NULL, NULL, NULL, 'lin', 'postgres', '2026-12-01 04:40:20.967499+00'),
	(12, 'product', '{"code": "P8"}', 'reopen', NULL, NULL, NULL, 'lin', 'postgres', '2026-12-01 04:40:27.314314+00'),
	(13, '客户', '{"客户号": "007"}', 'reject', NULL, NULL, NULL, 'lin', 'postgres', '2026-12-01 04:40:33.373735+00');
INSERT INTO warehouse_ledger.deliveries VALUES
	('sales', 'data/202410/sales.csv', '', '24329ce7e8f164d57463a4867295a11740e268483ecef3d354ebc8536328fa48', '2148770 331 1796099498161107800 1796099498161107800 []'),
	('stock', 'data/202410/stock.csv', '', '46f922d2f680cdaa003585cadd764dea3ac7245a71437c737278f3a480f08fa9', '2148780 115 1796099498161212835 1796099498161212835 []'),
	('sales', 'data/202411/sales.csv', '', '23fbb9a9b311568e534c5303d4ce7d4a17b8fe6feb1b1587e4318020810cc918', '2155624 480 1796099592299044491 1796099592299044491 []'),
	('returns', 'data/202411/returns.csv', '', 'a931374eb9e54554977591a42caf6d9e72191fb3c420181bd5fd23ee925a9e0c', '2155625 280 1796099592299128164 1796099592299128164 []'),
	('visits', 'data/202411/visits.csv', '', '51fec95e58964eebd8070e00b2f169a18e2eadb565351ebf1b006b905b684800', '2155626 60 1796099592299169602 1796099592299169602 []'),
	('sales', 'data/202411/sales_corrected.csv', '', 'f999d1130203d182f726d40e391642be05be25001e9e10c602f731d7dd420cc0', '2155590 129 1796099671905039586 1796099671905039586 []'),
	('returns', 'data/202411/returns.xlsx', '退货', '736a2e44d9febb884777567930cbbe553ce197c3aadff170105aa6dba4323c09', '2155627 5428 1796099671984998281 1796099671984998281 []'),
	('stock', 'data/202411/stock.csv', '', '1de692af8598cdb63105f7549d9a0fe73f54c455bda88511d5d0b239a3827eba', '2155606 110 1796099671905113713 1796099671905113713 []'),
	('stock', 'data/202411/stock_again.csv', '', 'd3887b9964be3f7f61c1c6f1e8d40c220fd3be6c533142a4d4a75e92d9abfc6b', '2155796 70 1796099819047501052 1796099819047501052 []'),
	('sales', 'data/202412/sales.csv', '', 'c7b2b000fafb8bbf4fd6f8767832a177329df1607ea7ce85fbaba0c374f8aa98', '2155414 136 1796099958054346806 1796099958054346806 []'),
	('visits', 'data/202412/visits.csv', '', '8dd2129a69da22d61aca160a38e3f7ee541548168a167b483469917f89bc1d53', '2155403 58 1796099958054230733 1796099958054230733 []'),
	('sales', 'data/202412/sales_more.csv', '', 'e9aa4b35ad682d8d8fac63e7351f7a18a73fa346f1e408ba5e56d298db9f326b', '2156086 128 1796100011389949713 1796100011389949713 []'),
	('returns', 'data/202412/returns.csv', '', 'd78089b3032c6d62e8693bc74643631f02566029f35475d88e057db097905ad1', '2156087 123 1796100011390087561 1796100011390087561 []');
INSERT INTO warehouse_ledger.dropped VALUES
	(1, 'sales', '99 years', '3e10680025214d73a0c4a6f6e1e2b76f', '2026-12-01 04:39:04.104818+00');
INSERT INTO warehouse_ledger.loads VALUES
	(5, 'visits', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', '2026-12-01 04:34:20.134969+00'),
	(4, 'returns', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', '2026-12-01 04:34:21.359751+00'),
	(3, 'sales', '7228fe82-a385-4dff-a2a4-5bd1baf5b65f', '2026-12-01 04:34:22.6159+00'),
	(8, 'stock', 'ff0a0a0c-cb53-4682-87bf-62568e808c82', '2026-12-01 04:34:59.372618+00'),
	(7, 'returns', 'ff0a0a0c-cb53-4682-87bf-62568e808c82', '2026-12-01 04:35:04.776622+00'),
	(6, 'sales', 'ff0a0a0c-cb53-4682-87bf-62568e808c82', '2026-12-01 04:35:05.19052+00'),
	(2, 'stock', '1fbfd175-a027-4319-ba22-254ae86e153b', '1899-11-01 00:00:00+00'),
	(1, 'sales', '1fbfd175-a027-4319-ba22-254ae86e153b', '1899-11-01 00:00:00+00'),
	(10, 'sales', 'c1215aae-04d9-42d9-80d8-b749578fca95', '2026-12-01 04:40:04.465215+00');
INSERT INTO warehouse_ledger.merged_rows VALUES
	(9, 'sales', 1, 6);
INSERT INTO warehouse_ledger.quarantine_inputs VALUES
	('visits', 'c1215aae-04d9-42d9-80d8-b749578fca95', '35 8 b3bf786e6a4e75e81ffae8d50b3a6cb0', false),
	('stock', 'c1215aae-04d9-42d9-80d8-b749578fca95', '10 1', true),
	('returns', 'c1215aae-04d9-42d9-80d8-b749578fca95', '34 9 ecdf9f79f7555cedd32021550103aa50', true),
	('sales', 'c1215aae-04d9-42d9-80d8-b749578fca95', '37 9 ce4ec281e3871cd2af96885786ee0855', true);
INSERT INTO warehouse_ledger.reference_tables VALUES
	('product', '{"keys": ["code"], "facts": [{"keys": ["code"], "scope": [], "table": "returns", "domain": "returns", "columns": ["product"], "is_shared": false, "foreign_key": "fk_returns_product", "raw_columns": ["order_no", "customer", "customer_name", "product", "pieces", "returned_on"], "foreign_keys": [{"keys": ["客户号"], "name": "fk_returns_customer", "table": "客户", "columns": ["customer"]}, {"keys": ["code"], "name": "fk_returns_product", "table": "product", "columns": ["product"]}], "typed_columns": [{"case": "upper", "kind": "text", "name": "product", "null_tokens": ["", "-", "空白"]}]}, {"keys": ["code"], "scope": ["月度", "渠道"], "table": "销售明细", "domain": "sales", "columns": ["产品"], "is_shared": false, "foreign_key": "fk_product", "raw_columns": ["月度", "渠道", "客户号", "客户名称", "地区代码", "产品", "金额"], "foreign_keys": [{"keys": ["编号"], "name": "fk_channel", "table": "渠道", "columns": ["渠道"]}, {"keys": ["地区代码"], "name": "fk_region", "table": "地区", "columns": ["地区代码"]}, {"keys": ["客户号"], "name": "fk_customer", "table": "客户", "columns": ["客户号"]}, {"keys": ["code"], "name": "fk_product", "table": "product", "columns": ["产品"]}], "typed_columns": [{"case": "upper", "kind": "text", "name": "产品", "null_tokens": ["", "-", "空白"]}]}], "columns": [{"case": "upper", "kind": "text", "name": "code"}, {"case": null, "kind": "text", "name": "name"}], "parents": [], "children": []}'),
	('地区', '{"keys": ["地区代码"], "facts": [{"keys": ["地区代码"], "scope": ["月度", "渠道"], "table": "销售明细", "domain": "sales", "columns": ["地区代码"], "is_shared": false, "foreign_key": "fk_region", "raw_columns": ["月度", "渠道", "客户号", "客户名称", "地区代码", "产品", "金额"], "foreign_keys": [{"keys": ["编号"], "name": "fk_channel", "table": "渠道", "columns": ["渠道"]}, {"keys": ["地区代码"], "name": "fk_region", "table": "地区", "columns": ["地区代码"]}, {"keys": ["客户号"], "name": "fk_customer", "table": "客户", "columns": ["客户号"]}, {"keys": ["code"], "name": "fk_product", "table": "product", "columns": ["产品"]}], "typed_columns": [{"case": "", "kind": "text", "name": "地区代码", "null_tokens": ["", "-", "空白"]}]}], "columns": [{"case": "", "kind": "text", "name": "地区代码"}, {"case": null, "kind": "text", "name": "名称"}], "parents": [], "children": [{"keys": ["地区代码"], "table": "客户", "in_key": false, "columns": ["地区代码"]}]}'),
	('客户', '{"keys": ["客户号"], "facts": [{"keys": ["客户号"], "scope": ["月度", "渠道"], "table": "销售明细", "domain": "sales", "columns": ["客户号"], "is_shared": false, "foreign_key": "fk_customer", "raw_columns": ["月度", "渠道", "客户号", "客户名称", "地区代码", "产品", "金额"], "foreign_keys": [{"keys": ["编号"], "name": "fk_channel", "table": "渠道", "columns": ["渠道"]}, {"keys": ["地区代码"], "name": "fk_region", "table": "地区", "columns": ["地区代码"]}, {"keys": ["客户号"], "name": "fk_customer", "table": "客户", "columns": ["客户号"]}, {"keys": ["code"], "name": "fk_product", "table": "product", "columns": ["产品"]}], "typed_columns": [{"case": "", "kind": "text", "name": "客户号", "skip": ["IN*"], "null_tokens": ["", "-", "空白"]}]}, {"keys": ["客户号"], "scope": [], "table": "visits", "domain": "visits", "columns": ["customer"], "is_shared": false, "foreign_key": "fk_visited", "raw_columns": ["month", "plan", "customer", "hours"], "foreign_keys": [{"keys": ["code"], "name": "fk_plan", "table": "计划", "columns": ["plan"]}, {"keys": ["客户号"], "name": "fk_visited", "table": "客户", "columns": ["customer"]}], "typed_columns": [{"case": "", "kind": "text", "name": "customer", "null_tokens": ["", "-", "空白"]}]}, {"keys": ["客户号"], "scope": [], "table": "returns", "domain": "returns", "columns": ["customer"], "is_shared": false, "foreign_key": "fk_returns_customer", "raw_columns": ["order_no", "customer", "customer_name", "product", "pieces", "returned_on"], "foreign_keys": [{"keys": ["客户号"], "name": "fk_returns_customer", "table": "客户", "columns": ["customer"]}, {"keys": ["code"], "name": "fk_returns_product", "table": "product", "columns": ["product"]}], "typed_columns": [{"case": "", "kind": "text", "name": "customer", "null_tokens": ["", "-", "空白"]}]}], "columns": [{"case": "", "kind": "text", "name": "客户号"}, {"case": null, "kind": "text", "name": "名称"}, {"case": "", "kind": "text", "name": "地区代码"}, {"case": null, "kind": "text", "name": "等级"}, {"case": null, "kind": "text", "name": "渠道们"}, {"case": null, "kind": "json", "name": "来源"}], "parents": [{"keys": ["地区代码"], "table": "地区", "columns": ["地区代码"]}], "children": []}'),
	('渠道', '{"keys": ["编号"], "facts": [{"keys": ["编号"], "scope": ["月度", "渠道"], "table": "销售明细", "domain": "sales", "columns": ["渠道"], "is_shared": true, "foreign_key": "fk_channel", "raw_columns": ["月度", "渠道", "客户号", "客户名称", "地区代码", "产品", "金额"], "foreign_keys": [{"keys": ["编号"], "name": "fk_channel", "table": "渠道", "columns": ["渠道"]}, {"keys": ["地区代码"], "name": "fk_region", "table": "地区", "columns": ["地区代码"]}, {"keys": ["客户号"], "name": "fk_customer", "table": "客户", "columns": ["客户号"]}, {"keys": ["code"], "name": "fk_product", "table": "product", "columns": ["产品"]}], "typed_columns": [{"case": "", "kind": "text", "name": "渠道", "null_tokens": ["", "-", "空白"]}]}], "columns": [{"case": "", "kind": "text", "name": "编号"}, {"case": null, "kind": "text", "name": "名称"}], "parents": [], "children": []}'),
	('编码', '{"keys": ["number"], "facts": [{"keys": ["number"], "scope": [], "table": "库存", "domain": "stock", "columns": ["number"], "is_shared": false, "foreign_key": "fk_number", "raw_columns": ["month", "branch", "shelf", "number", "pieces", "counted_at", "fresh"], "foreign_keys": [{"keys": ["branch", "shelf"], "name": "fk_shelf", "table": "货架", "columns": ["branch", "shelf"]}, {"keys": ["number"], "name": "fk_number", "table": "编码", "columns": ["number"]}], "typed_columns": [{"case": "", "kind": "numeric", "name": "number", "scale": 2, "precision": 8, "null_tokens": ["", "-", "空白"]}]}], "columns": [{"case": "", "kind": "numeric", "name": "number", "scale": 2, "precision": 8}, {"case": null, "kind": "text", "name": "label"}], "parents": [], "children": []}'),
	('计划', '{"keys": ["code"], "facts": [{"keys": ["code"], "scope": [], "table": "visits", "domain": "visits", "columns": ["plan"], "is_shared": false, "foreign_key": "fk_plan", "raw_columns": ["month", "plan", "customer", "hours"], "foreign_keys": [{"keys": ["code"], "name": "fk_plan", "table": "计划", "columns": ["plan"]}, {"keys": ["客户号"], "name": "fk_visited", "table": "客户", "columns": ["customer"]}], "typed_columns": [{"case": "", "kind": "text", "name": "plan", "null_tokens": ["", "-", "空白"]}]}], "columns": [{"case": "", "kind": "text", "name": "code"}, {"case": null, "kind": "text", "name": "name"}, {"case": null, "kind": "boolean", "name": "open"}], "parents": [], "children": []}'),
	('货架', '{"keys": ["branch", "shelf"], "facts": [{"keys": ["branch", "shelf"], "scope": [], "table": "库存", "domain": "stock", "columns": ["branch", "shelf"], "is_shared": false, "foreign_key": "fk_shelf", "raw_columns": ["month", "branch", "shelf", "number", "pieces", "counted_at", "fresh"], "foreign_keys": [{"keys": ["branch", "shelf"], "name": "fk_shelf", "table": "货架", "columns": ["branch", "shelf"]}, {"keys": ["number"], "name": "fk_number", "table": "编码", "columns": ["number"]}], "typed_columns": [{"case": "", "kind": "text", "name": "branch", "null_tokens": ["", "-", "空白"]}, {"case": "", "kind": "text", "name": "shelf", "null_tokens": ["", "-", "空白"]}]}], "columns": [{"case": "", "kind": "text", "name": "branch"}, {"case": "", "kind": "text", "name": "shelf"}, {"case": null, "kind": "integer", "name": "pieces"}, {"case": null, "kind": "timestamp", "name": "counted_at"}], "parents": [], "children": []}');
INSERT INTO warehouse_ledger.runs VALUES
	('c6a99f1755aa450a8b93d541f4b17856', 'bd00706e1e10d0cea1ddf496538cd0f60152fa06cab906b599d0e3133f62da15', '2026-12-01 04:31:45.553541+00', '2026-12-01 04:33:04.96999+00', 0, true, '{"facts": [{"domain": "sales", "loaded": 5, "skipped": 3, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "returns", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "stock", "loaded": 2, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "visits", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}], "gates": [{"ok": true, "name": "sound_plan", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_channel", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_region", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_number", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_shelf", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_stock_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "unique_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_visits_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_customer", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_returns_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_sales_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}], "stages": [{"ok": true, "name": "validate", "seconds": 0.022}, {"ok": true, "name": "generate", "seconds": 0.806}, {"ok": true, "name": "sync", "seconds": 0.433}, {"ok": true, "name": "land", "seconds": 1.109}, {"ok": true, "name": "build", "seconds": 77.338}], "warnings": [{"rule": "derived_ratio", "found": 0.6, "table": "客户", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "编码", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "货架", "allowed": 0.1}], "migrations": [], "references": [{"table": "product", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 2, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0.0, "authoritative": 2, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "地区", "total": 4, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 4, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 4, "needs_review": 0, "sync_seconds": 0.109, "authoritative": 4, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "客户", "total": 5, "filled": 0, "derived": 3, "retired": 0, "updated": 0, "coverage": 0.4, "inserted": 5, "promoted": 0, "restored": 0, "fact_keys": 5, "sync_rows": 3, "needs_review": 3, "sync_seconds": 0.135, "authoritative": 2, "derived_ratio": 0.6, "authoritative_keys": 2}, {"table": "渠道", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 3, "needs_review": 0, "sync_seconds": 0.033, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "编码", "total": 1, "filled": 0, "derived": 1, "retired": 0, "updated": 0, "coverage": 0.0, "inserted": 1, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 0, "needs_review": 1, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}, {"table": "计划", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 2, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 2, "needs_review": 0, "sync_seconds": 0.114, "authoritative": 2, "derived_ratio": 0.0, "authoritative_keys": 0}, {"table": "货架", "total": 2, "filled": 0, "derived": 2, "retired": 0, "updated": 0, "coverage": 0.0, "inserted": 2, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 0, "needs_review": 2, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}]}'),
	('df3e42b0f921491f869c3446377887ee', 'bd00706e1e10d0cea1ddf496538cd0f60152fa06cab906b599d0e3133f62da15', '2026-12-01 04:33:19.331104+00', '2026-12-01 04:34:25.660909+00', 0, false, '{"facts": [{"domain": "sales", "loaded": 7, "skipped": 0, "rejected": 1, "superseded": 0, "quarantined": 4}, {"domain": "returns", "loaded": 4, "skipped": 1, "rejected": 0, "superseded": 0, "quarantined": 3}, {"domain": "stock", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "visits", "loaded": 1, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 1}], "gates": [{"ok": true, "name": "sound_plan", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_channel", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_region", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "unique_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_visits_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_customer", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_returns_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_sales_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}], "stages": [{"ok": true, "name": "validate", "seconds": 0.035}, {"ok": true, "name": "generate", "seconds": 0.673}, {"ok": true, "name": "sync", "seconds": 0.189}, {"ok": true, "name": "land", "seconds": 0.925}, {"ok": true, "name": "build", "seconds": 64.749}], "warnings": [{"rule": "derived_ratio", "found": 0.8462, "table": "客户", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "编码", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "货架", "allowed": 0.1}], "migrations": [], "references": [{"table": "product", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 0.6667, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 6, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0.0, "authoritative": 2, "derived_ratio": 0.0, "authoritative_keys": 4}, {"table": "地区", "total": 4, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 4, "sync_rows": 4, "needs_review": 0, "sync_seconds": 0.001, "authoritative": 4, "derived_ratio": 0.0, "authoritative_keys": 4}, {"table": "客户", "total": 13, "filled": 2, "derived": 8, "retired": 0, "updated": 0, "coverage": 0.25, "inserted": 8, "promoted": 0, "restored": 0, "fact_keys": 16, "sync_rows": 3, "needs_review": 11, "sync_seconds": 0.014, "authoritative": 2, "derived_ratio": 0.8462, "authoritative_keys": 4}, {"table": "渠道", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 3, "sync_rows": 3, "needs_review": 0, "sync_seconds": 0.006, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 3}, {"table": "编码", "total": 1, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 1, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}, {"table": "计划", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 1, "needs_review": 0, "sync_seconds": 0.128, "authoritative": 2, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "货架", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 2, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}]}'),
	('ed84bb80d4f54ee1b5c1f9e9b4e8da1a', 'bd00706e1e10d0cea1ddf496538cd0f60152fa06cab906b599d0e3133f62da15', '2026-12-01 04:34:35.592431+00', '2026-12-01 04:35:07.652948+00', 3, true, '{"facts": [{"domain": "sales", "loaded": 2, "skipped": 0, "rejected": 0, "superseded": 4, "quarantined": 0}, {"domain": "returns", "loaded": 1, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "stock", "loaded": 2, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "visits", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}], "gates": [{"ok": true, "name": "sound_plan", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_channel", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_region", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_number", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_shelf", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_stock_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "unique_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_visits_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_customer", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_returns_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_sales_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}], "stages": [{"ok": true, "name": "validate", "seconds": 0.034}, {"ok": true, "name": "generate", "seconds": 0.481}, {"ok": true, "name": "sync", "seconds": 0.184}, {"ok": true, "name": "land", "seconds": 0.906}, {"ok": true, "name": "build", "seconds": 30.802}], "warnings": [{"rule": "derived_ratio", "found": 0.7692, "table": "客户", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "编码", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "货架", "allowed": 0.1}], "migrations": [], "references": [{"table": "product", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 0.8, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 5, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0.0, "authoritative": 2, "derived_ratio": 0.0, "authoritative_keys": 4}, {"table": "地区", "total": 4, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0.017, "authoritative": 4, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "客户", "total": 13, "filled": 1, "derived": 0, "retired": 0, "updated": 0, "coverage": 0.4286, "inserted": 0, "promoted": 1, "restored": 0, "fact_keys": 7, "sync_rows": 4, "needs_review": 10, "sync_seconds": 0.046, "authoritative": 3, "derived_ratio": 0.7692, "authoritative_keys": 3}, {"table": "渠道", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 3, "needs_review": 0, "sync_seconds": 0.003, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "编码", "total": 2, "filled": 0, "derived": 1, "retired": 0, "updated": 0, "coverage": 0.0, "inserted": 1, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 0, "needs_review": 2, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}, {"table": "计划", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 1, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 2, "needs_review": 0, "sync_seconds": 0.087, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 1}, {"table": "货架", "total": 3, "filled": 0, "derived": 1, "retired": 0, "updated": 0, "coverage": 0.0, "inserted": 1, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 0, "needs_review": 3, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}]}'),
	('0416d79f9b13455bac9991808946ae70', 'bd00706e1e10d0cea1ddf496538cd0f60152fa06cab906b599d0e3133f62da15', '2026-12-01 04:35:14.423821+00', '2026-12-01 04:35:40.184924+00', 0, true, '{"facts": [{"domain": "sales", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "returns", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "stock", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "visits", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}], "gates": [{"ok": true, "name": "sound_plan", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_channel", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_region", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_number", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_shelf", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_stock_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "unique_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_visits_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_customer", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_returns_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_sales_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}], "stages": [{"ok": true, "name": "validate", "seconds": 0.014}, {"ok": true, "name": "generate", "seconds": 0.198}, {"ok": true, "name": "sync", "seconds": 0.196}, {"ok": true, "name": "land", "seconds": 0.016}, {"ok": true, "name": "build", "seconds": 25.443}], "warnings": [{"rule": "derived_ratio", "found": 0.7692, "table": "客户", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "编码", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "货架", "allowed": 0.1}], "migrations": [], "references": [{"table": "product", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 0.8, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 5, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0.0, "authoritative": 2, "derived_ratio": 0.0, "authoritative_keys": 4}, {"table": "地区", "total": 4, "filled": 0, "derived": 0, "retired": 2, "updated": 1, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 2, "needs_review": 0, "sync_seconds": 0.009, "authoritative": 4, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "客户", "total": 13, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 0.6, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 5, "sync_rows": 4, "needs_review": 10, "sync_seconds": 0.005, "authoritative": 3, "derived_ratio": 0.7692, "authoritative_keys": 3}, {"table": "渠道", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 3, "needs_review": 0, "sync_seconds": 0.004, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 1}, {"table": "编码", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 2, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}, {"table": "计划", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 1, "needs_review": 0, "sync_seconds": 0.14, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 1}, {"table": "货架", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 3, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}]}'),
	('e8d60367110447fb819a9bdd2824b8bd', 'bd00706e1e10d0cea1ddf496538cd0f60152fa06cab906b599d0e3133f62da15', '2026-12-01 04:35:59.737665+00', '2026-12-01 04:36:42.800969+00', 0, false, '{"facts": [{"domain": "sales", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "returns", "loaded": 1, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "stock", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "visits", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}], "gates": [{"ok": true, "name": "sound_plan", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_channel", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_region", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "unique_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_visits_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_customer", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_returns_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_sales_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}], "stages": [{"ok": true, "name": "validate", "seconds": 0.017}, {"ok": true, "name": "generate", "seconds": 0.254}, {"ok": true, "name": "sync", "seconds": 0.295}, {"ok": true, "name": "land", "seconds": 0.019}, {"ok": true, "name": "build", "seconds": 42.449}], "warnings": [{"rule": "derived_ratio", "found": 0.5, "table": "客户", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "编码", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "货架", "allowed": 0.1}], "migrations": [], "references": [{"table": "product", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 4, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0.0, "authoritative": 2, "derived_ratio": 0.0, "authoritative_keys": 4}, {"table": "地区", "total": 4, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 2, "needs_review": 0, "sync_seconds": 0.031, "authoritative": 4, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "客户", "total": 10, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 0.6667, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 6, "sync_rows": 4, "needs_review": 4, "sync_seconds": 0.012, "authoritative": 5, "derived_ratio": 0.5, "authoritative_keys": 4}, {"table": "渠道", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 3, "needs_review": 0, "sync_seconds": 0.008, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 1}, {"table": "编码", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 2, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}, {"table": "计划", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 1, "needs_review": 0, "sync_seconds": 0.221, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 1}, {"table": "货架", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 3, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}]}'),
	('e8132fa5a52740a0afd846494b6a2991', 'bd00706e1e10d0cea1ddf496538cd0f60152fa06cab906b599d0e3133f62da15', '2026-12-01 04:37:07.248217+00', '2026-12-01 04:38:13.169906+00', 0, true, '{"facts": [{"domain": "sales", "loaded": 1, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "returns", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "stock", "loaded": 1, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "visits", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}], "gates": [{"ok": true, "name": "sound_plan", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_channel", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_region", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_number", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_shelf", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_stock_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "unique_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_visits_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_customer", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_returns_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_sales_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}], "stages": [{"ok": true, "name": "validate", "seconds": 0.149}, {"ok": true, "name": "generate", "seconds": 0.827}, {"ok": true, "name": "sync", "seconds": 0.427}, {"ok": true, "name": "land", "seconds": 1.477}, {"ok": true, "name": "build", "seconds": 63.768}], "warnings": [{"rule": "derived_ratio", "found": 0.5455, "table": "客户", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "编码", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "货架", "allowed": 0.1}], "migrations": [], "references": [{"table": "product", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 4, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0.0, "authoritative": 2, "derived_ratio": 0.0, "authoritative_keys": 4}, {"table": "地区", "total": 4, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 2, "needs_review": 0, "sync_seconds": 0.011, "authoritative": 4, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "客户", "total": 11, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 0.6, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 5, "sync_rows": 4, "needs_review": 5, "sync_seconds": 0.014, "authoritative": 5, "derived_ratio": 0.5455, "authoritative_keys": 3}, {"table": "渠道", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 3, "needs_review": 0, "sync_seconds": 0.026, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 1}, {"table": "编码", "total": 3, "filled": 0, "derived": 1, "retired": 0, "updated": 0, "coverage": 0.0, "inserted": 1, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 0, "needs_review": 3, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}, {"table": "计划", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 1, "needs_review": 0, "sync_seconds": 0.155, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 1}, {"table": "货架", "total": 4, "filled": 0, "derived": 1, "retired": 0, "updated": 0, "coverage": 0.0, "inserted": 1, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 0, "needs_review": 4, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}]}'),
	('435c4e155cbf4b2f8bd4f70448785713', 'bd00706e1e10d0cea1ddf496538cd0f60152fa06cab906b599d0e3133f62da15', '2026-12-01 04:38:24.963915+00', '2026-12-01 04:38:54.588662+00', 0, false, '{"facts": [{"domain": "sales", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "returns", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "stock", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "visits", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}], "gates": [{"ok": true, "name": "sound_number", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_shelf", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_stock_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}], "stages": [{"ok": true, "name": "validate", "seconds": 0.045}, {"ok": true, "name": "generate", "seconds": 0.984}, {"ok": true, "name": "undo", "seconds": 0.227}, {"ok": true, "name": "build", "seconds": 29.146}], "warnings": [{"rule": "derived_ratio", "found": 0.5455, "table": "客户", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "编码", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "货架", "allowed": 0.1}], "migrations": [], "references": [{"table": "product", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0, "authoritative": 2, "derived_ratio": 0.0, "authoritative_keys": 0}, {"table": "地区", "total": 4, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0, "authoritative": 4, "derived_ratio": 0.0, "authoritative_keys": 0}, {"table": "客户", "total": 11, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 5, "sync_seconds": 0, "authoritative": 5, "derived_ratio": 0.5455, "authoritative_keys": 0}, {"table": "渠道", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 0}, {"table": "编码", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 2, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}, {"table": "计划", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 0}, {"table": "货架", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 3, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}]}'),
	('3e10680025214d73a0c4a6f6e1e2b76f', 'bd00706e1e10d0cea1ddf496538cd0f60152fa06cab906b599d0e3133f62da15', '2026-12-01 04:39:03.540321+00', '2026-12-01 04:39:04.15724+00', 0, false, '{"facts": [{"domain": "sales", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "returns", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "stock", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "visits", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}], "gates": [], "stages": [{"ok": true, "name": "validate", "seconds": 0.048}, {"ok": true, "name": "generate", "seconds": 0.875}, {"ok": true, "name": "sync", "seconds": 0.193}, {"ok": true, "name": "land", "seconds": 0.124}, {"ok": true, "name": "retain", "seconds": 0.051}], "warnings": [{"rule": "derived_ratio", "found": 0.5455, "table": "客户", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "编码", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "货架", "allowed": 0.1}], "migrations": [], "references": [{"table": "product", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0.0, "authoritative": 2, "derived_ratio": 0.0, "authoritative_keys": 0}, {"table": "地区", "total": 4, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 2, "needs_review": 0, "sync_seconds": 0.001, "authoritative": 4, "derived_ratio": 0.0, "authoritative_keys": 0}, {"table": "客户", "total": 11, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 4, "needs_review": 5, "sync_seconds": 0.007, "authoritative": 5, "derived_ratio": 0.5455, "authoritative_keys": 0}, {"table": "渠道", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 3, "needs_review": 0, "sync_seconds": 0.01, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 0}, {"table": "编码", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 2, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}, {"table": "计划", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 1, "needs_review": 0, "sync_seconds": 0.115, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 0}, {"table": "货架", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": null, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 0, "sync_rows": 0, "needs_review": 3, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}]}'),
	('bc2c970cacd04f6cba0ec8d44e7d9407', 'bd00706e1e10d0cea1ddf496538cd0f60152fa06cab906b599d0e3133f62da15', '2026-12-01 04:39:23.276968+00', '2026-12-01 04:40:06.673971+00', 3, false, '{"facts": [{"domain": "sales", "loaded": 2, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "returns", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "stock", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}, {"domain": "visits", "loaded": 0, "skipped": 0, "rejected": 0, "superseded": 0, "quarantined": 0}], "gates": [{"ok": true, "name": "sound_plan", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_channel", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_region", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_number", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_shelf", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_stock_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "unique_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": false, "name": "gate_visits_keys", "failing_keys": ["fk_plan: A4"], "failing_rows": [1], "failing_count": 1}, {"ok": true, "name": "sound_customer", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_returns_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "gate_sales_keys", "failing_keys": [], "failing_rows": [], "failing_count": 0}, {"ok": true, "name": "sound_product", "failing_keys": [], "failing_rows": [], "failing_count": 0}], "stages": [{"ok": true, "name": "validate", "seconds": 0.078}, {"ok": true, "name": "generate", "seconds": 0.537}, {"ok": true, "name": "sync", "seconds": 0.214}, {"ok": true, "name": "land", "seconds": 1.051}, {"ok": false, "name": "build", "seconds": 41.724}], "warnings": [{"rule": "derived_ratio", "found": 0.5455, "table": "客户", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "编码", "allowed": 0.1}, {"rule": "derived_ratio", "found": 1.0, "table": "货架", "allowed": 0.1}], "migrations": [], "references": [{"table": "product", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 4, "sync_rows": 0, "needs_review": 0, "sync_seconds": 0.0, "authoritative": 2, "derived_ratio": 0.0, "authoritative_keys": 4}, {"table": "地区", "total": 4, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 2, "needs_review": 0, "sync_seconds": 0.016, "authoritative": 4, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "客户", "total": 11, "filled": 0, "derived": 1, "retired": 0, "updated": 0, "coverage": 0.7143, "inserted": 1, "promoted": 0, "restored": 0, "fact_keys": 7, "sync_rows": 4, "needs_review": 5, "sync_seconds": 0.013, "authoritative": 5, "derived_ratio": 0.5455, "authoritative_keys": 5}, {"table": "渠道", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 1.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 2, "sync_rows": 3, "needs_review": 0, "sync_seconds": 0.007, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "编码", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 0.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 0, "needs_review": 2, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}, {"table": "计划", "total": 3, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 0.6667, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 3, "sync_rows": 1, "needs_review": 0, "sync_seconds": 0.138, "authoritative": 3, "derived_ratio": 0.0, "authoritative_keys": 2}, {"table": "货架", "total": 2, "filled": 0, "derived": 0, "retired": 0, "updated": 0, "coverage": 0.0, "inserted": 0, "promoted": 0, "restored": 0, "fact_keys": 1, "sync_rows": 0, "needs_review": 2, "sync_seconds": 0, "authoritative": 0, "derived_ratio": 1.0, "authoritative_keys": 0}]}');
INSERT INTO warehouse_ledger.scopes VALUES
	(1, 'sales', '{"月度": "2024-10-01", "渠道": "店"}', 3, NULL),
	(1, 'sales', '{"月度": "2024-10-01", "渠道": "邮"}', 2, NULL),
	(3, 'sales', '{"月度": "2024-11-01", "渠道": "网"}', 4, NULL),
	(3, 'sales', '{"月度": "2024-11-01", "渠道": "邮"}', 2, NULL),
	(3, 'sales', '{"月度": null, "渠道": "网"}', 1, NULL),
	(6, 'sales', '{"月度": "2024-11-01", "渠道": "店"}', 2, NULL),
	(3, 'sales', '{"月度": "2024-11-01", "渠道": "店"}', 4, 6),
	(10, 'sales', '{"月度": "2024-12-01", "渠道": "店"}', 2, NULL);
INSERT INTO warehouse_ledger.snapshots VALUES
	('渠道', 3),
	('product', 19),
	('计划', 30),
	('地区', 37),
	('编码', 48),
	('货架', 50),
	('客户', 51);
INSERT INTO warehouse_ledger.staged VALUES
	('sales', 10),
	('visits', 11);
INSERT INTO warehouse_ledger.staged_scopes VALUES
	(10, 'sales', '{"月度": "2024-12-01", "渠道": "店"}', 2, NULL);
INSERT INTO warehouse_ledger.sync_log OVERRIDING SYSTEM VALUE VALUES
	(1, 'c6a99f1755aa450a8b93d541f4b17856', '地区', '', 'synced', 4, 0.109, NULL, '2026-12-01 04:31:45.568375+00'),
	(2, 'c6a99f1755aa450a8b93d541f4b17856', '客户', 'corrections', 'synced', 1, 0.051, 'the source has no 地区代码, 等级, 渠道们, 来源', '2026-12-01 04:31:45.689159+00'),
	(3, 'c6a99f1755aa450a8b93d541f4b17856', '客户', '', 'synced', 2, 0.084, 'the source has no 渠道们, 来源', '2026-12-01 04:31:45.741923+00'),
	(4, 'c6a99f1755aa450a8b93d541f4b17856', '渠道', '', 'synced', 3, 0.033, NULL, '2026-12-01 04:31:45.835814+00'),
	(5, 'c6a99f1755aa450a8b93d541f4b17856', '计划', '', 'synced', 2, 0.114, NULL, '2026-12-01 04:31:45.882626+00'),
	(6, 'df3e42b0f921491f869c3446377887ee', '地区', '', 'unchanged', 4, 0.001, NULL, '2026-12-01 04:33:19.348738+00'),
	(7, 'df3e42b0f921491f869c3446377887ee', '客户', 'corrections', 'unchanged', 1, 0.001, NULL, '2026-12-01 04:33:19.364754+00'),
	(8, 'df3e42b0f921491f869c3446377887ee', '客户', '', 'unchanged', 2, 0.013, NULL, '2026-12-01 04:33:19.371702+00'),
	(9, 'df3e42b0f921491f869c3446377887ee', '渠道', '', 'unchanged', 3, 0.006, NULL, '2026-12-01 04:33:19.385944+00'),
	(10, 'df3e42b0f921491f869c3446377887ee', '计划', '', 'unchanged', 1, 0.128, NULL, '2026-12-01 04:33:19.393155+00'),
	(11, 'ed84bb80d4f54ee1b5c1f9e9b4e8da1a', '地区', '', 'refused', 0, 0.017, 'reference/regions.yml: refused for reference table 地区, which stays as it was: 2 of 4 keys are gone, more than max_retire_ratio (0.3) allows: M, S (where that is right, sync the table with --accept-retire 2).', '2026-12-01 04:34:35.614527+00'),
	(12, 'ed84bb80d4f54ee1b5c1f9e9b4e8da1a', '客户', 'corrections', 'unchanged', 1, 0.001, NULL, '2026-12-01 04:34:35.633397+00'),
	(13, 'ed84bb80d4f54ee1b5c1f9e9b4e8da1a', '客户', '', 'synced', 3, 0.045, 'the source has no 渠道们, 来源', '2026-12-01 04:34:35.635756+00'),
	(14, 'ed84bb80d4f54ee1b5c1f9e9b4e8da1a', '渠道', '', 'unchanged', 3, 0.003, NULL, '2026-12-01 04:34:35.682824+00'),
	(15, 'ed84bb80d4f54ee1b5c1f9e9b4e8da1a', '计划', '', 'synced', 2, 0.087, NULL, '2026-12-01 04:34:35.695652+00'),
	(16, NULL, '地区', '', 'synced', 2, 0.044, NULL, '2026-12-01 04:35:12.260792+00'),
	(17, '0416d79f9b13455bac9991808946ae70', '地区', '', 'unchanged', 2, 0.009, NULL, '2026-12-01 04:35:14.439052+00'),
	(18, '0416d79f9b13455bac9991808946ae70', '客户', 'corrections', 'unchanged', 1, 0.004, NULL, '2026-12-01 04:35:14.449949+00'),
	(19, '0416d79f9b13455bac9991808946ae70', '客户', '', 'unchanged', 3, 0.001, NULL, '2026-12-01 04:35:14.454653+00'),
	(20, '0416d79f9b13455bac9991808946ae70', '渠道', '', 'unchanged', 3, 0.004, NULL, '2026-12-01 04:35:14.461454+00'),
	(21, '0416d79f9b13455bac9991808946ae70', '计划', '', 'unchanged', 1, 0.140, NULL, '2026-12-01 04:35:14.472599+00'),
	(22, 'e8d60367110447fb819a9bdd2824b8bd', '地区', '', 'unchanged', 2, 0.031, NULL, '2026-12-01 04:35:59.745551+00'),
	(23, 'e8d60367110447fb819a9bdd2824b8bd', '客户', 'corrections', 'unchanged', 1, 0.011, NULL, '2026-12-01 04:35:59.781985+00'),
	(24, 'e8d60367110447fb819a9bdd2824b8bd', '客户', '', 'unchanged', 3, 0.001, NULL, '2026-12-01 04:35:59.797605+00'),
	(25, 'e8d60367110447fb819a9bdd2824b8bd', '渠道', '', 'unchanged', 3, 0.008, NULL, '2026-12-01 04:35:59.799371+00'),
	(26, 'e8d60367110447fb819a9bdd2824b8bd', '计划', '', 'unchanged', 1, 0.221, NULL, '2026-12-01 04:35:59.808241+00'),
	(27, 'e8132fa5a52740a0afd846494b6a2991', '地区', '', 'unchanged', 2, 0.011, NULL, '2026-12-01 04:37:07.36031+00'),
	(28, 'e8132fa5a52740a0afd846494b6a2991', '客户', 'corrections', 'unchanged', 1, 0.001, NULL, '2026-12-01 04:37:07.424751+00'),
	(29, 'e8132fa5a52740a0afd846494b6a2991', '客户', '', 'unchanged', 3, 0.013, NULL, '2026-12-01 04:37:07.47134+00'),
	(30, 'e8132fa5a52740a0afd846494b6a2991', '渠道', '', 'unchanged', 3, 0.026, NULL, '2026-12-01 04:37:07.493072+00'),
	(31, 'e8132fa5a52740a0afd846494b6a2991', '计划', '', 'unchanged', 1, 0.155, NULL, '2026-12-01 04:37:07.520383+00'),
	(32, '3e10680025214d73a0c4a6f6e1e2b76f', '地区', '', 'unchanged', 2, 0.001, NULL, '2026-12-01 04:39:03.546336+00'),
	(33, '3e10680025214d73a0c4a6f6e1e2b76f', '客户', 'corrections', 'unchanged', 1, 0.004, NULL, '2026-12-01 04:39:03.577799+00'),
	(34, '3e10680025214d73a0c4a6f6e1e2b76f', '客户', '', 'unchanged', 3, 0.003, NULL, '2026-12-01 04:39:03.582561+00'),
	(35, '3e10680025214d73a0c4a6f6e1e2b76f', '渠道', '', 'unchanged', 3, 0.010, NULL, '2026-12-01 04:39:03.599069+00'),
	(36, '3e10680025214d73a0c4a6f6e1e2b76f', '计划', '', 'unchanged', 1, 0.115, NULL, '2026-12-01 04:39:03.610113+00'),
	(37, 'bc2c970cacd04f6cba0ec8d44e7d9407', '地区', '', 'unchanged', 2, 0.016, NULL, '2026-12-01 04:39:23.293949+00'),
	(38, 'bc2c970cacd04f6cba0ec8d44e7d9407', '客户', 'corrections', 'unchanged', 1, 0.002, NULL, '2026-12-01 04:39:23.317126+00'),
	(39, 'bc2c970cacd04f6cba0ec8d44e7d9407', '客户', '', 'unchanged', 3, 0.011, NULL, '2026-12-01 04:39:23.319925+00'),
	(40, 'bc2c970cacd04f6cba0ec8d44e7d9407', '渠道', '', 'unchanged', 3, 0.007, NULL, '2026-12-01 04:39:23.339195+00'),
	(41, 'bc2c970cacd04f6cba0ec8d44e7d9407', '计划', '', 'unchanged', 1, 0.138, NULL, '2026-12-01 04:39:23.353792+00'),
	(42, NULL, '地区', '', 'synced', 1, 0.040, NULL, '2026-12-01 04:40:39.128759+00');
INSERT INTO warehouse_ledger.syncs VALUES
	('渠道', '', '0b3e52985c95a31deba9f301e1f5b544a69949a4a73e1802eb67a7cc68b7e9a0', 3, NULL, 'eb554579684c947cbd34157e373f67020833424a4de254ac30cb053ab57ea14b', 0, '{}', true, '2026-12-01 04:31:45.837249+00'),
	('客户', 'corrections', '03bdea2b0bec79af5e57f63b59964d02b26d540cf6becc7fbb1c59e91adbc332', 1, NULL, 'f3dac7732d9ab1e850d67421813c7cd7d85ec8fdbc17eeed7f5d3d690f4de9f4', 0, '{}', true, '2026-12-01 04:31:45.690606+00'),
	('计划', '', NULL, 3, '3', '44935374f83ed594fbcfc69b0aaacdd6c11025ec38f8cf4c117d4dccddfce35a', 0, '{"code": "text", "name": "text", "is_open": "boolean"}', true, '2026-12-01 04:34:35.744649+00'),
	('客户', '', '258d1b349c222abd49edc15cea85bf1a8b59ab8f57bbac13e58052c0a0371b84', 3, NULL, '163458d6b739fa2010c41739d45922c8c287b87c3511e85118a5888ac44f6c18', 0, '{}', true, '2026-12-01 04:34:35.64078+00'),
	('客户', 'manual', NULL, 0, NULL, NULL, 0, '{}', false, '2026-12-01 04:36:57.239595+00'),
	('product', 'manual', NULL, 0, NULL, NULL, 0, '{}', false, '2026-12-01 04:40:27.266738+00'),
	('地区', '', 'fd776fc80ab12b1921d0c72116ef6556d4ed21e767cd95089970d76e1d0b5990', 1, NULL, '5361fd5fb88ebdf646889aabc3500703a83e3c935364c35ac7c863b50684cc05', 1, '{}', false, '2026-12-01 04:40:39.129947+00');
INSERT INTO warehouse_ledger.version VALUES
	(5, '{"keys": "4b39c0c07fdfa9027606eb15c40979142af8ad8993a464e85e0f78476cfdf8b7", "runs": "4ccf910e59a90905f36986d32929518905554fbdd58846ee2e5619a554310f64", "audit": "f2395f68d8ec9c508d66f611db733e15534f511cb73ed6ca15919753335403e1", "views": "80db8b59fc8460bea2d0519b94ff21bb9ab5b83cdd6e2f6de7b90d408f3c92e3", "merges": "1f70cfdf370e5d21e4c5cbbaee1c8701a5f06a078efd140221b617963603e779", "values": "87eb4203366cb926b652a19350d0ac0836500c4cd90e64de679e297bb3889d19", "batches": "2eeb4764b10e58380d67c5cceaba923305c5691a7a8e32dbcd52e51056bc8e8b", "reviews": "bea91139dbaccca0cab528cf99baa222f9154c544807d26a350425c7459a0616", "verdicts": "2105459d07309cf8900c39c1776e6600129e156514b734cdb7dc17d182cfc4af", "decisions": "b5ea730698e64551a9ee5476b97b10fd2ea7c35f87f13b9ee01c0136a7b21940", "set_aside": "4f5006fca79df2d81941dd45958fcc1d34d2e4964d2a185e2c0be07df4dbfc20", "quarantine": "23509a33c6ced68a4ddb5626bbef575027d1b9d008d8821e11cfe2301bcbd6cb", "row_changes": "e0727ba5613e993322990c6932a25d55db05fc8b3d9c178d9efff9420e5d9346", "schema_changes": "7d1fc0cc13625db8748aade5ea678429a2391a791116e08a7219b774670deef2"}');
INSERT INTO warehouse_partitions.returns_b4 VALUES
	(4, 2, 'r1', '003', '泰山公司', 'P1', 1, '2024-11-30', NULL),
	(4, 3, 'r2', '002', '黄河公司', 'P2', 2, '2024-11-29', NULL),
	(4, 8, 'r10', 'XX', '不明', 'P1', 1, '2024-11-27', NULL);
INSERT INTO warehouse_partitions.returns_b7 VALUES
	(7, 2, 'r5', '003', '泰山公司', 'P1', 3, '2024-12-01', NULL);
INSERT INTO warehouse_partitions.visits_b5 VALUES
	(5, 2, '2024-11-01', 'A1', '001', 2.0, NULL);
INSERT INTO warehouse_partitions."库存_b2" VALUES
	(2, 2, '2024-10-01', '北', 'a1', 7.00, 12, '2024-10-31 18:00:00', true, NULL),
	(2, 3, '2024-10-01', '北', 'a2', 7.00, 3, NULL, false, NULL);
INSERT INTO warehouse_partitions."库存_b8" VALUES
	(8, 3, '2024-11-01', '北', 'a1', 7.00, 10, NULL, NULL, NULL);
INSERT INTO warehouse_partitions."销售明细_b1" VALUES
	(1, 2, '2024-10-01', '店', '001', '长城公司', 'N', 'P1', 10.00, NULL),
	(1, 3, '2024-10-01', '店', '003', '泰山公司', 'S', 'P2', 20.00, NULL),
	(1, 4, '2024-10-01', '店', '021', '太行公司', 'S', 'P2', 8.50, NULL),
	(1, 5, '2024-10-01', '邮', '002', '黄河公司', 'S', 'P1', 7.00, NULL),
	(1, 6, '2024-10-01', '邮', '021', '燕山公司', 'N', 'P1', 3.00, NULL);
INSERT INTO warehouse_partitions."销售明细_b10" VALUES
	(10, 2, '2024-12-01', '店', '001', '长城公司', 'N', 'P1', 12.00, NULL),
	(10, 3, '2024-12-01', '店', '012', '嵩山公司', 'N', 'P2', 13.00, NULL);
INSERT INTO warehouse_partitions."销售明细_b3" VALUES
	(3, 12, '2024-11-01', '邮', '010', '衡山公司', 'M', 'P1', 9.00, NULL),
	(3, 8, '2024-11-01', '网', '003', '泰山公司', 'S', 'P1', 4.00, NULL),
	(3, 9, '2024-11-01', '网', 'XY', '不详', 'S', 'P2', 6.00, NULL),
	(3, 13, '2024-11-01', '邮', '011', '恒山 公司', 'E', 'P2', 1.00, NULL);
INSERT INTO warehouse_partitions."销售明细_b6" VALUES
	(6, 2, '2024-11-01', '店', '001', '长城公司', 'N', 'P1', 11.00, NULL),
	(6, 3, '2024-11-01', '店', 'XX', '不明', 'S', 'P2', 90.00, NULL);
INSERT INTO warehouse_quarantine.returns VALUES
	(4, 5, 'data/202411/returns.csv', '', NULL, 'type:pieces', '{"pieces": "x", "product": "P2", "customer": "002", "order_no": "r4", "returned_on": "2024-11-28"}'),
	(4, 7, 'data/202411/returns.csv', '', NULL, 'blank_key:customer', '{"pieces": "1", "product": "P1", "customer": "空白", "order_no": "r9", "returned_on": "2024-11-27"}'),
	(4, 4, 'data/202411/returns.csv', '', NULL, 'reopened_key:fk_returns_product', '{"pieces": "2", "product": "P8", "customer": "005", "order_no": "r3", "customer_name": "天山公司"}'),
	(4, 9, 'data/202411/returns.csv', '', NULL, 'rejected_key:fk_returns_customer', '{"pieces": "1", "product": "P2", "customer": "007", "order_no": "r6", "returned_on": "2024-11-26", "customer_name": "嵩山公司"}');
INSERT INTO warehouse_quarantine.sales VALUES
	(3, 6, 'data/202411/sales.csv', '', '{"月度": "2024-11-01", "渠道": "网"}', 'null_key:客户号', '{"产品": "P2", "月度": "202411", "渠道": "网", "金额": "5", "客户号": "IN7", "地区代码": "N", "客户名称": "散客"}'),
	(3, 7, 'data/202411/sales.csv', '', '{"月度": "2024-11-01", "渠道": "网"}', 'type:金额', '{"产品": "P1", "月度": "202411", "渠道": "网", "金额": "many", "客户号": "001", "地区代码": "N", "客户名称": "长城公司"}'),
	(3, 11, 'data/202411/sales.csv', '', '{"月度": null, "渠道": "网"}', 'required:月度', '{"产品": "P1", "渠道": "网", "金额": "7", "客户号": "002", "地区代码": "S", "客户名称": "黄河公司"}');
INSERT INTO warehouse_quarantine.stock VALUES
	(8, 2, 'data/202411/stock.csv', '', NULL, 'rejected_key:fk_shelf', '{"fresh": "是", "month": "202411", "shelf": "b1", "branch": "南", "number": "8", "pieces": "5", "counted_at": "2024-11-30 18:00"}');
INSERT INTO warehouse_quarantine.visits VALUES
	(5, 3, 'data/202411/visits.csv', '', NULL, 'missing_key:fk_visited', '{"plan": "A2", "hours": "1.5", "month": "202411", "customer": "099"}');
INSERT INTO warehouse_raw.returns_b13 VALUES
	(13, 2, 'data/202412/returns.csv', '', NULL, NULL, 'r11', '022', '燕山公司', 'P1', '1', '2024-12-03'),
	(13, 3, 'data/202412/returns.csv', '', NULL, NULL, 'r12', '014', '庐山公司', 'P2', '4', NULL);
INSERT INTO warehouse_raw.returns_b4 VALUES
	(4, 2, 'data/202411/returns.csv', '', NULL, NULL, 'r1', '003', '泰山公司', 'P1', '1', '2024-11-30'),
	(4, 3, 'data/202411/returns.csv', '', NULL, NULL, 'r2', '002', '黄河公司', 'P2', '2', '2024-11-29'),
	(4, 4, 'data/202411/returns.csv', '', NULL, NULL, 'r3', '005', '天山公司', 'P8', '2', NULL),
	(4, 5, 'data/202411/returns.csv', '', NULL, NULL, 'r4', '002', NULL, 'P2', 'x', '2024-11-28'),
	(4, 7, 'data/202411/returns.csv', '', NULL, NULL, 'r9', '空白', NULL, 'P1', '1', '2024-11-27'),
	(4, 8, 'data/202411/returns.csv', '', NULL, NULL, 'r10', 'XX', '不明', 'P1', '1', '2024-11-27'),
	(4, 9, 'data/202411/returns.csv', '', NULL, NULL, 'r6', '007', '嵩山公司', 'P2', '1', '2024-11-26'),
	(4, 6, 'data/202411/returns.csv', '', '{"reason": "blank row", "status": "skipped"}', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO warehouse_raw.returns_b7 VALUES
	(7, 2, 'data/202411/returns.xlsx', '退货', NULL, NULL, 'r5', '003', '泰山公司', 'P1', '3', '2024-12-01');
INSERT INTO warehouse_raw.sales_b10 VALUES
	(10, 2, 'data/202412/sales.csv', '', NULL, NULL, '202412', '店', '001', '长城公司', 'N', 'P1', '12'),
	(10, 3, 'data/202412/sales.csv', '', NULL, NULL, '202412', '店', '012', '嵩山公司', 'N', 'P2', '13');
INSERT INTO warehouse_raw.sales_b12 VALUES
	(12, 2, 'data/202412/sales_more.csv', '', NULL, NULL, '202412', '网', '013', '黄山公司', 'S', 'P1', '14'),
	(12, 3, 'data/202412/sales_more.csv', '', NULL, NULL, '202412', '网', 'XX', '不明', 'S', 'P7', '1');
INSERT INTO warehouse_raw.sales_b3 VALUES
	(3, 2, 'data/202411/sales.csv', '', NULL, NULL, '202411', '店', '001', '长城公司', 'N', 'P1', '10'),
	(3, 3, 'data/202411/sales.csv', '', NULL, NULL, '202411', '店', '003', '泰山有限公司', 'N', 'P2', '21.50'),
	(3, 4, 'data/202411/sales.csv', '', NULL, NULL, '202411', '店', '004', '华山公司', 'E', 'P9', '30'),
	(3, 5, 'data/202411/sales.csv', '', NULL, NULL, '202411', '店', 'XX', '不明', 'S', 'P2', '100'),
	(3, 6, 'data/202411/sales.csv', '', NULL, NULL, '202411', '网', 'IN7', '散客', 'N', 'P2', '5'),
	(3, 7, 'data/202411/sales.csv', '', NULL, NULL, '202411', '网', '001', '长城公司', 'N', 'P1', 'many'),
	(3, 8, 'data/202411/sales.csv', '', NULL, NULL, '202411', '网', 'O03', '泰山公司', 'S', 'P1', '4'),
	(3, 9, 'data/202411/sales.csv', '', NULL, NULL, '202411', '网', 'XY', '不详', 'S', 'P2', '6'),
	(3, 10, 'data/202411/sales.csv', '', '{"cell": "H10", "reason": "the row has 9 cells, the header has 7", "status": "rejected"}', '{"column H": "2", "column I": "3"}', '202411', '网', '001', '长城公司', 'N', 'P1', '1'),
	(3, 11, 'data/202411/sales.csv', '', NULL, NULL, NULL, '网', '002', '黄河公司', 'S', 'P1', '7'),
	(3, 12, 'data/202411/sales.csv', '', NULL, NULL, '202411', '邮', '010', '衡山公司', 'M', 'P1', '9'),
	(3, 13, 'data/202411/sales.csv', '', NULL, NULL, '202411', '邮', '011', '恒山 公司', 'E', 'P2', '1');
INSERT INTO warehouse_raw.sales_b6 VALUES
	(6, 2, 'data/202411/sales_corrected.csv', '', NULL, NULL, '202411', '店', '001', '长城公司', 'N', 'P1', '11'),
	(6, 3, 'data/202411/sales_corrected.csv', '', NULL, NULL, '202411', '店', 'XX', '不明', 'S', 'P2', '90');
INSERT INTO warehouse_raw.stock_b2 VALUES
	(2, 2, 'data/202410/stock.csv', '', NULL, NULL, '202410', '北', 'a1', '7', '12', '2024-10-31 18:00', '是'),
	(2, 3, 'data/202410/stock.csv', '', NULL, NULL, '202410', '北', 'a2', '7.0', '3', NULL, '否');
INSERT INTO warehouse_raw.stock_b8 VALUES
	(8, 2, 'data/202411/stock.csv', '', NULL, NULL, '202411', '南', 'b1', '8', '5', '2024-11-30 18:00', '是'),
	(8, 3, 'data/202411/stock.csv', '', NULL, NULL, '202411', '北', 'a1', '7', '10', NULL, NULL);
INSERT INTO warehouse_raw.stock_b9 VALUES
	(9, 2, 'data/202411/stock_again.csv', '', NULL, NULL, '202411', '西', 'c1', '9', '1', NULL, NULL);
INSERT INTO warehouse_raw.visits_b11 VALUES
	(11, 2, 'data/202412/visits.csv', '', NULL, NULL, '202412', 'A3', '010', '1'),
	(11, 3, 'data/202412/visits.csv', '', NULL, NULL, '202412', 'A4', '001', '8');
INSERT INTO warehouse_raw.visits_b5 VALUES
	(5, 2, 'data/202411/visits.csv', '', NULL, NULL, '202411', 'A1', '001', '2'),
	(5, 3, 'data/202411/visits.csv', '', NULL, NULL, '202411', 'A2', '099', '1.5');
INSERT INTO warehouse_seeds.products VALUES
	('P1', 'Tea'),
	('P2', 'Silk');
INSERT INTO warehouse_snapshots.snap_channel VALUES
	('店', '门店', 1, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:31:36.85908+00', '2026-12-01 04:31:36.85908+00', '75fa9224faacca6f6b74d9fd085a50d9', '2026-12-01 12:32:51.845382', '2026-12-01 12:32:51.845382', NULL),
	('网', '网上', 2, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:31:36.85908+00', '2026-12-01 04:31:36.85908+00', '81084ec4fabb5b9f89a67a284f833bf7', '2026-12-01 12:32:51.845382', '2026-12-01 12:32:51.845382', NULL),
	('邮', '邮购', 3, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:31:36.85908+00', '2026-12-01 04:31:36.85908+00', '76a5ce8826f36fa8840c432aa15c2205', '2026-12-01 12:32:51.845382', '2026-12-01 12:32:51.845382', NULL);
INSERT INTO warehouse_snapshots.snap_customer VALUES
	('001', '长城公司', 'N', 'A', NULL, NULL, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:32:52.100632+00', 'd2ffa8e325dc954135941e3b18909a79', '2026-12-01 12:32:58.564622', '2026-12-01 12:32:58.564622', NULL),
	('021', '太行公司', 'S', NULL, '店', NULL, 'auto_derived', true, 'sales', 1, '2026-12-01 04:32:52.100632+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:32:52.100632+00', '15f92b56c7a145025425cb9241c1ed62', '2026-12-01 12:32:58.564622', '2026-12-01 12:32:58.564622', NULL),
	('022', '燕山公司', 'N', NULL, '邮', NULL, 'auto_derived', true, 'sales', 1, '2026-12-01 04:32:52.100632+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:32:52.100632+00', 'bdb4fc5f26390aa16acceb4421689905', '2026-12-01 12:32:58.564622', '2026-12-01 12:32:58.564622', NULL),
	('002', '黄河集团', 'S', 'B', NULL, NULL, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:32:52.100632+00', '862ec8c2e93784d2e62dc021d94297f2', '2026-12-01 12:32:58.564622', '2026-12-01 12:32:58.564622', '2026-12-01 12:34:15.900685'),
	('003', '泰山公司', 'S', NULL, '店', NULL, 'auto_derived', true, 'sales', 1, '2026-12-01 04:32:52.100632+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:32:52.100632+00', 'bb9d8c80137777eb6942558f33d60924', '2026-12-01 12:32:58.564622', '2026-12-01 12:32:58.564622', '2026-12-01 12:34:15.900685'),
	('002', '黄河集团', 'S', 'B', NULL, '["r2:2", "r4:"]', 'authoritative', false, NULL, NULL, NULL, '{来源}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:34:06.784632+00', '9e2bdc5a3ba59d95b035341c90a36bcf', '2026-12-01 12:34:15.900685', '2026-12-01 12:34:15.900685', NULL),
	('007', '嵩山公司', NULL, NULL, NULL, '["r6:1"]', 'auto_derived', true, 'returns', 4, '2026-12-01 04:34:06.784632+00', '{名称,来源}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:34:06.784632+00', 'f1c59d16d7e19307cb123b7f4144e90e', '2026-12-01 12:34:15.900685', '2026-12-01 12:34:15.900685', NULL),
	('011', '恒山 公司', 'E', NULL, '邮', NULL, 'auto_derived', true, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:34:06.784632+00', 'e4f54c65546746fe65ce5c7619152a0a', '2026-12-01 12:34:15.900685', '2026-12-01 12:34:15.900685', NULL),
	('O03', '泰山公司', 'S', NULL, '网', NULL, 'auto_derived', true, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:34:06.784632+00', 'b9c989949b7c23f9b89c449ec421d1c2', '2026-12-01 12:34:15.900685', '2026-12-01 12:34:15.900685', NULL),
	('XY', '不详', 'S', NULL, '网', NULL, 'auto_derived', true, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:34:06.784632+00', '650e538e9e9dc2c37b4fe55b64651218', '2026-12-01 12:34:15.900685', '2026-12-01 12:34:15.900685', NULL),
	('003', '泰山公司', 'S', NULL, '店', '["r1:1"]', 'auto_derived', true, 'sales', 1, '2026-12-01 04:32:52.100632+00', '{名称,地区代码,渠道们,来源}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:34:06.784632+00', '5a70739774fbcbb36299a62fbd848382', '2026-12-01 12:34:15.900685', '2026-12-01 12:34:15.900685', '2026-12-01 12:35:01.612625'),
	('004', '华山公司', 'E', NULL, '店', NULL, 'auto_derived', true, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:34:06.784632+00', '4ab1353e2f51601d4234034abb05af18', '2026-12-01 12:34:15.900685', '2026-12-01 12:34:15.900685', '2026-12-01 12:35:01.612625'),
	('003', '泰山公司', 'S', NULL, '店', '["r1:1", "r5:3"]', 'auto_derived', true, 'sales', 1, '2026-12-01 04:32:52.100632+00', '{名称,地区代码,渠道们,来源}', NULL, '2026-12-01 04:32:52.100632+00', '2026-12-01 04:34:55.937372+00', 'c9353700fe301281a9a287910bb0d4ba', '2026-12-01 12:35:01.612625', '2026-12-01 12:35:01.612625', NULL),
	('004', '华山集团', 'E', 'C', '店', NULL, 'authoritative', false, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{渠道们}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:34:55.937372+00', '05055eb4690ee782129e09d7d9346824', '2026-12-01 12:35:01.612625', '2026-12-01 12:35:01.612625', NULL),
	('005', '天山公司', NULL, NULL, NULL, '["r3:2"]', 'auto_derived', true, 'returns', 4, '2026-12-01 04:34:06.784632+00', '{名称,来源}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:34:06.784632+00', '52302b84574790144f24482c54d1d5d4', '2026-12-01 12:34:15.900685', '2026-12-01 12:34:15.900685', '2026-12-01 12:36:34.703464'),
	('010', '衡山公司', 'M', NULL, '邮', NULL, 'auto_derived', true, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:34:06.784632+00', '91d87729657e49ffae24d2950188170f', '2026-12-01 12:34:15.900685', '2026-12-01 12:34:15.900685', '2026-12-01 12:36:34.703464'),
	('XX', '不明', 'S', NULL, '店', '["r10:1"]', 'auto_derived', true, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{名称,地区代码,渠道们,来源}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:34:06.784632+00', 'd5fed682692cf2951b7c9cf92de22fcf', '2026-12-01 12:34:15.900685', '2026-12-01 12:34:15.900685', '2026-12-01 12:36:34.703464'),
	('010', '衡山公司', 'M', NULL, '邮', NULL, 'authoritative', false, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:35:43.950624+00', 'ddf7017b3cec20f29a9fbe8e75a842c5', '2026-12-01 12:36:34.703464', '2026-12-01 12:36:34.703464', NULL),
	('005', '天山公司', NULL, 'B', NULL, '["r3:2"]', 'authoritative', false, 'returns', 4, '2026-12-01 04:34:06.784632+00', '{}', NULL, '2026-12-01 04:34:06.784632+00', '2026-12-01 04:35:46.141362+00', 'cd9bc30a0094f2ef4c2f4a118da97737', '2026-12-01 12:36:34.703464', '2026-12-01 12:36:34.703464', NULL),
	('XX', '不明', 'S', NULL, '店', '["r10:1"]', 'auto_derived', false, 'sales', 3, '2026-12-01 04:34:06.784632+00', '{名称,地区代码,渠道们,来源}', '2026-12-01 04:35:54.58492+00', '2026-12-01 04:34:06.784632+00', '2026-12-01 04:35:54.58492+00', '7bb194b3f71e317dd3efe50f505cd0f9', '2026-12-01 12:36:34.703464', '2026-12-01 12:36:34.703464', NULL),
	('012', '嵩山公司', 'N', NULL, '店', NULL, 'auto_derived', true, 'sales', 10, '2026-12-01 04:39:55.432315+00', '{名称,地区代码,渠道们}', NULL, '2026-12-01 04:39:55.432315+00', '2026-12-01 04:39:55.432315+00', '59bcc32828160a74cc913814d0884834', '2026-12-01 12:40:01.096817', '2026-12-01 12:40:01.096817', NULL);
INSERT INTO warehouse_snapshots.snap_number VALUES
	(7.00, '北/a1', 'auto_derived', true, 'stock', 2, '2026-12-01 04:32:47.043809+00', '{label}', NULL, '2026-12-01 04:32:47.043809+00', '2026-12-01 04:32:47.043809+00', 'c61c4718b7f7a07fb2a466ec95d53ac3', '2026-12-01 12:32:53.619502', '2026-12-01 12:32:53.619502', NULL),
	(8.00, '南/b1', 'auto_derived', true, 'stock', 8, '2026-12-01 04:34:51.664621+00', '{label}', NULL, '2026-12-01 04:34:51.664621+00', '2026-12-01 04:34:51.664621+00', '5aac17e17d1978349282a997e798f41c', '2026-12-01 12:34:57.413946', '2026-12-01 12:34:57.413946', NULL),
	(9.00, '西/c1', 'auto_derived', true, 'stock', 9, '2026-12-01 04:37:46.856848+00', '{label}', NULL, '2026-12-01 04:37:46.856848+00', '2026-12-01 04:37:46.856848+00', '8830300da8d0a84a0fea81dfbc38f3e8', '2026-12-01 12:37:57.876652', '2026-12-01 12:37:57.876652', NULL);
INSERT INTO warehouse_snapshots.snap_plan VALUES
	('A1', '甲', true, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:43.631462+00', '2026-12-01 04:32:43.631462+00', 'f977e344a4a570c22014ec85e0186fd1', '2026-12-01 12:32:51.220876', '2026-12-01 12:32:51.220876', NULL),
	('A2', '乙', false, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:43.631462+00', '2026-12-01 04:32:43.631462+00', 'e26f42b16a4bdde19ce40f49b7441421', '2026-12-01 12:32:51.220876', '2026-12-01 12:32:51.220876', NULL),
	('A3', '丙', true, 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:34:49.928468+00', '2026-12-01 04:34:49.928468+00', '7a7cc81a0f54ed5ea84250bdb2460267', '2026-12-01 12:34:54.124615', '2026-12-01 12:34:54.124615', NULL);
INSERT INTO warehouse_snapshots.snap_product VALUES
	('P1', 'Tea', 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:54.85263+00', '2026-12-01 04:32:54.85263+00', '3e93a9c7550540888670219b0da003f0', '2026-12-01 12:33:01.024694', '2026-12-01 12:33:01.024694', NULL),
	('P2', 'Silk', 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:54.85263+00', '2026-12-01 04:32:54.85263+00', '283c6e270bff49c5c72b56213d37e6f8', '2026-12-01 12:33:01.024694', '2026-12-01 12:33:01.024694', NULL);
INSERT INTO warehouse_snapshots.snap_region VALUES
	('E', '东方', 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:46.357236+00', '2026-12-01 04:32:46.357236+00', 'a89b143f6c68d167c04b9a984c3282ba', '2026-12-01 12:32:53.284646', '2026-12-01 12:32:53.284646', NULL),
	('M', '中部', 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:46.357236+00', '2026-12-01 04:32:46.357236+00', '0cbdc9dbb074050b3a7c5eeb9953f87f', '2026-12-01 12:32:53.284646', '2026-12-01 12:32:53.284646', '2026-12-01 12:35:33.555692'),
	('N', '北方', 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:46.357236+00', '2026-12-01 04:32:46.357236+00', '2e3843da4b77b0e33eaff295bf90ac3d', '2026-12-01 12:32:53.284646', '2026-12-01 12:32:53.284646', '2026-12-01 12:35:33.555692'),
	('S', '南方', 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:46.357236+00', '2026-12-01 04:32:46.357236+00', '6bbb1ebc24f6526d01c88b75b4990a5c', '2026-12-01 12:32:53.284646', '2026-12-01 12:32:53.284646', '2026-12-01 12:35:33.555692'),
	('M', '中部', 'authoritative', false, NULL, NULL, NULL, '{}', '2026-12-01 04:35:29.436379+00', '2026-12-01 04:32:46.357236+00', '2026-12-01 04:35:29.436379+00', '5808d9eb9403e8f3a9dc9bf268755ebc', '2026-12-01 12:35:33.555692', '2026-12-01 12:35:33.555692', NULL),
	('N', '北方区', 'authoritative', false, NULL, NULL, NULL, '{}', NULL, '2026-12-01 04:32:46.357236+00', '2026-12-01 04:35:29.436379+00', 'ef8925079d27b0b857c2a94fdd7c6e89', '2026-12-01 12:35:33.555692', '2026-12-01 12:35:33.555692', NULL),
	('S', '南方', 'authoritative', false, NULL, NULL, NULL, '{}', '2026-12-01 04:35:29.436379+00', '2026-12-01 04:32:46.357236+00', '2026-12-01 04:35:29.436379+00', '1a52c991097baedab82da33295714b09', '2026-12-01 12:35:33.555692', '2026-12-01 12:35:33.555692', NULL);
INSERT INTO warehouse_snapshots.snap_shelf VALUES
	('北', 'a1', 12, '2024-10-31 18:00:00', 'auto_derived', true, 'stock', 2, '2026-12-01 04:32:48.232062+00', '{pieces,counted_at}', NULL, '2026-12-01 04:32:48.232062+00', '2026-12-01 04:32:48.232062+00', '7aa50e52e7ceb84583f5eb162983cf17', '2026-12-01 12:32:54.038664', '2026-12-01 12:32:54.038664', NULL),
	('北', 'a2', 3, NULL, 'auto_derived', true, 'stock', 2, '2026-12-01 04:32:48.232062+00', '{pieces}', NULL, '2026-12-01 04:32:48.232062+00', '2026-12-01 04:32:48.232062+00', 'c963905cadc1ac0bee8e714c4c708b4c', '2026-12-01 12:32:54.038664', '2026-12-01 12:32:54.038664', NULL),
	('南', 'b1', 5, '2024-11-30 18:00:00', 'auto_derived', true, 'stock', 8, '2026-12-01 04:34:52.164679+00', '{pieces,counted_at}', NULL, '2026-12-01 04:34:52.164679+00', '2026-12-01 04:34:52.164679+00', '408c0967e62e44815568fef452f1277f', '2026-12-01 12:34:57.828611', '2026-12-01 12:34:57.828611', NULL),
	('西', 'c1', 1, NULL, 'auto_derived', true, 'stock', 9, '2026-12-01 04:37:47.712197+00', '{pieces}', NULL, '2026-12-01 04:37:47.712197+00', '2026-12-01 04:37:47.712197+00', '794e7adbe4324d5f86ea78f6b64ede1c', '2026-12-01 12:37:58.886856', '2026-12-01 12:37:58.886856', NULL);
INSERT INTO warehouse_staging.keys_returns VALUES
	(NULL, NULL, '{customer}', '2026-12-01 04:39:45.584624+00'),
	('002', NULL, '{customer}', '2026-12-01 04:39:45.584624+00'),
	(NULL, 'P2', '{product}', '2026-12-01 04:39:45.584624+00'),
	(NULL, 'P1', '{product}', '2026-12-01 04:39:45.584624+00');
INSERT INTO warehouse_staging.keys_sales VALUES
	(NULL, NULL, NULL, '网', '{渠道}', '2026-12-01 04:39:47.17661+00'),
	(NULL, NULL, NULL, '店', '{渠道}', '2026-12-01 04:39:47.17661+00'),
	(NULL, 'N', NULL, NULL, '{地区代码}', '2026-12-01 04:39:47.17661+00'),
	(NULL, 'S', NULL, NULL, '{地区代码}', '2026-12-01 04:39:47.17661+00'),
	(NULL, NULL, NULL, NULL, '{客户号}', '2026-12-01 04:39:47.17661+00'),
	(NULL, NULL, '002', NULL, '{客户号}', '2026-12-01 04:39:47.17661+00'),
	(NULL, NULL, '001', NULL, '{客户号}', '2026-12-01 04:39:47.17661+00'),
	(NULL, NULL, '012', NULL, '{客户号}', '2026-12-01 04:39:47.17661+00'),
	('P2', NULL, NULL, NULL, '{产品}', '2026-12-01 04:39:47.17661+00'),
	('P1', NULL, NULL, NULL, '{产品}', '2026-12-01 04:39:47.17661+00');
INSERT INTO warehouse_staging.keys_stock VALUES
	(NULL, 8.00, NULL, '{number}', '2026-12-01 04:39:47.903633+00'),
	('南', NULL, 'b1', '{branch,shelf}', '2026-12-01 04:39:47.903633+00');
INSERT INTO warehouse_staging.keys_visits VALUES
	(NULL, 'A3', '{plan}', '2026-12-01 04:39:48.265686+00'),
	(NULL, 'A4', '{plan}', '2026-12-01 04:39:48.265686+00'),
	(NULL, 'A2', '{plan}', '2026-12-01 04:39:48.265686+00'),
	('099', NULL, '{customer}', '2026-12-01 04:39:48.265686+00'),
	('001', NULL, '{customer}', '2026-12-01 04:39:48.265686+00'),
	('010', NULL, '{customer}', '2026-12-01 04:39:48.265686+00');
INSERT INTO warehouse_staging.stg_returns VALUES
	(4, 5, 'r4', '002', NULL, 'P2', NULL, '2024-11-28', NULL, 'type:pieces'),
	(4, 7, 'r9', NULL, NULL, 'P1', 1, '2024-11-27', NULL, 'blank_key:customer');
INSERT INTO warehouse_staging.stg_sales VALUES
	(10, 2, '2024-12-01', '店', '001', '长城公司', 'N', 'P1', 12.00, NULL, NULL),
	(10, 3, '2024-12-01', '店', '012', '嵩山公司', 'N', 'P2', 13.00, NULL, NULL),
	(3, 6, '2024-11-01', '网', NULL, '散客', 'N', 'P2', 5.00, '{"客户号": "IN7"}', 'null_key:客户号'),
	(3, 7, '2024-11-01', '网', '001', '长城公司', 'N', 'P1', NULL, NULL, 'type:金额'),
	(3, 11, NULL, '网', '002', '黄河公司', 'S', 'P1', 7.00, NULL, 'required:月度');
INSERT INTO warehouse_staging.stg_stock VALUES
	(8, 2, '2024-11-01', '南', 'b1', 8.00, 5, '2024-11-30 18:00:00', true, NULL, 'rejected_key:fk_shelf');
INSERT INTO warehouse_staging.stg_visits VALUES
	(11, 2, '2024-12-01', 'A3', '010', 1.0, NULL, NULL),
	(11, 3, '2024-12-01', 'A4', '001', 8.0, NULL, NULL),
	(5, 3, '2024-11-01', 'A2', '099', 1.5, NULL, NULL);
SELECT pg_catalog.setval('warehouse."渠道_id_seq"', 3, true);
SELECT pg_catalog.setval('warehouse_ledger.audit_sequence_seq', 53, true);
SELECT pg_catalog.setval('warehouse_ledger.batches_batch_id_seq', 13, true);
SELECT pg_catalog.setval('warehouse_ledger.conflicts_sequence_seq', 2, true);
SELECT pg_catalog.setval('warehouse_ledger.decisions_sequence_seq', 13, true);
SELECT pg_catalog.setval('warehouse_ledger.sync_log_sequence_seq', 42, true);
ALTER TABLE ONLY legacy.plans
    ADD CONSTRAINT plans_pkey PRIMARY KEY (id);
ALTER TABLE ONLY warehouse.product
    ADD CONSTRAINT product_pkey PRIMARY KEY (code);
ALTER TABLE ONLY warehouse.returns
    ADD CONSTRAINT returns_pkey PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse.visits
    ADD CONSTRAINT visits_pkey PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse."地区"
    ADD CONSTRAINT "地区_pkey" PRIMARY KEY ("地区代码");
ALTER TABLE ONLY warehouse."客户"
    ADD CONSTRAINT "客户_pkey" PRIMARY KEY ("客户号");
ALTER TABLE ONLY warehouse."库存"
    ADD CONSTRAINT "库存_pkey" PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse."渠道"
    ADD CONSTRAINT "渠道_pkey" PRIMARY KEY (id);
ALTER TABLE ONLY warehouse."渠道"
    ADD CONSTRAINT "渠道_编号_key" UNIQUE ("编号");
ALTER TABLE ONLY warehouse."编码"
    ADD CONSTRAINT "编码_pkey" PRIMARY KEY (number);
ALTER TABLE ONLY warehouse."计划"
    ADD CONSTRAINT "计划_pkey" PRIMARY KEY (code);
ALTER TABLE ONLY warehouse."货架"
    ADD CONSTRAINT "货架_pkey" PRIMARY KEY (branch, shelf);
ALTER TABLE ONLY warehouse."销售明细"
    ADD CONSTRAINT "销售明细_pkey" PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_ledger.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY warehouse_ledger.batches
    ADD CONSTRAINT batches_pkey PRIMARY KEY (batch_id);
ALTER TABLE ONLY warehouse_ledger.conflicts
    ADD CONSTRAINT conflicts_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY warehouse_ledger.coverage
    ADD CONSTRAINT coverage_pkey PRIMARY KEY (run_id, domain, foreign_key);
ALTER TABLE ONLY warehouse_ledger.decisions
    ADD CONSTRAINT decisions_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY warehouse_ledger.deliveries
    ADD CONSTRAINT deliveries_pkey PRIMARY KEY (domain, file, sheet);
ALTER TABLE ONLY warehouse_ledger.dropped
    ADD CONSTRAINT dropped_pkey PRIMARY KEY (batch_id);
ALTER TABLE ONLY warehouse_ledger.loads
    ADD CONSTRAINT loads_pkey PRIMARY KEY (batch_id);
ALTER TABLE ONLY warehouse_ledger.merged_rows
    ADD CONSTRAINT merged_rows_pkey PRIMARY KEY (decision, domain, batch_id, row_number);
ALTER TABLE ONLY warehouse_ledger.quarantine_inputs
    ADD CONSTRAINT quarantine_inputs_pkey PRIMARY KEY (domain);
ALTER TABLE ONLY warehouse_ledger.reference_tables
    ADD CONSTRAINT reference_tables_pkey PRIMARY KEY (table_name);
ALTER TABLE ONLY warehouse_ledger.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY warehouse_ledger.scopes
    ADD CONSTRAINT scopes_pkey PRIMARY KEY (batch_id, scope);
ALTER TABLE ONLY warehouse_ledger.snapshots
    ADD CONSTRAINT snapshots_pkey PRIMARY KEY (table_name);
ALTER TABLE ONLY warehouse_ledger.staged
    ADD CONSTRAINT staged_pkey PRIMARY KEY (domain, batch_id);
ALTER TABLE ONLY warehouse_ledger.staged_scopes
    ADD CONSTRAINT staged_scopes_pkey PRIMARY KEY (batch_id, scope);
ALTER TABLE ONLY warehouse_ledger.sync_log
    ADD CONSTRAINT sync_log_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY warehouse_ledger.syncs
    ADD CONSTRAINT syncs_pkey PRIMARY KEY (table_name, source);
ALTER TABLE ONLY warehouse_partitions.returns_b4
    ADD CONSTRAINT returns_b4_pkey PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_partitions.returns_b7
    ADD CONSTRAINT returns_b7_pkey PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_partitions.visits_b5
    ADD CONSTRAINT visits_b5_pkey PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_partitions."库存_b2"
    ADD CONSTRAINT "库存_b2_pkey" PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_partitions."库存_b8"
    ADD CONSTRAINT "库存_b8_pkey" PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_partitions."销售明细_b10"
    ADD CONSTRAINT "销售明细_b10_pkey" PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_partitions."销售明细_b1"
    ADD CONSTRAINT "销售明细_b1_pkey" PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_partitions."销售明细_b3"
    ADD CONSTRAINT "销售明细_b3_pkey" PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_partitions."销售明细_b6"
    ADD CONSTRAINT "销售明细_b6_pkey" PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_quarantine.returns
    ADD CONSTRAINT returns_pkey PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_quarantine.sales
    ADD CONSTRAINT sales_pkey PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_quarantine.stock
    ADD CONSTRAINT stock_pkey PRIMARY KEY (_batch_id, _row_number);
ALTER TABLE ONLY warehouse_quarantine.visits
    ADD CONSTRAINT visits_pkey PRIMARY KEY (_batch_id, _row_number);
CREATE INDEX audit_by_key ON warehouse_ledger.audit USING btree (table_name, key, sequence);
CREATE INDEX audit_by_table ON warehouse_ledger.audit USING btree (table_name, sequence);
CREATE INDEX batches_by_content ON warehouse_ledger.batches USING btree (domain, sha256, sheet);
CREATE INDEX changes_by_invocation ON warehouse_ledger.changes USING btree (invocation_id);
CREATE UNIQUE INDEX conflicts_once ON warehouse_ledger.conflicts USING btree (table_name, key, column_name, kept_from, other_from, md5(((kept || '
'::text) || other)));
CREATE INDEX decisions_by_key ON warehouse_ledger.decisions USING btree (table_name, key, sequence);
CREATE INDEX scopes_in_force ON warehouse_ledger.scopes USING btree (domain, scope) WHERE (superseded_by IS NULL);
CREATE INDEX sync_log_by_table ON warehouse_ledger.sync_log USING btree (table_name, source, started_at);
ALTER INDEX warehouse.returns_pkey ATTACH PARTITION warehouse_partitions.returns_b4_pkey;
ALTER INDEX warehouse.returns_pkey ATTACH PARTITION warehouse_partitions.returns_b7_pkey;
ALTER INDEX warehouse.visits_pkey ATTACH PARTITION warehouse_partitions.visits_b5_pkey;
ALTER INDEX warehouse."库存_pkey" ATTACH PARTITION warehouse_partitions."库存_b2_pkey";
ALTER INDEX warehouse."库存_pkey" ATTACH PARTITION warehouse_partitions."库存_b8_pkey";
ALTER INDEX warehouse."销售明细_pkey" ATTACH PARTITION warehouse_partitions."销售明细_b10_pkey";
ALTER INDEX warehouse."销售明细_pkey" ATTACH PARTITION warehouse_partitions."销售明细_b1_pkey";
ALTER INDEX warehouse."销售明细_pkey" ATTACH PARTITION warehouse_partitions."销售明细_b3_pkey";
ALTER INDEX warehouse."销售明细_pkey" ATTACH PARTITION warehouse_partitions."销售明细_b6_pkey";
CREATE TRIGGER audit_delete AFTER DELETE ON warehouse.product REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('code');
CREATE TRIGGER audit_delete AFTER DELETE ON warehouse."地区" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('地区代码');
CREATE TRIGGER audit_delete AFTER DELETE ON warehouse."客户" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('客户号');
CREATE TRIGGER audit_delete AFTER DELETE ON warehouse."渠道" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('编号');
CREATE TRIGGER audit_delete AFTER DELETE ON warehouse."编码" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('number');
CREATE TRIGGER audit_delete AFTER DELETE ON warehouse."计划" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('code');
CREATE TRIGGER audit_delete AFTER DELETE ON warehouse."货架" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('branch', 'shelf');
CREATE TRIGGER audit_insert AFTER INSERT ON warehouse.product REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('code');
CREATE TRIGGER audit_insert AFTER INSERT ON warehouse."地区" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('地区代码');
CREATE TRIGGER audit_insert AFTER INSERT ON warehouse."客户" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('客户号');
CREATE TRIGGER audit_insert AFTER INSERT ON warehouse."渠道" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('编号');
CREATE TRIGGER audit_insert AFTER INSERT ON warehouse."编码" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('number');
CREATE TRIGGER audit_insert AFTER INSERT ON warehouse."计划" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('code');
CREATE TRIGGER audit_insert AFTER INSERT ON warehouse."货架" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('branch', 'shelf');
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON warehouse.product FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('code');
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON warehouse."地区" FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('地区代码');
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON warehouse."客户" FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('客户号');
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON warehouse."渠道" FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('编号');
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON warehouse."编码" FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('number');
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON warehouse."计划" FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('code');
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON warehouse."货架" FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('branch', 'shelf');
CREATE TRIGGER audit_update AFTER UPDATE ON warehouse.product REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('code');
CREATE TRIGGER audit_update AFTER UPDATE ON warehouse."地区" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('地区代码');
CREATE TRIGGER audit_update AFTER UPDATE ON warehouse."客户" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('客户号');
CREATE TRIGGER audit_update AFTER UPDATE ON warehouse."渠道" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('编号');
CREATE TRIGGER audit_update AFTER UPDATE ON warehouse."编码" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('number');
CREATE TRIGGER audit_update AFTER UPDATE ON warehouse."计划" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('code');
CREATE TRIGGER audit_update AFTER UPDATE ON warehouse."货架" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_changes('branch', 'shelf');
CREATE TRIGGER audit_guard BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON warehouse_ledger.audit FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.audit_guard();
CREATE TRIGGER decisions_guard BEFORE DELETE OR UPDATE OR TRUNCATE ON warehouse_ledger.decisions FOR EACH STATEMENT EXECUTE FUNCTION warehouse_ledger.decisions_guard();
ALTER TABLE warehouse."销售明细"
    ADD CONSTRAINT fk_channel FOREIGN KEY ("渠道") REFERENCES warehouse."渠道"("编号");
COMMENT ON CONSTRAINT fk_channel ON warehouse."销售明细" IS 'refill: foreign key ("渠道") references "company"."warehouse"."渠道" ("编号")';
ALTER TABLE warehouse."销售明细"
    ADD CONSTRAINT fk_customer FOREIGN KEY ("客户号") REFERENCES warehouse."客户"("客户号");
COMMENT ON CONSTRAINT fk_customer ON warehouse."销售明细" IS 'refill: foreign key ("客户号") references "company"."warehouse"."客户" ("客户号")';
ALTER TABLE ONLY warehouse."客户"
    ADD CONSTRAINT fk_customer_parent FOREIGN KEY ("地区代码") REFERENCES warehouse."地区"("地区代码");
COMMENT ON CONSTRAINT fk_customer_parent ON warehouse."客户" IS 'refill: foreign key ("地区代码") references "company"."warehouse"."地区" ("地区代码")';
ALTER TABLE warehouse."库存"
    ADD CONSTRAINT fk_number FOREIGN KEY (number) REFERENCES warehouse."编码"(number);
COMMENT ON CONSTRAINT fk_number ON warehouse."库存" IS 'refill: foreign key ("number") references "company"."warehouse"."编码" ("number")';
ALTER TABLE warehouse.visits
    ADD CONSTRAINT fk_plan FOREIGN KEY (plan) REFERENCES warehouse."计划"(code);
COMMENT ON CONSTRAINT fk_plan ON warehouse.visits IS 'refill: foreign key ("plan") references "company"."warehouse"."计划" ("code")';
ALTER TABLE warehouse."销售明细"
    ADD CONSTRAINT fk_product FOREIGN KEY ("产品") REFERENCES warehouse.product(code);
COMMENT ON CONSTRAINT fk_product ON warehouse."销售明细" IS 'refill: foreign key ("产品") references "company"."warehouse"."product" ("code")';
ALTER TABLE warehouse."销售明细"
    ADD CONSTRAINT fk_region FOREIGN KEY ("地区代码") REFERENCES warehouse."地区"("地区代码");
COMMENT ON CONSTRAINT fk_region ON warehouse."销售明细" IS 'refill: foreign key ("地区代码") references "company"."warehouse"."地区" ("地区代码")';
ALTER TABLE warehouse.returns
    ADD CONSTRAINT fk_returns_customer FOREIGN KEY (customer) REFERENCES warehouse."客户"("客户号");
COMMENT ON CONSTRAINT fk_returns_customer ON warehouse.returns IS 'refill: foreign key ("customer") references "company"."warehouse"."客户" ("客户号")';
ALTER TABLE warehouse.returns
    ADD CONSTRAINT fk_returns_product FOREIGN KEY (product) REFERENCES warehouse.product(code);
COMMENT ON CONSTRAINT fk_returns_product ON warehouse.returns IS 'refill: foreign key ("product") references "company"."warehouse"."product" ("code")';
ALTER TABLE warehouse."库存"
    ADD CONSTRAINT fk_shelf FOREIGN KEY (branch, shelf) REFERENCES warehouse."货架"(branch, shelf);
COMMENT ON CONSTRAINT fk_shelf ON warehouse."库存" IS 'refill: foreign key ("branch", "shelf") references "company"."warehouse"."货架" ("branch", "shelf")';
ALTER TABLE warehouse.visits
    ADD CONSTRAINT fk_visited FOREIGN KEY (customer) REFERENCES warehouse."客户"("客户号");
COMMENT ON CONSTRAINT fk_visited ON warehouse.visits IS 'refill: foreign key ("customer") references "company"."warehouse"."客户" ("客户号")';
ALTER TABLE ONLY warehouse_ledger.dropped
    ADD CONSTRAINT dropped_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES warehouse_ledger.batches(batch_id);
ALTER TABLE ONLY warehouse_ledger.loads
    ADD CONSTRAINT loads_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES warehouse_ledger.batches(batch_id);
ALTER TABLE ONLY warehouse_ledger.merged_rows
    ADD CONSTRAINT merged_rows_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES warehouse_ledger.dropped(batch_id);
ALTER TABLE ONLY warehouse_ledger.scopes
    ADD CONSTRAINT scopes_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES warehouse_ledger.batches(batch_id);
ALTER TABLE ONLY warehouse_ledger.scopes
    ADD CONSTRAINT scopes_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES warehouse_ledger.batches(batch_id);
ALTER TABLE ONLY warehouse_ledger.staged
    ADD CONSTRAINT staged_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES warehouse_ledger.batches(batch_id);
ALTER TABLE ONLY warehouse_ledger.staged_scopes
    ADD CONSTRAINT staged_scopes_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES warehouse_ledger.batches(batch_id);
ALTER TABLE ONLY warehouse_ledger.staged_scopes
    ADD CONSTRAINT staged_scopes_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES warehouse_ledger.batches(batch_id);
