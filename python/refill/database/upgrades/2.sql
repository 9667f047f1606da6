-- Batches can be undone.
alter table {ledger}.batches add column undone_at timestamptz;
