"""Rows that a reader rejects are listed, counted and exported with the others, until their sheet is delivered anew."""

import csv

from ..cli.conftest import Refill
from ..support.company import RETURNS
from ..support.project import Project
from ..support.servers import only_on
from ..support.workbooks import text, write_workbook

pytestmark = only_on("server")
REASON = "the cell holds the error #N/A"


def deliver(project: Project, *rows: str) -> None:
    columns = RETURNS.strip().split(",")
    header = "".join(text(f"{chr(65 + place)}1", name) for place, name in enumerate(columns))
    (project.root / "data/202411").mkdir(parents=True, exist_ok=True)
    write_workbook(project.root / "data/202411/returns.xlsx", f'<row r="1">{header}</row>', *rows)


def row(number: int, key: str, is_bad: bool = False) -> str:
    cell = f'<c r="B{number}" t="e"><v>#N/A</v></c>' if is_bad else text(f"B{number}", "001")
    return f'<row r="{number}">{text(f"A{number}", key)}{cell}</row>'


def test_a_rejected_row_is_listed_until_its_sheet_comes_anew(project: Project, refill: Refill) -> None:
    project.edit("data_sources", 'patterns: ["returns*.csv"]', 'patterns: ["returns*.xlsx"]')
    deliver(project, row(2, "R1"), row(3, "R2", is_bad=True))
    project.run()
    listed = refill("quarantine", "list", "--json").document
    assert listed["total"] == 1
    assert [(one["reason"], one["rows"]) for one in listed["reasons"]] == [(f"rejected:{REASON}", 1)]
    (found,) = listed["rows"]
    assert (found["file"], found["row"], found["cell"]) == ("data/202411/returns.xlsx", 3, "B3")
    assert found["cells"]["order_no"] == "R2"
    assert found["words"] == [f"was rejected where it was read: {REASON}"]
    assert f"cell B3: was rejected where it was read: {REASON}" in " ".join(refill("quarantine", "list").out.split())
    assert refill("quarantine", "list", "--json", "--reason", "rejected").document["total"] == 1
    assert refill("quarantine", "list", "--json", "--reason", "type").document["total"] == 0
    path = project.root / "set_aside.csv"
    refill("quarantine", "export", str(path), "--domain", "returns")
    with path.open(encoding="utf-8-sig", newline="") as file:
        (exported,) = csv.DictReader(file)
    assert (exported["_row"], exported["order_no"]) == ("3", "R2")
    assert exported["_reasons"] == f"cell B3: was rejected where it was read: {REASON}"
    assert refill("status", "--json").document["domains"]["returns"]["rejected_rows"] == 1
    deliver(project, row(2, "R1"), row(3, "R2"))
    project.run()
    assert refill("quarantine", "list", "--json").document["total"] == 0
    assert refill("status", "--json").document["domains"]["returns"]["rejected_rows"] == 0
    deliver(project, row(2, "R1", is_bad=True))
    project.run()
    batch = refill("quarantine", "list", "--json").document["rows"][0]["batch_id"]
    project.run(undo=batch)
    assert refill("quarantine", "list", "--json").document["total"] == 0
