-- Rows in quarantine are judged anew only where what they were judged by has changed.
create table {ledger}.judged (
    domain text primary key,
    invocation_id text not null,
    rests_on text not null,
    is_settled boolean not null default false
);
