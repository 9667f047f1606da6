-- A reference table may have several sources, each with what it last said.
alter table {ledger}.syncs add column source text not null default '';
alter table {ledger}.syncs drop constraint syncs_pkey;
alter table {ledger}.syncs add primary key (table_name, source);
alter table {ledger}.syncs alter column sha256 drop not null;
alter table {ledger}.syncs add column high_water text;
alter table {ledger}.syncs add column reading text;
alter table {ledger}.syncs add column accepted_retirements bigint not null default 0;
alter table {ledger}.syncs add column types jsonb not null default '{}';
