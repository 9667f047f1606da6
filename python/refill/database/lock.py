"""One run at a time on one target schema: `refill run`, `refill undo` and every dbt command that writes.

The lock is its holder's connection and dies with it. The models' own sessions join the run (`join_run` in
sql/runs.sql): each of their transactions checks that its run still holds the lock, and leaves a mark by which the next
run finds, and ends, the work that a killed run left.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from psycopg2.extensions import connection as Connection
from psycopg2.extensions import cursor as Cursor

from refill.database.connection import connect
from refill.database.schemas import Schemas
from refill.database.target import Target
from refill.errors import RefillError, Refused

HOLDERS = """
select a.pid, to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS')
from pg_locks l join pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory' and l.objsubid = 1 and l.granted = %s and l.pid <> pg_backend_pid()
    and l.database = (select oid from pg_database where datname = current_database())
    and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended(%s, 0)
"""
END_SECONDS = 30

_held: dict[tuple[str, int, str, str], Connection] = {}


def run_name(schemas: Schemas) -> str:
    """Return the name of the lock of a run; `join_run` puts the invocation behind it."""
    return f"refill run {schemas.target}"


def work_name(schemas: Schemas) -> str:
    """Return the name of the mark that each writing transaction of a run leaves."""
    return f"refill work {schemas.target}"


@contextmanager
def run_lock(target: Target, schemas: Schemas, invocation: str | None = None, shared: bool = False) -> Iterator[None]:
    """Hold the lock while the block runs, for dbt's `invocation` where one is named.

    Within a block that holds it, it is held already. `shared`: beside others that only read, such as `dbt test`. Raise
    Refused, naming the holder, where another run has it. End the work that a killed run left first; raise RefillError
    where that cannot be done.
    """
    place = (target.host, target.port, target.dbname, target.schema)
    outer = _held.get(place)
    connection = outer or _locked(target, schemas, shared)
    _held[place] = connection
    try:
        with connection.cursor() as cursor:
            if invocation:
                cursor.execute(
                    "select pg_advisory_lock(hashtextextended(%s, 0))", [f"{run_name(schemas)} {invocation}"]
                )
        yield
    finally:
        if outer is None:
            del _held[place]
            connection.close()


def _locked(target: Target, schemas: Schemas, shared: bool) -> Connection:
    connection = connect(target)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            way = "pg_try_advisory_lock_shared" if shared else "pg_try_advisory_lock"
            cursor.execute(f"select {way}(hashtextextended(%s, 0))", [run_name(schemas)])
            if not (cursor.fetchone() or (False,))[0]:
                cursor.execute(HOLDERS, [True, run_name(schemas)])
                pid, since = cursor.fetchone() or ("?", "just now")
                raise Refused(
                    f"Another run holds the lock of schema {schemas.target} (backend {pid}, since {since}). "
                    "Wait for it to end."
                )
            if not shared:
                _end_killed_runs(cursor, schemas)
    except BaseException:  # whatever ends this: only this function has the connection yet
        connection.close()
        raise
    return connection


def _end_killed_runs(cursor: Cursor, schemas: Schemas) -> None:
    """End the sessions that still work for a run whose lock is gone: their client has died."""
    deadline = time.monotonic() + END_SECONDS
    while True:
        cursor.execute(HOLDERS, [True, work_name(schemas)])
        left = [pid for pid, _ in cursor.fetchall()]
        if not left:
            return
        if time.monotonic() > deadline:
            raise RefillError(
                f"Backend {left[0]} still works for a run that was killed, and does not end. "
                f"End it with `select pg_terminate_backend({left[0]})`, then run this again."
            )
        cursor.execute("select pg_terminate_backend(pid) from unnest(%s) as pid", [left])
        time.sleep(0.05)
