-- Batches can be undone.
alter table {ledger}.batches add column undone_at timestamptz;
-- The scopes of batches that wait stand in a table of their own, which the next staging fills.
delete from {ledger}.scopes where batch_id not in (select batch_id from {ledger}.loads);
