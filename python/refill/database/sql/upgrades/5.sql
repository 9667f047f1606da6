-- Each file of functions has a digest of its own.
alter table {ledger}.version alter column functions type jsonb using '{}';
-- What the rows in quarantine are judged by is called their inputs.
alter table if exists {ledger}.judged rename column rests_on to inputs;
alter index if exists {ledger}.judged_pkey rename to quarantine_inputs_pkey;
alter table if exists {ledger}.judged rename to quarantine_inputs;
drop function if exists {ledger}.judged_by(text[], text);
drop function if exists {ledger}.rulings(text);
-- A review is a composite type in place of json.
drop function if exists {ledger}.open_review(text, jsonb, bigint);
drop function if exists {ledger}.refuse_sourced(jsonb);
drop function if exists {ledger}.decide(jsonb, text, jsonb, jsonb, text, text);
drop function if exists {ledger}.put_row(jsonb, jsonb);
drop function if exists {ledger}.open_image(jsonb);
drop function if exists {ledger}.source_has_spoken(jsonb);
drop function if exists {ledger}.referring_facts(jsonb);
drop function if exists {ledger}.delivered_under(jsonb, jsonb);
drop function if exists {ledger}.point_back(jsonb, boolean);
-- Rows that a decision has set aside in a domain without scopes have none: they were of a scope of no columns.
do $$
declare
    held regclass;
begin
    delete from {ledger}.scopes where scope = '{}';
    for held in select oid from pg_class where relnamespace = to_regnamespace(format('%I', {quarantine})) and relkind = 'r' loop
        execute format('update %s set _scope = null where _scope = %L', held, '{}');
    end loop;
end
$$;
-- Functions that have other names now, or that nothing calls any more.
drop function if exists {ledger}.without_null_tokens(text, text[]);
drop function if exists {ledger}.described_key(jsonb, text);
