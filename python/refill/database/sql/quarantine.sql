-- What the quarantine depends on. {ledger} is the schema of refill's own tables.

-- Return the quarantine inputs, by which its rows are judged besides the YAML and the models, as a text that differs once any
-- of them does: these reference tables, whose every change is in the audit log; the decisions on them; what their sources have
-- said. Changes that an invocation has made itself do not count for what it has judged.
create or replace function {ledger}.quarantine_inputs(tables text[], invocation text) returns text language sql stable
as $$
select concat_ws(
    ' ',
    (select count(*) from {ledger}.audit where table_name = any(tables) and invocation_id is distinct from invocation),
    (select count(*) from {ledger}.decisions where table_name = any(tables)),
    (
        select md5(string_agg(concat_ws(' ', table_name, source, synced_at), e'\n' order by table_name, source))
        from {ledger}.syncs
        where table_name = any(tables)
    )
)
$$;
