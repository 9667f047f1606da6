-- The audit log: triggers of the reference tables write it, and nothing else. {ledger} is the schema of refill's own tables.

-- Return the key of a row of a reference table, as the audit log keeps it.
create or replace function {ledger}.audit_key(row_as_json jsonb, keys text[]) returns jsonb language sql immutable
return (select jsonb_object_agg(key, row_as_json -> key) from unnest(keys) as key);

-- Return what a transaction says of itself: the dbt invocation that it belongs to, the cause of what it does.
create or replace function {ledger}.audit_setting(name text) returns text language sql stable
return nullif(current_setting('refill.' || name, true), '');

-- Triggers of a reference table, which write its audit log. Their arguments are the key's columns. They write it with
-- their owner's rights: a user that changes a row needs no right to write the log.
create or replace function {ledger}.audit_changes() returns trigger language plpgsql
security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
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

-- Refuse whatever else writes the audit log.
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

-- Let a reference table write its audit log. The rows that it holds already open the log.
create or replace function {ledger}.keep_audit(relation regclass, keys text[]) returns void language plpgsql as $$
declare
    arguments text := (select string_agg(quote_literal(key), ', ') from unnest(keys) as key);
    short text := (select cast(relname as text) from pg_class where oid = relation);
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
        perform {ledger}.catch_up_audit(relation, keys, 'held before the log began');
    end if;
end
$$;

-- Write into the audit log how the rows of a reference table differ from what the log says of them: what no trigger saw.
create or replace function {ledger}.catch_up_audit(relation regclass, keys text[], cause text) returns void language plpgsql
set timezone = 'UTC' as $$
begin
    alter table {ledger}.audit disable trigger audit_guard;
    execute format('with replayed as ('
        'select distinct on (key) key, after from {ledger}.audit where table_name = %1$L order by key, sequence desc), '
        'held as (select {ledger}.audit_key(to_jsonb(row), %2$L) as key, to_jsonb(row) as content from %3$s as row) '
        'insert into {ledger}.audit (table_name, key, operation, before, after, invocation_id, cause) '
        'select %1$L, key, case when content is null then ''delete'' when after is null then ''insert'' else ''update'' end, '
        'after, content, {ledger}.audit_setting(''invocation''), %4$L '
        'from (select * from replayed where after is not null) as replayed full join held using (key) '
        'where jsonb_strip_nulls(content) is distinct from jsonb_strip_nulls(after) order by key',
        (select relname from pg_class where oid = relation), keys, relation, cause);
    alter table {ledger}.audit enable trigger audit_guard;
end
$$;
