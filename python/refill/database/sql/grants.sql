-- The roles of refill on schema {target} and its companions, and what they may do (docs/roles.md). It can be run again at
-- any time, in one transaction, by a superuser, or by a role that owns everything here and may make roles.

do $refill$
declare
    name text;
begin
    foreach name in array array[{owner_name}, {loader_name}, {transformer_name}, {steward_name}, {reader_name}, {auditor_name}] loop
        if not exists (select 1 from pg_roles where rolname = name) then
            execute format('create role %I nologin', name);
        end if;
    end loop;
    -- a user that makes a role the owner of tables must be a member of it
    foreach name in array array[{owner_name}, {loader_name}, {transformer_name}] loop
        if not pg_has_role(current_user, name, 'usage') then
            execute format('grant %I to current_user', name);
        end if;
    end loop;
end
$refill$;
grant {loader}, {transformer} to {owner};

do $refill$
begin
    execute format('grant connect on database %I to {owner}, {loader}, {transformer}, {steward}, {reader}, {auditor}', current_database());
    execute format('grant temporary on database %I to {owner}, {loader}, {transformer}', current_database());
end
$refill$;

-- Schemas, those that only dbt makes too: a role that may not make schemas finds them here.
create schema if not exists {target};
create schema if not exists {raw};
create schema if not exists {landing};
create schema if not exists {ledger};
create schema if not exists {staging};
create schema if not exists {quarantine};
create schema if not exists {partitions};
create schema if not exists {seeds};
create schema if not exists {snapshots};
create schema if not exists {quality};
revoke all on schema {all_schemas} from public, {loader}, {transformer}, {steward}, {reader}, {auditor};
grant usage, create on schema {raw}, {landing} to {loader};
grant usage, create on schema {target}, {staging}, {quarantine}, {partitions}, {seeds}, {snapshots}, {quality} to {transformer};
grant usage, create on schema {all_schemas} to {owner};
grant usage on schema {ledger} to {loader}, {transformer}, {steward}, {auditor};
grant usage on schema {raw}, {landing} to {transformer}, {auditor};
grant usage on schema {target}, {snapshots}, {quality} to {steward}, {reader}, {auditor};
grant usage on schema {quarantine} to {steward}, {auditor};
grant usage on schema {seeds} to {auditor};

-- Attaching a partition, dropping a table and adding a column need its owner, so the roles that do these own their tables.
do $refill$
declare
    held record;
begin
    for held in
        select
            format(
                '%s %I.%I',
                case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end,
                n.nspname, c.relname
            ) as what,
            places.owner
        from (values
            ({raw_name}, {loader_name}), ({landing_name}, {loader_name}), ({ledger_name}, {owner_name}),
            ({target_name}, {transformer_name}), ({staging_name}, {transformer_name}), ({quarantine_name}, {transformer_name}),
            ({partitions_name}, {transformer_name}), ({seeds_name}, {transformer_name}), ({snapshots_name}, {transformer_name}),
            ({quality_name}, {transformer_name})
        ) as places (schema, owner)
        join pg_namespace as n on n.nspname = places.schema
        join pg_class as c on c.relnamespace = n.oid
        where c.relkind in ('r', 'p', 'v', 'm', 'S') and pg_get_userbyid(c.relowner) <> places.owner
            and not (c.relkind = 'S' and exists (  -- the sequence of a column follows its table
                select 1 from pg_depend as d
                where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i')
            ))
    loop
        execute format('alter %s owner to %I', held.what, held.owner);
    end loop;
    for held in
        select f.oid::regprocedure as what
        from pg_proc as f
        where f.pronamespace = {ledger_name}::regnamespace and pg_get_userbyid(f.proowner) <> {owner_name}
    loop
        execute format('alter function %s owner to {owner}', held.what);
    end loop;
end
$refill$;

-- Tables that are there, and those that a role of these, or the user of this script, makes later.
revoke all on all tables in schema {raw}, {landing} from public, {transformer}, {steward}, {reader}, {auditor};
revoke all on all tables in schema {target}, {staging}, {quarantine}, {partitions}, {seeds}, {snapshots}, {quality}
from public, {loader}, {steward}, {reader}, {auditor};
revoke all on all tables in schema {ledger} from public, {loader}, {transformer}, {steward}, {reader}, {auditor};
grant select on all tables in schema {raw}, {landing} to {transformer}, {auditor};
grant select on all tables in schema {target}, {snapshots}, {quality} to {steward}, {reader}, {auditor};
grant select on all tables in schema {quarantine} to {steward}, {auditor};
grant select on all tables in schema {seeds} to {auditor};
grant select on all tables in schema {ledger} to {transformer}, {steward}, {auditor};
alter default privileges for role {makers} in schema {raw}, {landing} grant select on tables to {transformer}, {auditor};
alter default privileges for role {makers} in schema {target}, {snapshots}, {quality}
grant select on tables to {steward}, {reader}, {auditor};
alter default privileges for role {makers} in schema {quarantine} grant select on tables to {steward}, {auditor};
alter default privileges for role {makers} in schema {seeds} grant select on tables to {auditor};
alter default privileges for role {makers} in schema {ledger} grant select on tables to {transformer}, {steward}, {auditor};

-- The ledger: what landing and loading write down.
do $refill$
declare
    needed record;
begin
    for needed in
        select places.verbs, n.nspname, c.relname, places.role
        from (values
            ('version', 'select', {loader_name}), ('reference_tables', 'select', {loader_name}),
            ('loads', 'select', {loader_name}), ('scopes', 'select', {loader_name}), ('staged_scopes', 'select', {loader_name}),
            ('batches', 'select, insert', {loader_name}), ('batches_batch_id_seq', 'usage', {loader_name}),
            ('parts', 'select, insert, update', {loader_name}), ('parts_part_seq', 'usage', {loader_name}),
            ('deliveries', 'select, insert, update', {loader_name}), ('syncs', 'select, insert, update', {loader_name}),
            ('sync_log', 'select, insert', {loader_name}),
            ('batches', 'update', {transformer_name}), ('syncs', 'insert, update', {transformer_name}),
            ('loads', 'insert, update, delete', {transformer_name}), ('scopes', 'insert, update, delete', {transformer_name}),
            ('staged', 'insert, update, delete', {transformer_name}), ('quarantine_inputs', 'insert, update, delete', {transformer_name}),
            ('staged_scopes', 'insert, update, delete', {transformer_name}),
            ('changes', 'insert', {transformer_name}), ('conflicts', 'insert', {transformer_name}),
            ('coverage', 'insert, update', {transformer_name}), ('runs', 'insert, update', {transformer_name}),
            ('snapshots', 'insert, update', {transformer_name}),
            ('reference_tables', 'insert, update, delete', {transformer_name})
        ) as places (relation, verbs, role)
        join pg_namespace as n on n.nspname = {ledger_name}
        join pg_class as c on c.relnamespace = n.oid and c.relname = places.relation
    loop
        execute format('grant %s on %I.%I to %I', needed.verbs, needed.nspname, needed.relname, needed.role);
    end loop;
end
$refill$;

-- Functions: all roles may fold, parse and look; those that may write are for the builds, or for stewards.
do $refill$
declare
    held record;
begin
    for held in
        select
            f.oid::regprocedure as what,
            case
                when f.proname in ('approve', 'correct', 'reject', 'merge_key', 'reopen') and f.prosecdef then '{steward}'
                when f.prosecdef or f.provolatile = 'v' then '{transformer}'
                else '{loader}, {transformer}, {steward}, {auditor}'
            end as roles
        from pg_proc as f
        where f.pronamespace = {ledger_name}::regnamespace
    loop
        execute format('revoke all on function %s from public, {loader}, {transformer}, {steward}, {reader}, {auditor}', held.what);
        execute format('grant execute on function %s to %s', held.what, held.roles);
    end loop;
end
$refill$;
