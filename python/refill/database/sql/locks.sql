-- Strong locks without long queues. {ledger} is the schema of refill's own tables.

-- Lock tables against everyone, or, where they are to be read meanwhile, against writers. While a session waits for such
-- a lock, every later one waits behind it: so this waits for all of them 0.4 seconds at most, lets those that came meanwhile go
-- on, and tries again for some seconds. Refuse where it never has them.
create or replace function {ledger}.lock_for_change(relations regclass[], seconds numeric, is_read boolean default false)
returns void language plpgsql as $$
declare
    mode text := case when is_read then 'share row exclusive' else 'access exclusive' end;
    tables text := (select string_agg(cast(relation as text), ', ' order by relation) from unnest(relations) as relation);
    former text := current_setting('lock_timeout');
    deadline timestamptz := clock_timestamp() + make_interval(secs => seconds);
    used text;
    holders text;
begin
    perform set_config('lock_timeout', greatest(1, 400 / cardinality(relations)) || 'ms', true);
    loop
        begin
            execute format('lock table %s in %s mode', tables, mode);
            perform set_config('lock_timeout', former, true);
            return;
        exception
            when lock_not_available then
                if clock_timestamp() > deadline then
                    with held as (
                        select a.pid, a.usename, a.xact_start, l.relation
                        from pg_locks as l
                        inner join pg_stat_activity as a on a.pid = l.pid and a.datname = current_database()
                        where l.granted and l.relation = any(relations) and l.pid <> pg_backend_pid()
                    ),

                    sessions as (
                        select distinct format('backend %s (%s, since %s)', pid, usename, to_char(xact_start, 'HH24:MI:SS')) as name
                        from held
                    )

                    select
                        (select string_agg(distinct cast(cast(relation as regclass) as text), ', ') from held),
                        (select string_agg(name, ', ' order by name) from sessions)
                    into used, holders;
                    perform {ledger}.refuse(format('%s is in use by %s. It is changed once that ends: run this again.',
                        coalesce(used, tables), coalesce(holders, 'another session')));
                end if;
        end;
        perform pg_sleep(0.6);
    end loop;
end
$$;
