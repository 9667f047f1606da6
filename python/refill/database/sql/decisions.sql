-- The decisions of stewards: none is changed, and the latest are in force. {ledger} is the schema of refill's own tables.

create or replace function {ledger}.decisions_guard() returns trigger language plpgsql as $$
begin
    raise exception 'Decisions are only added. `refill review reopen` takes one back.';
end
$$;
create or replace trigger decisions_guard before update or delete or truncate on {ledger}.decisions
for each statement execute function {ledger}.decisions_guard();

-- The decision in force on each key of a table: the latest, unless that takes the one before back. A key that was merged has
-- the last target of a chain; one whose target was rejected is rejected.
create or replace function {ledger}.decisions_in_force(wanted text)
returns table (key jsonb, decision text, content jsonb, target jsonb, sequence bigint)
language sql stable strict parallel safe rows 100 as $$
with recursive latest as (
    select distinct on (d.key) d.key, d.decision, d.content, d.target, d.sequence
    from {ledger}.decisions as d
    where d.table_name = wanted
    order by d.key, d.sequence desc
),
led as (
    select l.key, l.decision, l.content, l.target, l.sequence, 1 as steps from latest as l where l.decision <> 'reopen'
    union all
    select led.key, next.decision, led.content, coalesce(next.target, led.target), led.sequence, led.steps + 1
    from led join latest as next on next.key = led.target
    where led.decision = 'merge' and next.decision in ('merge', 'reject') and led.steps < 100
)
select distinct on (led.key) led.key, led.decision, led.content, led.target, led.sequence
from led
order by led.key, led.steps desc
$$;
