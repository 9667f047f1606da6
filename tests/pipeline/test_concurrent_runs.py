"""Several runs at once, of refill and of dbt: each ends well or names the lock's holder, and nothing is doubled."""

import os
import subprocess

from ..cli.conftest import Refill
from ..support.company import RETURNS, SALES
from ..support.project import PROGRAMS, Project
from ..support.servers import only_on

pytestmark = only_on("server")

ROUNDS = int(os.environ.get("REFILL_ROUNDS", "1"))
AT_ONCE = int(os.environ.get("REFILL_AT_ONCE", "3"))
COMMANDS = [(("refill", "run"), ("dbt", "build"))[number % 2] for number in range(AT_ONCE)]
TAKEN = "holds the lock of schema warehouse (backend "


def test_runs_at_once_load_each_row_once(project: Project, refill: Refill) -> None:
    """On a fresh database in the first round, on a full one in those that follow."""
    environment = {**os.environ, **project.server.environment, "PWD": str(project.root)}
    project.generate()
    assert refill("sync").exit_code == 0
    sales, returns = 0, 0
    for number in range(ROUNDS):
        rows = "".join(f"{202401 + number % 12},{number},00{i},公司{i},N,P1,{i}\n" for i in range(9))
        project.write(f"data/202411/sales_{number}.csv", SALES + rows)
        project.write(f"data/202411/returns_{number}.csv", RETURNS + f"r{number},003,公司3,P1,1,\n")
        running = [
            subprocess.Popen(
                [PROGRAMS / command[0], *command[1:], "--target", "server"],
                cwd=project.root,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for command in COMMANDS
        ]
        outcomes = [(process.communicate()[0], process.returncode) for process in running]
        for command, (said, code) in zip(COMMANDS, outcomes, strict=True):
            refused = 3 if command[0] == "refill" else 2
            assert code == 0 or (code == refused and TAKEN in said), (command, code, said)
        assert any(code == 0 for _, code in outcomes)
        project.run()  # what landed while another run was at work
        sales, returns = sales + 9, returns + 1
        assert project.query("select count(*) from 销售明细") == [(sales,)]
        assert project.query("select count(*) from returns") == [(returns,)]
        assert project.query("select count(*), count(distinct 客户号) from 客户 where 客户号 like '00%'") == [(9, 9)]
