-- Strong locks without long queues. {ledger} is the schema of refill's own tables.

-- Lock tables against everyone, or, where they are to be read meanwhile, against writers. While a session waits for such
-- a lock, every later one waits behind it: so this waits for a moment only, lets those that came meanwhile go on, and tries
-- again for some seconds. Refuse where it never has them.
create or replace function {ledger}.lock_for_change(relations regclass[], seconds numeric, is_read boolean default false)
returns void language plpgsql as $$
declare
    mode text := case when is_read then 'share row exclusive' else 'access exclusive' end;
    tables text := (select string_agg(cast(relation as text), ', ' order by relation) from unnest(relations) as relation);
    former text := current_setting('lock_timeout');
    deadline timestamptz := clock_timestamp() + make_interval(secs => seconds);
    holders text;
begin
    perform set_config('lock_timeout', '400ms', true);
    loop
        begin
            execute format('lock table %s in %s mode', tables, mode);
            perform set_config('lock_timeout', former, true);
            return;
        exception
            when lock_not_available then
                if clock_timestamp() > deadline then
                    select string_agg(format('backend %s (%s, since %s)', a.pid, a.usename, to_char(a.xact_start, 'HH24:MI:SS')),
                        ', ' order by a.xact_start)
                    into holders
                    from pg_stat_activity as a
                    where a.pid <> pg_backend_pid() and exists (
                        select 1 from pg_locks as l where l.pid = a.pid and l.granted and l.relation = any(relations)
                    );
                    perform {ledger}.refuse(format('%s is in use by %s. It is changed once that ends: run this again.', tables,
                        coalesce(holders, 'another session')));
                end if;
        end;
        perform pg_sleep(0.6);
    end loop;
end
$$;
