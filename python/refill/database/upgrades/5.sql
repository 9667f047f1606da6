-- Functions that have other names now, or that nothing calls any more.
drop function if exists {ledger}.without_null_tokens(text, text[]);
drop function if exists {ledger}.described_key(jsonb, text);
