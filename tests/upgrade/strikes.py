"""A database that ends the connection of the program that upgrades it, at one of the statements.

The server itself counts: before and after each command that defines something, by event triggers, and before and after
each statement that writes into refill's own tables, by triggers of theirs. The numbers are the same each time.
"""

from psycopg2 import sql

from ..support.project import Project

# A sequence counts on where a transaction is rolled back.
COUNTED = """
create schema struck;
create sequence struck.seen minvalue 0 start 0;
create table struck.at (number bigint);
create function struck.strike() returns void language plpgsql as $$
begin
    if nextval('struck.seen') = (select number from struck.at) then
        perform pg_terminate_backend(pg_backend_pid());
        perform pg_sleep(10);
    end if;
end
$$;
create function struck.definition() returns event_trigger language plpgsql as $$ begin perform struck.strike(); end $$;
create function struck.statement() returns trigger language plpgsql as $$
begin
    perform struck.strike();
    return null;
end
$$;
create event trigger struck_before on ddl_command_start execute function struck.definition();
create event trigger struck_after on ddl_command_end execute function struck.definition();
"""
TABLES = "select tablename from pg_tables where schemaname = 'warehouse_ledger' order by 1"
TRIGGERS = """
create trigger struck_before before insert or update or delete on warehouse_ledger.{table}
for each statement execute function struck.statement();
create trigger struck_after after insert or update or delete on warehouse_ledger.{table}
for each statement execute function struck.statement();
"""
REMOVED = "drop event trigger struck_before; drop event trigger struck_after; drop schema struck cascade"


def count(project: Project) -> None:
    """Has the database count, and strike nowhere yet."""
    tables = project.query(TABLES)
    project.query("set search_path = pg_catalog;" + COUNTED)
    for (table,) in tables:
        project.query("alter event trigger struck_before disable; alter event trigger struck_after disable")
        project.query(sql.SQL(TRIGGERS).format(table=sql.Identifier(table)))
    project.query("alter event trigger struck_before enable; alter event trigger struck_after enable")


def arm(project: Project, number: int) -> None:
    project.query("insert into struck.at values (%s)", number)
    project.query("select setval('struck.seen', 0, false)")


def disarm(project: Project) -> int:
    """Remove it all; return how many statements there were."""
    counted: int = project.query("select case when is_called then last_value + 1 else 0 end from struck.seen")[0][0]
    project.query(REMOVED)
    return counted
