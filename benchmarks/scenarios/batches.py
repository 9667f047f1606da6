"""Many small files: what a run, a query and a row cost when so many batches are there already."""

import contextlib
import time
from dataclasses import replace
from typing import Any

from benchmarks.bench import REFILL, Bench, Cases
from benchmarks.project import Project
from benchmarks.scenarios.domains import TABLES, configuration

COUNTS = (1, 100, 1_000, 6_840)  # the last: 60 months of 38 organisations with three files each
ROWS = 20
A_MONTH = 114
MONTHS = 60
MONTH_ROWS = 300
DOMAIN, FACT = "domain_000", "事实000"
RELATIONS = """
select count(*), coalesce(sum(pg_relation_size(c.oid)), 0)
from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
where n.nspname like 'warehouse%' and c.relkind in ('r', 'p', 'i', 'I', 't')
    and (c.relname ~ 'domain_000|事实000' or c.relkind = 't')
"""


def batches(bench: Bench) -> Cases:
    """Return by number of batches: the run that loads them, all in one, and a run with one more file."""
    found: Cases = {}
    for count in COUNTS:
        project = _project(bench)
        for number in range(count):
            deliver(project, number, ROWS)
        case = f"{count:,} batches"
        first = project.run()
        deliver(project, count, ROWS)
        more = project.run()
        project.refill("verify")
        found[case] = {"refill, all new": [first], "refill, one more": [replace(more, figures=figures(project))]}
        bench.say(f"  {case}: {first.words}; one more: {more.words}")
        project.remove()
    bench.clear()
    return found


def years(bench: Bench) -> Cases:
    """Return by year: the last month of the year, and then a run with one more file."""
    found: Cases = {}
    project = _project(bench)
    number = 0
    for month in range(1, MONTHS + 1):
        for _ in range(A_MONTH):
            deliver(project, number, MONTH_ROWS)
            number += 1
        run = project.run()
        if month == 1 or month % 12 == 0:
            deliver(project, number, MONTH_ROWS)
            number += 1
            more = replace(project.run(), figures=figures(project))
            found[f"month {month}"] = {"refill, a month": [run], "refill, one more": [more]}
            bench.say(f"  month {month}: {run.words}; one more: {more.words} {more.figures}")
    began = time.monotonic()
    project.refill("verify")
    bench.say(f"  verify: {time.monotonic() - began:.1f} s")
    project.remove()
    bench.clear()
    return found


def _project(bench: Bench) -> Project:
    project = Project(bench.work / "batches", bench.server, REFILL)
    made: dict[str, Any] = configuration(1)
    domain = made["data_sources"]["domains"][DOMAIN]
    domain["files"] |= {"patterns": ["*.csv"], "on_many": "all"}
    domain["load"]["scope"] = ["月度", "机构号"]
    project.make_with(made)
    project.forget()
    deliver(project, 0, 1, month="200001")  # so that models and reference tables are there
    project.run()
    return project


def deliver(project: Project, number: int, rows: int, month: str | None = None) -> None:
    """Write a file of an organisation's month: known keys mostly, as months are."""
    period = number // A_MONTH
    month = month or f"{2001 + period // 12}{period % 12 + 1:02}"
    folder = project.root / "data" / month
    folder.mkdir(parents=True, exist_ok=True)
    lines = [["月度", "金额", *(f"{name}{what}" for name in TABLES for what in ("号", "名称"))]]
    for row in range(rows):
        keys = []
        for place, name in enumerate(TABLES):
            key = number % A_MONTH if name == "机构" else (number * 7 + row) % (40 * 10**place)
            keys += [f"{name}{key:05}", f"{name}之{key}"]
        lines.append([month, f"{row}.5", *keys])
    text = "".join(",".join(line) + "\n" for line in lines)
    (folder / f"{number % A_MONTH:03}_{number}.csv").write_text(text, encoding="utf-8")


def figures(project: Project) -> dict[str, float]:
    """Return the relations of the domain, their bytes, and the milliseconds of the second plan of a query by key."""
    with contextlib.closing(project.server.connect(project.database)) as connection, connection.cursor() as cursor:
        cursor.execute(RELATIONS)
        relations, size = cursor.fetchone() or (0, 0)
        query = f'explain (summary) select * from warehouse."{FACT}" where "客户号" = \'客户00001\''
        for _ in range(2):
            cursor.execute(query)
            plan = [line for (line,) in cursor.fetchall()]
        milliseconds = next(float(line.split()[2]) for line in plan if line.startswith("Planning Time"))
    return {"relations": float(relations), "MB": round(float(size) / 2**20, 1), "plan ms": milliseconds}
