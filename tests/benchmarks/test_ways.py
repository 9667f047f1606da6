"""The ways do the same work: a difference would be found, and none is there."""

import contextlib
import re
from collections.abc import Iterator

import pytest
from benchmarks import data
from benchmarks.bench import OTHER, REFILL, Bench
from benchmarks.compare import Different, compare, reference_keys, whole_tables
from benchmarks.data import Delivery
from benchmarks.measure import Failed
from benchmarks.scenarios.main_job import run_afresh

from refill.config.load import load_config

from ..support.servers import REPOSITORY

CONFIG = load_config(REPOSITORY / "config")
OURS, THEIRS = (REFILL, "warehouse"), (OTHER, "public")
ROWS = {"规模明细": 300, "收入明细": 100, "年金计划": 120, "组合计划": 138, "产品线": 12, "组织架构": 38}


@pytest.fixture
def delivery(bench: Bench) -> Iterator[Delivery]:
    yield data.delivery(bench.work, 300)
    bench.clear()


def test_the_limit_makes_the_tables_that_refill_makes_and_a_single_other_value_is_found(
    bench: Bench, delivery: Delivery
) -> None:
    project = bench.project("main")
    by_refill, by_hand = run_afresh(project, delivery), bench.limit(delivery)
    rows = compare(bench.server, whole_tables(CONFIG), OURS, THEIRS)
    assert {name: rows[name] for name in ROWS} == ROWS
    assert rows["客户明细"] > 900
    assert set(by_refill.stages) >= {"land", "sync", "build", "stage", "derive", "gate", "fact"}
    assert list(by_hand.stages) == ["prepare", "land", "sync", "stage", "derive", "gate", "fact"]

    with contextlib.closing(bench.server.connect(OTHER)) as connection, connection, connection.cursor() as cursor:
        cursor.execute('update "收入明细" set "固费" = "固费" + 0.0001 where row_number = 77')
    with pytest.raises(Different, match=r"differ\. 收入明细: \(100, "):
        compare(bench.server, whole_tables(CONFIG), OURS, THEIRS)


@pytest.mark.parametrize("how", ["vectors", "rows"])
def test_the_pandas_service_makes_the_keys_that_the_limit_makes(bench: Bench, delivery: Delivery, how: str) -> None:
    files = (delivery.performance, delivery.income)
    bench.limit(delivery, "prepare")
    run = bench.program("service", how, REPOSITORY / "config", *files, on_empty=False)
    assert list(run.stages) == ["read", "backfill"]
    assert run.answer["inserted"]["annuity_income.fk_plan"] > 0
    bench.server.create(REFILL, template=OTHER)
    bench.limit(delivery, "derive")
    columns = reference_keys(CONFIG)
    assert compare(bench.server, columns, (REFILL, "public"), THEIRS)["年金计划"] == 120


def test_copy_and_to_sql_land_every_row(bench: Bench, delivery: Delivery) -> None:
    files = (delivery.performance, delivery.income)
    for module, arguments, tables in (
        ("copy", ("server", *files), ("raw1", "raw2")),
        ("copy", ("client", *files), ("raw1", "raw2")),
        ("to_sql", files, ("规模明细", "收入明细")),
    ):
        bench.program(module, *arguments)
        with contextlib.closing(bench.server.connect(OTHER)) as connection, connection.cursor() as cursor:
            counted = []
            for table in tables:
                cursor.execute(f'select count(*), count(distinct company_id) > 50 from "{table}"')
                counted.append(cursor.fetchone())
        assert counted == [(300, True), (100, True)]


def test_the_limit_stops_at_a_row_that_its_gate_counts(bench: Bench, delivery: Delivery) -> None:
    text = delivery.income.read_text(encoding="utf-8")
    spoilt = bench.work / "spoilt_收入明细.csv"
    month = re.search(r'^"?202411"?,', text, re.MULTILINE)
    assert month
    spoilt.write_text(text.replace(month[0], ",", 1), encoding="utf-8")
    bench.server.create(OTHER)
    with pytest.raises(Failed, match="GateFailed"):
        bench.program("limit", delivery.root, delivery.performance, spoilt, "client")
