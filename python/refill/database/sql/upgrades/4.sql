-- A file that stays as it was is known by its state, without reading it.
alter table if exists {ledger}.deliveries add column state text;
