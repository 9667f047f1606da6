"""The optional extra: definitions that load, jobs that run, and facts that are started once a day."""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ..support.company import SALES
from ..support.project import Project
from ..support.servers import only_on

if os.environ.get("REFILL_REQUIRE_SERVERS"):
    import dagster as dg
else:
    dg = pytest.importorskip("dagster", reason="the extra `dagster` is not installed: make dagster")

pytestmark = only_on("server")

ASSETS = {
    *("landing/customer", "landing/region", "raw/returns", "raw/sales", "seeds/products"),
    *("staging/stg_returns", "staging/stg_sales", "dim_customer", "dim_product", "dim_region"),
    *("quarantine/quarantine_returns", "quarantine/quarantine_sales", "fct_returns", "fct_sales"),
    *("snapshots/snap_customer", "snapshots/snap_product", "snapshots/snap_region"),
}
NIGHT = {
    "sync_at_1": ("sync", "0 1 * * *", "Asia/Shanghai"),
    "check_at_2": ("check", "0 2 * * *", "Asia/Shanghai"),
    "facts_at_3": ("facts", "0 3 * * *", "Asia/Shanghai"),
}


class Night:
    """The definitions of a project, at work in an instance of their own."""

    def __init__(self, project: Project, instance: Any) -> None:
        from refill_dagster import definitions

        self.defs = definitions(project.root, "server")
        self.instance = instance
        self.cursor: str | None = None

    def job(self, name: str, **options: Any) -> Any:
        return self.defs.resolve_job_def(name).execute_in_process(
            instance=self.instance, raise_on_error=False, **options
        )

    def sensor(self) -> list[Any]:
        """What the sensor asks for when it looks again."""
        context = dg.build_sensor_context(
            instance=self.instance, cursor=self.cursor, definitions=self.defs, sensor_name="facts_after_sync"
        )
        tick = self.defs.resolve_sensor_def("facts_after_sync").evaluate_tick(context)
        self.cursor = tick.cursor
        return list(tick.run_requests)

    def at_three(self, day: str) -> list[Any]:
        """What the schedule of the facts asks for."""
        moment = datetime.fromisoformat(f"{day}T03:00").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
        context = dg.build_schedule_context(instance=self.instance, scheduled_execution_time=moment)
        return list(self.defs.resolve_schedule_def("facts_at_3").evaluate_tick(context).run_requests)


@pytest.fixture
def night(project: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Night]:
    project.generate()
    project.dbt("parse")
    with dg.instance_for_test() as instance:
        yield Night(project, instance)


def test_a_night_loads_the_facts_once_and_as_refill_itself_would(project: Project, night: Night) -> None:
    dg.Definitions.validate_loadable(night.defs)
    keys = night.defs.resolve_asset_graph().get_all_asset_keys()
    assert {key.to_user_string() for key in keys} == ASSETS
    schedules = night.defs.schedules or []
    assert {one.name: (one.job_name, one.cron_schedule, one.execution_timezone) for one in schedules} == NIGHT

    assert night.sensor() == []
    regions = project.root / "reference" / "regions.yml"
    good = regions.read_text(encoding="utf-8")
    regions.write_text("- {名称: 无码}\n", encoding="utf-8")
    refused = night.job("sync")
    assert not refused.success
    assert [m.asset_key.to_user_string() for m in refused.get_asset_materialization_events()] == ["landing/customer"]
    assert night.sensor() == []

    regions.write_text(good, encoding="utf-8")
    assert night.job("sync").success
    (request,) = night.sensor()
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    assert (request.run_key, request.tags["refill/day"]) == (f"facts {today}", today)
    (by_the_clock,) = night.at_three(today)
    assert by_the_clock.run_key == request.run_key

    project.write("data/202411/sales.csv", SALES + "202411,店,001,长城公司,N,P1,1\n202411,店,009,新公司,W,P9,2\n")
    facts = night.job("facts", tags=dict(request.tags))
    assert facts.success
    assert {m.asset_key.to_user_string() for m in facts.get_asset_materialization_events()} == {
        key for key in ASSETS if not key.startswith("landing/")
    }
    assert project.query("select 客户号, 金额::text from 销售明细") == [("001", "1.00")]
    assert [row[2] for row in project.quarantine("sales")] == ["missing_key:fk_product"]
    assert project.verify() == {}

    assert night.at_three(today) == []
    assert [one.tags["refill/day"] for one in night.at_three("2031-01-01")] == ["2031-01-01"]
    assert night.job("sync").success
    assert night.sensor() == []
    part = night.job("facts", asset_selection=[dg.AssetKey("fct_sales")])
    assert not part.success
    assert project.leftovers() == []


def test_the_check_merges_and_judges_and_fails_with_the_gates(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    from refill_dagster.program import Program

    asked: list[tuple[str, ...]] = []
    gate = {"name": "sound_region", "ok": False, "failing_keys": ["fk: X"], "failing_count": 1}

    def answer(self: Program, *arguments: str) -> tuple[dict[str, Any], bool]:
        asked.append(arguments)
        return {"gates": [gate] if arguments[0] == "sync" else []}, arguments[0] != "sync"

    monkeypatch.setattr(Program, "refill", answer)
    failed = night.job("check")
    assert not failed.success
    (error,) = [event.event_specific_data.error.message for event in failed.all_events if event.is_step_failure]
    assert error.strip().endswith("refill sync --check failed: sound_region.")
    assert asked == [("run", "--references-only", "--no-sync"), ("sync", "--check")]
