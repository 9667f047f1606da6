"""An upgrade that ends at any of its statements has lost nothing, and the next one does all of it."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from psycopg2 import sql

from ..cli.conftest import Refill, refill
from ..conftest import SCRATCH
from ..crash.state import State, differences, read_state
from ..support.project import Project
from ..support.servers import Server, only_on, scratch_database
from .strikes import arm, count, disarm

__all__ = ["refill"]

pytestmark = only_on("server")

TABLES = """
select n.nspname, c.relname
from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
where n.nspname in ('warehouse', 'warehouse_raw', 'warehouse_quarantine') and c.relkind in ('r', 'p')
    and not c.relispartition
order by 1, 2
"""
SAMPLE = 4  # of some hundred
SEED = 7


@contextmanager
def copied(project: Project, postgres: Server, environment: pytest.MonkeyPatch) -> Iterator[Project]:
    """The project on a copy of its database."""
    with scratch_database(postgres, f"{SCRATCH}_struck", template=project.server.dbname) as copy:
        environment.setenv("PGDATABASE", copy.dbname)
        yield Project(project.root, copy)


def state(project: Project) -> State:
    connection = project.server.connect()
    with connection, connection.cursor() as cursor:
        found = read_state(cursor, project.root)
    connection.close()
    return found


def rows(project: Project) -> dict[str, list[str]]:
    """The rows of all tables but the ledger, without their parts, and without the scopes that an upgrade mends."""
    return {
        f"{schema}.{name}": sorted(
            str(sorted((key, value) for key, value in row.items() if key not in ("_part", "_scope")))
            for (row,) in project.query(sql.SQL("select to_jsonb(t) from {} as t").format(sql.Identifier(schema, name)))
        )
        for schema, name in project.query(TABLES)
    }


def points(statements: int) -> list[int]:
    """Which to try; where nothing is to be upgraded, nothing can be struck."""
    every = range(statements)
    if os.environ.get("REFILL_UPGRADE_POINTS") == "all" or len(every) <= SAMPLE:
        return list(every)
    return sorted({every[0], every[-1], *random.Random(SEED).sample(every, SAMPLE)})


def test_an_upgrade_that_ends_at_any_statement_has_lost_nothing_and_the_next_one_does_all_of_it(
    project: Project, postgres: Server, refill: Refill, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, held = state(project), rows(project)
    with copied(project, postgres, monkeypatch) as copy:
        count(copy)
        assert refill("db", "up").exit_code == 0
        statements = disarm(copy)
        wanted = state(copy)
    assert statements > 0 or wanted == before
    for point in points(statements):
        with copied(project, postgres, monkeypatch) as copy:
            count(copy)
            arm(copy, point)
            struck = refill("db", "up")
            disarm(copy)
            assert (struck.exit_code, struck.out) == (1, ""), point
            assert rows(copy) == held, point
            assert refill("db", "up").exit_code == 0
            assert differences(wanted, state(copy)) == [], point
