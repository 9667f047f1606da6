"""One run at a time on one schema, whether refill or plain dbt runs."""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psycopg2
import pytest

from refill.database.lock import run_lock
from refill.database.schemas import Schemas
from refill.database.target import Target, read_target
from refill.errors import Refused
from refill.project.project import find_project

from ..cli.conftest import Refill
from ..support.company import SALES
from ..support.patience import wait_until
from ..support.project import PROGRAMS, Project, facts
from ..support.servers import only_on, scratch_database

pytestmark = only_on("server")  # this is not the database's business

ONE_SALE = SALES + "202411,店,001,长城公司,N,P1,1\n"


@contextmanager
def somebody_runs(project: Project) -> Iterator[int]:
    """Hold the lock as a run does; yield its backend."""
    with run_lock(read_target(find_project(project.root), "server"), Schemas("warehouse")):
        yield project.query("select pid from pg_locks where locktype = 'advisory'")[0][0]


def test_the_work_of_a_run_in_another_database_of_the_server_goes_on(project: Project) -> None:
    with scratch_database(project.server, f"refill_test_{secrets.token_hex(6)}") as other:
        worker = other.connect()
        with worker.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock_shared(hashtextextended('refill work warehouse', 0))")
            with somebody_runs(project):
                cursor.execute("select 1")
        worker.close()


def test_a_second_run_is_refused_and_told_who_holds_the_lock(project: Project) -> None:
    project.write("data/202411/sales.csv", ONE_SALE)
    with somebody_runs(project) as holder:
        # as another process would see it
        held = subprocess.run(
            [PROGRAMS / "refill", "run", "--target", "server"], cwd=project.root, capture_output=True, text=True
        )
        assert held.returncode == 3
        assert f"holds the lock of schema warehouse (backend {holder}, since 20" in held.stderr
        assert project.query("select to_regclass('warehouse_ledger.runs')") == [(None,)]
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {}}


def test_plain_dbt_is_refused_while_a_run_is_under_way(project: Project) -> None:
    project.write("data/202411/sales.csv", ONE_SALE)
    project.run()
    before = project.contents()
    with somebody_runs(project) as holder:
        for command in ("build", "test"):
            refused = project.shell("dbt", command, "--target", "server", **project.server.environment)
            assert refused.returncode == 2
            said = f"Another run holds the lock of schema warehouse (backend {holder}, since 20"
            assert said in refused.stdout
    assert project.contents() == before


def test_the_lock_dies_with_its_holder(project: Project) -> None:
    target = read_target(find_project(project.root), "server")
    schemas = Schemas("warehouse")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(project.root)], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Refused), run_lock(target, schemas):
        pass
    os.killpg(holder.pid, signal.SIGKILL)
    holder.wait()
    wait_until(lambda: _is_free(target, schemas), "the lock of the killed run")


def _is_free(target: Target, schemas: Schemas) -> bool:
    with suppress(Refused), run_lock(target, schemas):
        return True
    return False


HOLD = """
import sys, time
from pathlib import Path
from refill.database.lock import run_lock
from refill.database.schemas import Schemas
from refill.database.target import read_target
from refill.project.project import find_project

with run_lock(read_target(find_project(Path(sys.argv[1])), "server"), Schemas("warehouse")):
    print("held", flush=True)
    time.sleep(600)
"""


def test_what_a_killed_run_left_at_work_is_ended_before_the_next_run_writes(project: Project) -> None:
    project.write("data/202411/sales.csv", ONE_SALE)
    project.run()
    worker = project.server.connect()  # a model's session whose dbt was killed: its last statement goes on for long
    with (
        worker.cursor() as cursor,
        run_lock(read_target(find_project(project.root), "server"), Schemas("warehouse"), invocation="of-the-killed"),
    ):
        cursor.execute("select warehouse_ledger.join_run('warehouse', 'of-the-killed')")
        cursor.execute('delete from warehouse."销售明细"')
    assert facts(project.run()) == {"sales": {}, "returns": {}}
    with pytest.raises(psycopg2.OperationalError), worker.cursor() as cursor:
        cursor.execute("select 1")
    worker.close()
    assert project.query("select count(*) from 销售明细") == [(1,)]


def test_a_model_whose_run_has_lost_the_lock_writes_nothing(project: Project, refill: Refill) -> None:
    assert refill("sync").exit_code == 0
    with pytest.raises(psycopg2.errors.RaiseException, match="does not hold the lock of schema warehouse"):
        project.query("select warehouse_ledger.join_run('warehouse', 'some other run')")
