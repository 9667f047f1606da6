-- Keys of reference rows: as texts of a person, as json, and as conditions.
-- {ledger} is the schema of refill's own tables.

-- Refuse what a person asked for, with nothing changed. The caller knows a refusal by its code.
create or replace function {ledger}.refuse(reason text) returns void language plpgsql as $$
begin
    raise exception '%', reason using errcode = 'RF001';
end
$$;

-- Return a condition on a row: its columns have the values of a key.
create or replace function {ledger}.has_key(row_name text, columns jsonb, keys jsonb, key jsonb) returns text
language sql immutable as $$
select string_agg(format('%I.%I = %L', row_name, columns ->> place, key ->> (keys ->> place)), ' and ')
from generate_series(0, jsonb_array_length(keys) - 1) as place
$$;

-- Return the assignments of the values of a key to the columns of a referring table.
create or replace function {ledger}.set_key(place jsonb, key jsonb) returns text language sql immutable as $$
select string_agg(format('%I = %L', place -> 'columns' ->> n, key ->> (place -> 'keys' ->> n)), ', ')
from generate_series(0, jsonb_array_length(place -> 'keys') - 1) as n
$$;

-- Return the key that a row as json refers to, by a foreign key as it is described.
create or replace function {ledger}.referred_key(place jsonb, content jsonb) returns jsonb language sql immutable as $$
select jsonb_object_agg(place -> 'keys' ->> n, content -> (place -> 'columns' ->> n))
from generate_series(0, jsonb_array_length(place -> 'keys') - 1) as n
$$;

-- Return the columns of a row as json that refers to a key.
create or replace function {ledger}.referring_columns(place jsonb, key jsonb) returns jsonb language sql immutable as $$
select jsonb_object_agg(place -> 'columns' ->> n, key -> (place -> 'keys' ->> n))
from generate_series(0, jsonb_array_length(place -> 'keys') - 1) as n
$$;

-- Return a person's text as the value of a column that is described as value_of takes it. Refuse one that is no value.
create or replace function {ledger}.described_value(described jsonb, given text) returns jsonb language plpgsql stable as $$
declare
    value jsonb;
begin
    begin
        value := {ledger}.value_of(described, given);
    exception when data_exception then
        value := null;
    end;
    if value is null and {ledger}.fold(given) <> '' then
        perform {ledger}.refuse(format('Column %s: the cell is no %s.', described ->> 'name', described ->> 'kind'));
    end if;
    return value;
end
$$;

-- Return a key as the audit log has it, from texts as a person writes them.
create or replace function {ledger}.normal_key(name text, described jsonb, given jsonb) returns jsonb
language plpgsql stable as $$
declare
    found jsonb := cast('{}' as jsonb);
    part jsonb;
begin
    if jsonb_typeof(given) <> 'object'
        or (select array_agg(k order by k) from jsonb_object_keys(given) as k)
            is distinct from (select array_agg(k order by k) from jsonb_array_elements_text(described -> 'keys') as k) then
        perform {ledger}.refuse(format('Table %s: a key is %s.',
            name, (select string_agg(k, ' and ') from jsonb_array_elements_text(described -> 'keys') as k)));
    end if;
    for part in select c from jsonb_array_elements(described -> 'columns') as c where described -> 'keys' ? (c ->> 'name') loop
        found := found || jsonb_build_object(part ->> 'name', {ledger}.described_value(part, given ->> (part ->> 'name')));
    end loop;
    if jsonb_strip_nulls(found) <> found then
        perform {ledger}.refuse(format('Table %s: a part of the key is empty.', name));
    end if;
    return found;
end
$$;
