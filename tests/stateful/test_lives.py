"""One life by `make test`, always the same; hundreds by `make properties`.

REFILL_LIVES says how many, REFILL_SEED which ones, and with REFILL_SHRINK a life that fails is made shorter first.
"""

import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from ..support.project import Project
from ..support.servers import Server, scratch_database
from .company import HEADERS
from .files import File
from .imagined import BROKEN, Imagined
from .machine import Life
from .model import Pipeline
from .world import World

LIVES = os.environ.get("REFILL_LIVES")
SEED = int(os.environ.get("REFILL_SEED", secrets.randbelow(2**32)))
SETTINGS = settings(
    max_examples=int(LIVES or 1),
    stateful_step_count=30,
    derandomize=LIVES is None,
    database=None,
    deadline=None,
    print_blob=True,
    report_multiple_bugs=False,
    phases=[Phase.generate, *([Phase.shrink] if os.environ.get("REFILL_SHRINK") else [])],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def world(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The company, run once."""
    with (
        scratch_database(server, f"refill_lives_{secrets.token_hex(6)}") as database,
        pytest.MonkeyPatch.context() as environment,
    ):
        for name, value in database.environment.items():
            environment.setenv(name, value)
        root: Path = tmp_path_factory.mktemp("lives")
        project = Project(root, database)
        project.reset()
        world = World(project)
        world.prepare()
        try:
            yield world
        finally:
            world.drop_prepared()


def test_whatever_happens_the_database_holds_what_the_model_holds(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    Life.world = world
    Life.lives = Life.events = Life.runs = 0
    with capsys.disabled():
        sys.stdout.write(f"\nREFILL_SEED={SEED}\n" if LIVES else "")
    run_state_machine_as_test(seed(SEED)(Life) if LIVES else Life, settings=SETTINGS)
    with capsys.disabled():
        sys.stdout.write(f"\n{Life.lives} lives, {Life.events} events, {Life.runs} runs compared\n")


TAMPERINGS = {
    "update 销售明细 set 金额 = 3 where 金额 = 2": ["facts of sales: (1, 3)"],
    "delete from 销售明细 where 金额 = 1": ["facts of sales: (1, 2)", "status: sales"],
    "update warehouse_quarantine.sales set _reasons = 'type:月度'": ["quarantine of sales: (1, 4)"],
    "insert into warehouse_quarantine.returns values (1, 9, '', '', null, 'x', '{}')": [
        "quarantine of returns: (1, 9)",
        "status: returns",
    ],
    "update 客户 set _derived_columns = '{名称}' where 客户号 = '007'": ["客户: ('007',)"],
    "update 地区 set _retired_at = now() where 地区代码 = 'N'": ["地区: ('N',)", "status: 地区"],
    "delete from product where code = 'P2'": ["product: ('P2',)", "status: product"],
    "update batches set rows = 4": ["batches: 1"],
    "update scopes set superseded_by = 1": ["scopes of sales: ('2024-11-01', '店')"],
}


def test_a_change_behind_the_pipelines_back_is_reported(world: World) -> None:
    lines = ("202411,店,007,甲,N,P1,1", "202411,店,007,甲,N,P1,2", "202411,店,007,甲,N,P9,3")
    pipeline = world.begin(fresh=False)
    world.deliver("data/202411/sales_a.csv", File(HEADERS["sales"], tuple(tuple(line.split(",")) for line in lines)))
    world.run()
    pipeline.run(world.project.config, world.disk)
    assert world.differences(pipeline) == []
    reported: set[str] = set()
    for statement, differing in TAMPERINGS.items():
        world.project.query(statement)
        reported.update(differing)
        assert {line.split("\n")[0] for line in world.differences(pipeline)} == reported, statement


@pytest.mark.parametrize("kind", BROKEN)
def test_a_pipeline_that_breaks_a_rule_is_found_out(kind: type[Pipeline]) -> None:
    with pytest.raises(AssertionError, match="\n  wanted "):
        _imagine(kind, lives=500)


def test_a_pipeline_that_breaks_none_is_not() -> None:
    _imagine(Pipeline, lives=50)


def _imagine(kind: type[Pipeline], lives: int) -> None:
    class Imagining(Life):
        world = Imagined(kind)

    run_state_machine_as_test(Imagining, settings=settings(SETTINGS, max_examples=lives, derandomize=True))
