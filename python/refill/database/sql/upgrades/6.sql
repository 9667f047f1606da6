-- Batches have parts: the partitions of a raw table and of its facts. A partition per batch becomes one of many (refill/database/
-- parts.py moves the rows); here each batch gets the part that it will be in: its own from 30,000 rows on, else one with up to
-- 200 others.
drop view if exists {ledger}.batch_partitions;
drop function if exists {ledger}.batch_partition(text, text, bigint);
create table if not exists {ledger}.parts (
    part bigint generated always as identity primary key,
    domain text not null,
    is_shared boolean not null,
    rows bigint not null
);
alter table {ledger}.batches add column if not exists part bigint references {ledger}.parts;
do $$
declare
    held record;
    shared bigint;
    batches integer;
    previous text;
begin
    for held in select batch_id, domain, rows from {ledger}.batches where part is null order by domain, batch_id loop
        if held.domain is distinct from previous then
            shared := null;
            previous := held.domain;
        end if;
        if held.rows >= 30000 then
            with made as (
                insert into {ledger}.parts (domain, is_shared, rows) values (held.domain, false, held.rows) returning part
            )
            update {ledger}.batches set part = made.part from made where batch_id = held.batch_id;
            continue;
        end if;
        if shared is null or batches = 200 then
            insert into {ledger}.parts (domain, is_shared, rows) values (held.domain, true, 0) returning part into shared;
            batches := 0;
        end if;
        update {ledger}.batches set part = shared where batch_id = held.batch_id;
        update {ledger}.parts set rows = rows + held.rows where part = shared;
        batches := batches + 1;
    end loop;
end
$$;
alter table {ledger}.batches alter column part set not null;
