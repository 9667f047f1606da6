-- The lock of a run, and what each transaction of a run begins with. {ledger} is the schema of refill's own tables.

-- True if the lock of the schema is held for this invocation.
create or replace function {ledger}.run_is_held(schema_name text, invocation text) returns boolean language sql stable
as $$
select exists (
    select 1
    from pg_locks
    where locktype = 'advisory' and objsubid = 1 and granted
        and database = (select oid from pg_database where datname = current_database())
        and ((cast(classid as bigint) << 32) | cast(objid as bigint))
            = hashtextextended('refill run ' || schema_name || ' ' || invocation, 0)
)
$$;

-- Every transaction in which a model, a seed or a snapshot writes begins with this. The run that it belongs to must hold
-- the lock still, and none can have taken over: the mark says that a transaction is at work until it ends.
create or replace function {ledger}.join_run(schema_name text, invocation text) returns void language plpgsql
as $$
begin
    perform pg_advisory_xact_lock_shared(hashtextextended('refill work ' || schema_name, 0));
    perform set_config('refill.invocation', invocation, true);
    if not {ledger}.run_is_held(schema_name, invocation) then
        raise exception '%', format('This run does not hold the lock of schema %s: its connection was lost, or dbt runs without '
            'refill. Run it again, in the environment in which refill is installed.', schema_name);
    end if;
end
$$;
