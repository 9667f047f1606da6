"""One run at a time on one schema."""

import pytest

from refill.database.lock import run_lock
from refill.database.schemas import Schemas
from refill.database.target import read_target
from refill.errors import Refused
from refill.project import find_project

from ..support.company import SALES
from ..support.project import Project, facts
from ..support.servers import only_on

pytestmark = only_on("server")  # this is not the database's business


def test_a_second_run_is_refused_and_told_who_holds_the_lock(project: Project) -> None:
    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n")
    target = read_target(find_project(project.root), "server")
    with run_lock(target, Schemas("warehouse")):
        holder = project.query("select pid from pg_locks where locktype = 'advisory'")[0][0]
        with pytest.raises(
            Refused, match=rf"holds the lock of schema warehouse \(backend {holder}, since 20\d\d-"
        ) as refusal:
            project.run()
        assert refusal.value.exit_code == 3
        assert project.query("select (select count(*) from runs), (select count(*) from batches)") == [(0, 0)]
    assert facts(project.run()) == {"sales": {"loaded": 1}, "returns": {}}
