-- What staging does to one text. PostgreSQL puts these into the queries that call them, so a call costs nothing.
-- {ledger} is the schema of refill's own tables.

-- The one folding of keys; python/refill/folding.py is its twin, and a test compares them on every character.
-- Format characters go, full-width forms become plain, the rest is composed (NFC), outer white space goes.
-- Plain ASCII and Chinese characters, the usual case, stay as they are.
create or replace function {ledger}.fold(value text) returns text language sql immutable parallel safe
return case
    when value ~ '^([!-~\u4e00-\u9fff]([ -~\u4e00-\u9fff]*[!-~\u4e00-\u9fff])?)?$' then value
    else btrim(
        normalize(
            translate(
                regexp_replace(
                    value,
                    '[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]',
                    '',
                    'g'
                ),
                '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　',
                '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~ '
            ),
            nfc
        ),
        e' \t\n\x0b\f\r\x1c\x1d\x1e\x1f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'
    )
end;

-- The number in a text that try_numeric has looked at.
create or replace function {ledger}.plain_number(value text) returns numeric language sql immutable parallel safe
return cast(replace(rtrim(value, '%'), ',', '') as numeric) / case right(value, 1) when '%' then 100 else 1 end;

-- `1234.5`, `1,234.50`, `5.5%`, `1.2E-3`; null where the text is no number or has more than precision - scale digits
-- before the point, when rounded to scale. The caller casts to numeric(precision, scale).
create or replace function {ledger}.try_numeric(value text, digits integer, scale integer) returns numeric
language sql immutable parallel safe
return case
    when value ~ '^-?[0-9]+([.][0-9]+)?$' and char_length(split_part(value, '.', 1)) < digits - scale
        then cast(value as numeric)
    when value ~ '^[+-]?(([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,2})?%?$'
        and char_length(value) <= 100
        and abs(round({ledger}.plain_number(value), scale)) < power(10::numeric, digits - scale)
        then {ledger}.plain_number(value)
end;

-- `12`, `1,234`, `101.0`; null for anything else.
create or replace function {ledger}.try_integer(value text) returns bigint language sql immutable parallel safe
return case
    when value ~ '^-?[0-9]+$' and char_length(value) <= 18 then cast(value as bigint)  -- the usual case, several times as fast
    when value ~ '^[+-]?([0-9]{1,18}|[0-9]{1,3}(,[0-9]{3}){1,5})([.]0*)?$'
        then cast(replace(split_part(value, '.', 1), ',', '') as bigint)
end;

-- true, t, yes, y, 1, 是 and their opposites, in any case; null for anything else.
create or replace function {ledger}.try_boolean(value text) returns boolean language sql immutable parallel safe
return case
    when lower(value) in ('true', 't', 'yes', 'y', '1', '是') then true
    when lower(value) in ('false', 'f', 'no', 'n', '0', '否') then false
end;

-- The date, or null where the month has no such day.
create or replace function {ledger}.date_of(year integer, month integer, day integer) returns date
language sql immutable parallel safe
return case
    when day <= extract(day from make_date(year, month, 1) + interval '1 month - 1 day') then make_date(year, month, day)
end;

-- `2024-11-01`, `2024/11/1`, `2024年11月1日`, `20241101`, each also with a time of midnight; a number from 20000 to 79999
-- is a spreadsheet's count of days. A day that the month does not have is null, like anything else.
create or replace function {ledger}.try_date(value text) returns date language sql immutable parallel safe
return case
    when value ~ '^[1-9][0-9]{3}[-/年](0?[1-9]|1[0-2])[-/月](0?[1-9]|[12][0-9]|3[01])日?([ T]00:00(:00([.]0+)?)?)?$'
        then {ledger}.date_of(
            cast(left(value, 4) as integer),
            cast(substring(value from '^.{5}([0-9]+)') as integer),
            cast(substring(value from '^.{5}[0-9]+.([0-9]+)') as integer)
        )
    when value ~ '^[1-9][0-9]{3}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])$'
        then {ledger}.date_of(
            cast(left(value, 4) as integer), cast(substr(value, 5, 2) as integer), cast(right(value, 2) as integer)
        )
    when value ~ '^[2-7][0-9]{4}([.]0*)?$' then date '1899-12-30' + cast(left(value, 5) as integer)
end;

-- The first day of the month in `202411`, `2024-11`, `2024/11`, `2024年11月`, or of the date in the text.
create or replace function {ledger}.try_month(value text) returns date language sql immutable parallel safe
return case
    when value ~ '^[1-9][0-9]{3}(0[1-9]|1[0-2])$'
        then make_date(cast(left(value, 4) as integer), cast(right(value, 2) as integer), 1)
    when value ~ '^[1-9][0-9]{3}[-/年](0?[1-9]|1[0-2])月?$'
        then make_date(cast(left(value, 4) as integer), cast(rtrim(substr(value, 6), '月') as integer), 1)
    else cast(date_trunc('month', cast({ledger}.try_date(value) as timestamp)) as date)
end;

-- A date as try_date reads it, with or without a time `HH:MM`, `HH:MM:SS` or `HH:MM:SS.ffffff` behind a space or a T.
create or replace function {ledger}.try_timestamp(value text) returns timestamp language sql immutable parallel safe
return case
    when value ~ '^[^ T]+([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?)?$'
        then {ledger}.try_date(substring(value from '^[^ T]+'))
            + coalesce(cast(substring(value from '[ T](.+)$') as time), time '00:00')
end;

-- Every transaction in which a model, a seed or a snapshot writes begins with this. The run that it belongs to must hold
-- the lock still, and none can have taken over: the mark says that a transaction is at work until it ends.
create or replace function {ledger}.join_run(schema_name text, invocation text) returns void language plpgsql
as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('refill work ' || schema_name, 0));
    perform set_config('refill.invocation', invocation, true);
    if not exists (
        select 1
        from pg_locks
        where locktype = 'advisory' and objsubid = 1 and granted
            and database = (select oid from pg_database where datname = current_database())
            and ((cast(classid as bigint) << 32) | cast(objid as bigint))
                = hashtextextended('refill run ' || schema_name || ' ' || invocation, 0)
    ) then
        raise exception 'This run does not hold the lock of schema %: its connection was lost, or dbt runs without refill. Run it again, in the environment in which refill is installed.', schema_name;
    end if;
end
$$;

-- The key of a row of a reference table, as the audit log keeps it.
create or replace function {ledger}.audit_key(row_as_json jsonb, keys text[]) returns jsonb language sql immutable
return (select jsonb_object_agg(key, row_as_json -> key) from unnest(keys) as key);

-- Triggers of a reference table, which write its audit log. Their arguments are the key's columns.
create or replace function {ledger}.audit_changes() returns trigger language plpgsql set timezone = 'UTC' as $$
begin
    if tg_op = 'INSERT' then
        insert into {ledger}.audit (table_name, key, operation, after, invocation_id, cause)
        select tg_table_name, key, 'insert', content, {ledger}.audit_setting('invocation'), {ledger}.audit_setting('cause')
        from (select {ledger}.audit_key(to_jsonb(new_rows), tg_argv) as key, to_jsonb(new_rows) as content from new_rows) as made
        order by key;
    elsif tg_op = 'UPDATE' then  -- a changed key is one row that goes, and one that comes
        insert into {ledger}.audit (table_name, key, operation, before, after, invocation_id, cause)
        select
            tg_table_name,
            key,
            case when made.content is null then 'delete' when gone.content is null then 'insert' else 'update' end,
            gone.content,
            made.content,
            {ledger}.audit_setting('invocation'),
            {ledger}.audit_setting('cause')
        from (select {ledger}.audit_key(to_jsonb(old_rows), tg_argv) as key, to_jsonb(old_rows) as content from old_rows) as gone
        full join (select {ledger}.audit_key(to_jsonb(new_rows), tg_argv) as key, to_jsonb(new_rows) as content from new_rows) as made
            using (key)
        where gone.content is distinct from made.content
        order by key;
    elsif tg_op = 'DELETE' then
        insert into {ledger}.audit (table_name, key, operation, before, invocation_id, cause)
        select tg_table_name, key, 'delete', content, {ledger}.audit_setting('invocation'), {ledger}.audit_setting('cause')
        from (select {ledger}.audit_key(to_jsonb(old_rows), tg_argv) as key, to_jsonb(old_rows) as content from old_rows) as gone
        order by key;
    else
        raise exception 'Table % keeps an audit log, and is not truncated: delete its rows.', tg_table_name;
    end if;
    return null;
end
$$;

-- What a transaction says of itself: the dbt invocation that it belongs to, the cause of what it does.
create or replace function {ledger}.audit_setting(name text) returns text language sql stable
return nullif(current_setting('refill.' || name, true), '');

-- Nobody writes the audit log but the triggers above.
create or replace function {ledger}.audit_guard() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' or pg_trigger_depth() < 2 then
        raise exception 'The audit log is written by the triggers of the reference tables, and by nothing else.';
    end if;
    return null;
end
$$;
create or replace trigger audit_guard before insert or update or delete or truncate on {ledger}.audit
for each statement execute function {ledger}.audit_guard();

-- Lets a reference table write its audit log. The rows that it holds already open the log.
create or replace function {ledger}.keep_audit(relation regclass, keys text[]) returns void language plpgsql as $$
declare
    arguments text := (select string_agg(quote_literal(key), ', ') from unnest(keys) as key);
    short text := (select relname from pg_class where oid = relation);
    has_rows boolean;
begin
    if (select count(*) from pg_trigger where tgrelid = relation and tgname ~ '^audit_(insert|update|delete|truncate)$') = 4 then
        return;
    end if;
    execute format('create or replace trigger audit_insert after insert on %s referencing new table as new_rows '
        'for each statement execute function {ledger}.audit_changes(%s)', relation, arguments);
    execute format('create or replace trigger audit_update after update on %s referencing old table as old_rows '
        'new table as new_rows for each statement execute function {ledger}.audit_changes(%s)', relation, arguments);
    execute format('create or replace trigger audit_delete after delete on %s referencing old table as old_rows '
        'for each statement execute function {ledger}.audit_changes(%s)', relation, arguments);
    execute format('create or replace trigger audit_truncate before truncate on %s '
        'for each statement execute function {ledger}.audit_changes(%s)', relation, arguments);
    execute format('select exists (select 1 from %s)', relation) into has_rows;
    if has_rows and not exists (select 1 from {ledger}.audit where table_name = short) then
        perform {ledger}.open_audit(relation, keys);
    end if;
end
$$;

-- The rows that a table held before it had an audit log, as its first entries.
create or replace function {ledger}.open_audit(relation regclass, keys text[]) returns void language plpgsql
set timezone = 'UTC' as $$
begin
    alter table {ledger}.audit disable trigger audit_guard;
    execute format('insert into {ledger}.audit (table_name, key, operation, after, cause) '
        'select %L, {ledger}.audit_key(to_jsonb(held), %L), ''insert'', to_jsonb(held), ''held before the log began'' '
        'from %s as held order by 2', (select relname from pg_class where oid = relation), keys, relation);
    alter table {ledger}.audit enable trigger audit_guard;
end
$$;
