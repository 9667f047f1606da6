"""The results in all their forms, from runs that are written down here."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from benchmarks import plot, results, table
from benchmarks.__main__ import main
from benchmarks.measure import Run
from benchmarks.targets import targets

MACHINE = {
    "processor": "Imagined CPU",
    "cores": 2,
    "memory_gb": 24,
    "system": "Linux",
    "python": "3.11.7",
    "postgresql": "18.4",
    "load_before": 0.12,
}


def run(wall: float, client: float, server: float | None, **stages: float) -> Run:
    return Run(wall, client, server, 100 * 2**20, stages, {"derive": 0.25} if "derive" in stages else {})


CASES = {
    "100": {"refill": [run(7.5, 5, 1)], "limit": [run(0.5, 0.25, 0.25)]},
    "10k": {
        "refill": [run(6, 4, 2, land=1, derive=2), run(9, 5, 3, land=3, derive=4), run(7, 4.5, 2.5, land=2, derive=3)],
        "limit": [run(2, 0.5, 1.5)],
    },
    "1M": {"refill": [run(60, 9, 41, land=7)], "limit": [run(30, 1, 24, land=6)]},
}


def made() -> dict[str, Any]:
    return results.document(MACHINE, CASES) | {"day": "2026-01-31"}


def test_the_table_shows_medians_and_ratios() -> None:
    assert table.render({"main": made()}) == dedent(
        """\
        ## Against the targets

        | what |  | measured | target |
        |---|---|---:|---:|
        | the main job, 100 rows: wall seconds, which is what a run costs anyway | met | 7.50 | ≤ 8 |
        | the main job, 1M rows: CPU beyond that ÷ the limit's | missed | 1.76 | ≤ 1.5 |
        | the main job, 1M rows: wall beyond that ÷ the limit's | missed | 1.75 | ≤ 1.5 |

        ## The whole main job, csv to facts

        2026-01-31, 2 cores of Imagined CPU, 24 GB, Linux, PostgreSQL 18.4, Python 3.11.7, load before 0.1. Medians.

        | case | way | wall s | client CPU s | server CPU s | both s | wall ÷ limit | CPU ÷ limit | client memory MB | runs |
        |---|---|---:|---:|---:|---:|---:|---:|---:|---:|
        | 100 | refill | 7.50 | 5.00 | 1.00 | 6.00 | 15.00 | 12.00 | 100 | 1 |
        | 100 | limit | 0.50 | 0.25 | 0.25 | 0.50 | 1.00 | 1.00 | 100 | 1 |
        | 10k | refill | 7.00 | 4.50 | 2.50 | 7.00 | 3.50 | 3.50 | 100 | 3 |
        | 10k | limit | 2.00 | 0.50 | 1.50 | 2.00 | 1.00 | 1.00 | 100 | 1 |
        | 1M | refill | 60.00 | 9.00 | 41.00 | 50.00 | 2.00 | 2.00 | 100 | 1 |
        | 1M | limit | 30.00 | 1.00 | 24.00 | 25.00 | 1.00 | 1.00 | 100 | 1 |

        | seconds | way | land | derive |
        |---|---|---:|---:|
        | 10k | refill | 2.00 | 3.00 |
        | 10k | refill, SQL alone |  | 0.25 |
        | 1M | refill | 7.00 |  |
        | 1M | limit | 6.00 |  |
        """
    )


def test_a_server_elsewhere_leaves_its_columns_empty() -> None:
    cases = {size: {"refill": [run(6, 4, None)], "limit": [run(2, 1, None)]} for size in ("100", "10k")}
    assert "| 10k | refill | 6.00 | 4.00 |  |  | 3.00 |  | 100 | 1 |" in table.render(
        {"main": results.document(MACHINE, cases)}
    )


def test_every_scenario_is_held_against_its_targets() -> None:
    service = {"pandas, row by row": [run(9, 9, 0, backfill=8)], "pandas, vectors": [run(4, 4, 0, backfill=1.5)]}
    refill = [replace(run(10, 6, 2, derive=3), sql={"stage": 0.5, "derive": 0.5})]
    measured = {
        "landing": {"1M": {"refill land": [run(8, 2, 8)], "limit": [run(7, 0.1, 7.9)]}},
        "workbooks": {"100k": {"refill land": [run(8, 7, 1)], "limit": [run(6, 4, 1)]}},
        "backfill": {"100k": {"refill": refill, **service}},
        "growth": {
            "100k on 0": {"refill": [run(9, 4, 4)]},
            "1M in one batch": {"refill": [run(40, 5, 40)]},
            "100k on 1M": {"refill": [run(9, 4, 5)]},
            "10M in one batch": {"refill": [run(400, 20, 520)]},
            "100k on 10M": {"refill": [run(9, 4, 6)]},
        },
        "memory": {"1 GB csv": {"refill land": [run(8, 7, 1)]}, "300k workbook": {"refill land": [run(8, 7, 1)]}},
        "domains": {
            "50 domains": {
                "refill generate": [run(1.5, 1, 0)],
                "refill run, nothing to do": [run(2, 1, 0)],
                "refill run, one new file": [run(11, 1, 0)],
                "dbt build, nothing to do": [run(29, 1, 0)],
            }
        },
    }
    found = targets({name: results.document(MACHINE, cases) for name, cases in measured.items()})
    assert [(target.name, round(target.measured, 2), target.bound, target.met) for target in found] == [
        ("landing csv, 1M rows: CPU of `refill land` ÷ that of the limit", 1.25, 1.25, True),
        ("landing csv, 1M rows: wall of `refill land` ÷ that of the limit", 1.14, 1.25, True),
        ("landing workbooks, 100k rows: CPU of `refill land` ÷ that of the limit", 1.6, 1.3, False),
        ("landing workbooks, 100k rows: wall of `refill land` ÷ that of the limit", 1.33, 1.3, False),
        ("backfill, 100k rows: wall of pandas, row by row ÷ that of deriving by SQL", 16.0, 10, True),
        ("backfill, 100k rows: wall of pandas, row by row ÷ that of staging and deriving by SQL", 8.0, 10, False),
        ("backfill, 100k rows: wall of pandas, row by row ÷ that of the whole `refill run`", 0.8, 1, False),
        ("backfill, 100k rows: wall of pandas, vectors ÷ that of deriving by SQL", 3.0, 10, False),
        ("backfill, 100k rows: wall of pandas, vectors ÷ that of staging and deriving by SQL", 1.5, 10, False),
        ("backfill, 100k rows: wall of pandas, vectors ÷ that of the whole `refill run`", 0.15, 1, False),
        ("100k on 1M rows of history ÷ on none, cpu", 1.12, 1.2, True),
        ("100k on 10M rows of history ÷ on none, cpu", 1.25, 1.2, False),
        ("10M rows in one batch ÷ 1M, cpu", 12.0, 12, True),
        ("landing, 1 GB csv: MB of memory", 100.0, 400, True),
        ("landing, 300k workbook: MB of memory", 100.0, 1000, True),
        ("50 domains, refill generate: wall seconds", 1.5, 2, True),
        ("50 domains, refill run, nothing to do: wall seconds", 2, 8, True),
        ("50 domains, refill run, one new file: wall seconds", 11, 10, False),
        ("50 domains, dbt build, nothing to do: wall seconds", 29, 30, True),
    ]


def test_each_scenario_keeps_its_own_results_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    results.keep(path, {"main": made()})
    results.keep(path, {"growth": {"cases": {}}, "main": made() | {"day": "2026-02-01"}})
    held = json.loads(path.read_text(encoding="utf-8"))
    assert list(held) == ["main", "growth"]
    assert held["main"]["day"] == "2026-02-01"
    assert [one["wall"] for one in held["main"]["cases"]["10k"]["refill"]["runs"]] == [6, 9, 7]


def test_the_plot_is_svg_with_a_bar_for_each_case_and_way_and_no_script() -> None:
    drawn = plot.render("The main job", made()["cases"])
    root = ET.fromstring(drawn)
    texts = [element.text for element in root.iter() if element.text and element.text.strip()]
    assert {"100", "10k", "1M", "refill", "limit", "The main job: CPU seconds, client and server"} <= set(texts)
    assert {"7.0", "2.0", "50.0", "25.0"} <= set(texts)
    assert [element for element in root.iter() if element.tag.endswith("script")] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--sizes", "10k,lots"], "'lots': use sizes such as 10k,100k,1m"),
        (
            ["--only", "main,nothing"],
            "nothing: use main, landing, workbooks, backfill, growth, batches, years, memory, domains",
        ),
    ],
)
def test_what_cannot_be_measured_is_said_before_a_server_starts(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err
