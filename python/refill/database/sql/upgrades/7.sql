-- Batches say in which encoding their file was read, where that was not UTF-8; of older ones it is not known.
alter table {ledger}.batches add column if not exists encoding text;
