"""One `refill run` at a time on one target schema. The lock is its holder's connection and dies with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from refill.database.connection import connect
from refill.database.schemas import Schemas
from refill.database.target import Target
from refill.errors import Refused

HOLDER = """
select a.pid, to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS')
from pg_locks l join pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory' and l.granted and l.objsubid = 1
    and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended(%s, 0)
"""


@contextmanager
def run_lock(target: Target, schemas: Schemas) -> Iterator[None]:
    """Holds the lock while the block runs. Raises Refused, naming the holder, where another run has it."""
    name = f"refill run {schemas.target}"
    connection = connect(target)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("select pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
            if not (cursor.fetchone() or (False,))[0]:
                cursor.execute(HOLDER, [name])
                pid, since = cursor.fetchone() or ("?", "just now")
                raise Refused(
                    f"Another run holds the lock of schema {schemas.target} (backend {pid}, since {since}). "
                    "Wait for it to end."
                )
        yield
    finally:
        connection.close()
