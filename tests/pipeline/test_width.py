"""Domains of one column and of 1,500, of any types; sixty foreign keys; rows and domains that are too wide."""

from typing import Any

import pytest

from refill.config.check_domains import MOST_COLUMNS
from refill.config.load import ConfigError

from ..support.project import Project, facts
from ..support.servers import only_on

WIDTHS = (1, 50, 99, 100, 101, 500, 1_500)
CELLS = {
    "text": ("甲", "甲"),
    "integer": ("7", "7"),
    "numeric(12,2)": ("1,234.5", "1234.5"),
    "date": ("2024/11/30", "2024-11-30"),
    "boolean": ("是", "true"),
    "timestamp": ("2024-11-30 12:30", "2024-11-30T12:30:00"),
    "month": ("202411", "2024-11-01"),
}
TYPES = list(CELLS)
KEYS = 60
TABLES = 6


def kind(column: int) -> str:
    return TYPES[(column + 1) % len(TYPES)]


def domain(name: str, columns: list[str], foreign_keys: str = "") -> str:
    return (
        f"  {name}:\n    description: Wide\n    files: {{patterns: ['{name}.csv'], path: '.'}}\n"
        f"    fact: {{model: fct_{name}, table: {name}}}\n    columns:\n" + "".join(columns) + foreign_keys
    )


def filled(width: int, column: int) -> bool:
    """Which columns of the widest have a cell: a row must fit a page of 8 kB."""
    return width <= 500 or column % 5 == 0 or column >= width - 2


@pytest.fixture
def wide(empty_project: Project) -> Project:
    project = empty_project
    data = "version: 1\ndomains:\n"
    for width in WIDTHS:
        names = [f"c{n:04}" for n in range(width)]
        data += domain(f"w{width}", [f"      {name}: {kind(n)}\n" for n, name in enumerate(names)])
        good = [CELLS[kind(n)][0] if filled(width, n) else "" for n in range(width)]
        bad = [*good[:-1], "nonsense" if kind(width - 1) != "text" else good[-1]]
        rows = [names, good, bad]
        text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
        project.write(f"data/w{width}.csv", text + "\n")
    keys, references = "    foreign_keys:\n", "version: 1\nreference_tables:\n"
    for n in range(TABLES):
        references += f"  t{n:02}:\n    model: dim_t{n:02}\n    key: k\n    columns: {{k: text, name: text}}\n"
    for n in range(KEYS):
        keys += (
            f"      - {{name: fk_{n:02}, source_column: k{n:02}, target_table: t{n % TABLES:02}, target_key: k, "
            f"skip_patterns: ['x*'], backfill_columns: [{{source: name, target: name}}]}}\n"
        )
    data += domain("keyed", ["      name: text\n", *(f"      k{n:02}: text\n" for n in range(KEYS))], keys)
    header = ",".join(["name", *(f"k{n:02}" for n in range(KEYS))])
    lines = [",".join([f"n{row}", *(f"v{row + n % 2}" for n in range(KEYS))]) for row in range(2)]
    lines.append(",".join(["skipped", *["x1"] * KEYS]))
    project.write("data/keyed.csv", "\n".join([header, *lines]) + "\n")
    data += domain(
        "mixed",
        [*(f"      c{n:04}: {kind(n)}\n" for n in range(898)), "      k0: text\n      k1: text\n"],
        "    foreign_keys:\n"
        "      - {name: fk_0, source_column: k0, target_table: t00, target_key: k, skip_patterns: ['x*', '甲']}\n"
        "      - {name: fk_1, source_column: k1, target_table: t01, target_key: k, skip_blank_values: false}\n",
    )
    cells = [CELLS[kind(n)][0] if n % 3 == 0 else "" for n in range(898)]
    keys_of = (("v0", "v1"), ("x9", "v1"), ("甲", "v1"), ("v0", "  "), ("v0", ""))
    mixed = [[f"c{n:04}" for n in range(898)] + ["k0", "k1"], *([*cells, *pair] for pair in keys_of)]
    project.write("data/mixed.csv", "\n".join(",".join(f'"{cell}"' for cell in row) for row in mixed) + "\n")
    project.configure(data, references)
    return project


@only_on("server")
def test_domains_of_any_width_load_with_every_value_and_one_bad_cell_sets_its_row_aside(wide: Project) -> None:
    done = facts(wide.run())
    for width in WIDTHS:
        is_text = kind(width - 1) == "text"
        assert done[f"w{width}"] == ({"loaded": 2} if is_text else {"loaded": 1, "quarantined": 1}), width
        (found,) = wide.query(f"select to_jsonb(t) from w{width} as t order by _row_number limit 1")[0]
        expected: dict[str, Any] = {f"c{n:04}": CELLS[kind(n)][1] if filled(width, n) else None for n in range(width)}
        assert {name: as_text(found[name]) for name in expected} == expected
        if not is_text:
            ((_, row, reasons, raw),) = wide.quarantine(f"w{width}")
            assert (row, reasons, raw[f"c{width - 1:04}"]) == (3, f"type:c{width - 1:04}", "nonsense")
    assert done["keyed"] == {"loaded": 3}
    assert wide.query("select k, name, _source from t01 order by k") == [
        ("v1", "n0", "auto_derived"), ("v2", "n1", "auto_derived")
    ]  # fmt: skip
    ((skipped,),) = wide.query("select _skipped from keyed where name = 'skipped'")
    assert skipped == {f"k{n:02}": "x1" for n in range(KEYS)}
    assert wide.query("select _row_number, k0, k1, _skipped from mixed order by 1") == [
        (2, "v0", "v1", None),
        (3, None, "v1", {"k0": "x9"}),
        (4, None, "v1", {"k0": "甲"}),
        (6, "v0", None, None),
    ]
    assert [held[1:3] for held in wide.quarantine("mixed")] == [(5, "blank_key:k1")]
    assert wide.verify() == {}
    wide.run(undo=1)
    assert wide.verify() == {}


@only_on("server")
def test_a_row_that_fits_no_page_is_refused_and_other_files_land(wide: Project) -> None:
    cells = ",".join(["123456"] * 1_500)
    header = ",".join(f"c{n:04}" for n in range(1_500))
    wide.write("data/w1500.csv", f"{header}\n{cells}\n")
    outcome = wide.run(exit_code=3)
    ((refused,),) = ([file for file in outcome.files if file.status == "refused"],)
    assert refused.reason is not None
    assert refused.reason.startswith("data/w1500.csv: a row does not fit into the database (row is too big")
    assert facts(outcome)["w101"]["loaded"] == 1


def as_text(value: Any) -> str | None:
    return {True: "true", False: "false"}.get(value, str(value)) if value is not None else None


def test_more_columns_than_a_table_takes_are_refused_with_a_way_out(empty_project: Project) -> None:
    columns = [f"      c{n:04}: text\n" for n in range(MOST_COLUMNS + 1)]
    empty_project.configure("version: 1\ndomains:\n" + domain("wide", columns), "version: 1\nreference_tables: {}\n")
    with pytest.raises(ConfigError, match=r"domains\.wide\.columns: 1,593 columns, and PostgreSQL takes 1,592"):
        _ = empty_project.config
