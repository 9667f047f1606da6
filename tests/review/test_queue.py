"""The queue: what waits, in which order, and the files in which stewards decide."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from refill.review.proposals import Proposal, Rows, propose
from refill.sheets.escape import for_csv

from ..cli.conftest import Refill
from ..support.project import Project

HEADER = [
    *("_decision", "_merge_into", "_note", "_table", "客户号", "名称", "地区代码", "等级"),
    *("_domain", "_file", "_derived_at", "_fact_rows", "_weight", "_proposals", "_conflicts", "_version"),
]
SALES = "data/202411/sales.csv"
CUSTOMERS = "select 客户号, 名称, 地区代码, 等级, _source, _needs_review from 客户 order by 1"
BEFORE = [
    ("001", "长城公司", "N", "A", "authoritative", False),
    ("002", "黄河公司", "S", "B", "authoritative", False),
    ("008", "泰山有限公司", "W", None, "auto_derived", True),
    ("009", "长城 公司", "S", None, "auto_derived", True),
    ("011", "恒山公司", None, None, "auto_derived", True),
    ("O01", "长城公司(北)", "NN", None, "auto_derived", True),
    ("XX", "不明", "S", None, "auto_derived", True),
]


@pytest.fixture
def exported(refill: Refill, project: Project, tmp_path: Path) -> Path:
    """The queue of the customers as csv."""
    path = tmp_path / "queue.csv"
    answer = refill("review", "export", str(path), "--table", "客户")
    assert (answer.exit_code, answer.out, answer.err) == (0, f"5 rows in {path}: 客户 5.\n", "")
    return path


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def decide(path: Path, **changes: dict[str, str]) -> Path:
    """What a steward does in a spreadsheet: cells of the rows of these keys are changed."""
    rows = [row | changes.get(f"_{row['客户号']}", {}) for row in cells(path)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_heaviest_rows_come_first_with_what_is_known_of_them(refill: Refill, project: Project) -> None:
    *shown, more = refill("review", "list", "--limit", "1").out.splitlines()
    [(today,)] = project.query("select to_char(now(), 'YYYY-MM-DD')")  # the server's day
    assert more == "6 more rows: --limit 7 shows them all, `refill review export` writes them to a file."
    assert [line.split() for line in shown] == [
        ["weight", "fact", "rows", "table", "key", "says", "derived", "may", "be"],
        ["100.00", "2", "客户", "XX", "不明", today],
        ["S"],
    ]
    document = refill("review", "list", "--json").document
    rows = [(row["table"], *row["key"].values(), row["fact_rows"], row["weight"]) for row in document["rows"]]
    assert rows == [
        ("客户", "XX", 2, "100.00"),
        ("客户", "008", 3, "21.50"),
        ("地区", "W", 2, "21.50"),
        ("地区", "NN", 1, "7.00"),
        ("客户", "O01", 1, "7.00"),
        ("客户", "009", 1, "5.00"),
        ("客户", "011", 1, "0"),
    ]
    assert {row["key"]["客户号"]: row["proposals"] for row in document["rows"] if row["proposals"]} == {
        "O01": [{"key": {"客户号": "001"}, "reason": "key", "score": 100}],
        "009": [{"key": {"客户号": "001"}, "reason": "名称", "score": 100}],
    }
    first = document["rows"][1]
    first.pop("derived_at")
    assert first == {
        "table": "客户",
        "key": {"客户号": "008"},
        "domain": "sales",
        "batch_id": 1,
        "file": SALES,
        "version": 9,
        "attributes": {"名称": "泰山有限公司", "地区代码": "W", "等级": None},
        "fact_rows": 3,
        "weight": "21.50",
        "conflicts": ["名称: 泰山有限公司 (sales), 泰山公司 (returns)"],
        "proposals": [],
    }


NARROWED = {
    ("--table", "地区"): ["W", "NN"],
    ("--domain", "returns"): ["011"],
    ("--older-than", "1"): [],
    ("--limit", "2"): ["XX", "008"],
}


def test_the_queue_is_narrowed(refill: Refill, project: Project) -> None:
    for options, keys in NARROWED.items():
        document = refill("review", "list", "--json", *options).document
        assert [value for row in document["rows"] for value in row["key"].values()] == keys
        assert document["total"] == (7 if "--limit" in options else len(keys))


def test_a_csv_file_is_edited_and_applied_and_what_changed_meanwhile_is_refused(
    refill: Refill, project: Project, exported: Path
) -> None:
    assert list(cells(exported)[0]) == HEADER
    project.query("update 客户 set 等级 = 'C' where 客户号 = '008'")
    decide(
        exported,
        _XX={"_decision": "reject"},
        _008={"_decision": "approve"},
        _009={"_decision": "Merge", "_merge_into": "001", "_note": "the same"},
        _011={"_decision": "correct", "名称": "恒山集团"},
        _O01={"名称": "not applied without a decision"},
    )
    answer = refill("review", "import", str(exported), "--by", "lin", "--note", "November")
    assert (answer.exit_code, answer.out) == (
        3,
        "3 decisions applied, 1 row untouched.\n"
        "✗ row 3: The row has changed since it was exported: look at it again.\n",
    )
    assert project.query(CUSTOMERS) == [
        *BEFORE[:2],
        ("008", "泰山有限公司", "W", "C", "auto_derived", True),
        ("011", "恒山集团", None, None, "authoritative", False),
        BEFORE[5],
        ("XX", "不明", "S", None, "auto_derived", False),
    ]
    assert project.query("select decision, key ->> '客户号', target ->> '客户号', note, decided_by from decisions") == [
        ("reject", "XX", None, "November", "lin"),
        ("merge", "009", "001", "the same", "lin"),
        ("correct", "011", None, "November", "lin"),
    ]
    assert project.query("select distinct cause from audit where cause is not null order by 1") == [
        ("decision 1",),
        ("decision 2",),
        ("decision 3",),
    ]


def test_a_workbook_offers_the_decisions_and_is_applied_as_a_whole(
    refill: Refill, project: Project, tmp_path: Path
) -> None:
    path = tmp_path / "queue.xlsx"
    assert refill("review", "export", str(path)).out == f"7 rows in {path}: 地区 2, 客户 5.\n"
    book = openpyxl.load_workbook(path)
    assert [(sheet.title, sheet.max_row) for sheet in book] == [("product", 1), ("地区", 3), ("客户", 6)]
    sheet = book["客户"]
    assert [(str(v.sqref), v.formula1) for v in sheet.data_validations.dataValidation] == [
        ("A2:A6", '"approve,correct,reject,merge"')
    ]
    sheet["A2"], sheet["A3"] = "approve", "approve"
    book["地区"]["A2"], book["地区"]["B2"] = "merge", "S"
    sheet["C4"] = "=1+1"
    book.save(path)
    refused = refill("review", "import", str(path), "--by", "lin", "--all-or-nothing")
    fault = "cell C4: the cell holds a formula: put its value there"
    assert (refused.exit_code, refused.out) == (
        3,
        f"0 decisions applied, 3 rows untouched.\n✗ 客户, row 4: {fault}\n",
    )
    assert project.query(CUSTOMERS) == BEFORE
    sheet["C4"] = None
    book.save(path)
    applied = refill("review", "import", str(path), "--by", "lin", "--json")
    # 008 names the region that the same file merges: no change that a steward has not seen
    assert (applied.exit_code, [row["number"] for row in applied.document["applied"]]) == (0, [4, 5, 6])
    assert [row for row in project.query(CUSTOMERS) if row[4:] == ("authoritative", False)] == [
        *BEFORE[:2],
        ("008", "泰山有限公司", "S", None, "authoritative", False),
        ("XX", "不明", "S", None, "authoritative", False),
    ]


REFUSED: dict[str, tuple[dict[str, str], str]] = {
    "an unknown table": ({"_table": "客"}, "There is no reference table '客' with these columns."),
    "an unknown key": ({"客户号": "nobody"}, "There is no such row."),
    "an unknown decision": ({"_decision": "yes"}, "Decision 'yes': use one of approve, correct, reject, merge."),
    "a formula": ({"等级": "=1+1"}, "column 等级 holds a formula: put its value there"),
    "a version that is no number": ({"_version": "x"}, "_version is no number: export the row again."),
    "no target": ({"_decision": "merge"}, "_merge_into is empty: name the key that the row is merged into."),
    "a target that is not there": (
        {"_decision": "merge", "_merge_into": "nobody"},
        "There is no row under the target key, or it was rejected.",
    ),
    "itself": ({"_decision": "merge", "_merge_into": "XX"}, "A key is not merged into itself."),
    "a target without merge": ({"_merge_into": "001"}, "_merge_into is for merge, and the decision is approve."),
    "nothing corrected": (
        {"_decision": "correct"},
        "No cell of the row is changed: nothing to correct. Decide approve.",
    ),
    "no parent": ({"_decision": "correct", "地区代码": "?"}, "The row would name a parent that does not exist."),
    "a source's row": ({"客户号": "001"}, "The row comes from its source: correct it there."),
}


def test_each_row_that_cannot_be_applied_is_refused_with_its_reason(
    refill: Refill, project: Project, exported: Path
) -> None:
    row = next(row for row in cells(exported) if row["客户号"] == "XX")
    with exported.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        for changes, _ in REFUSED.values():
            writer.writerow({**row, "_decision": "approve", "_version": "999", **changes})
    answer = refill("review", "import", str(exported), "--by", "lin", "--json")
    assert answer.exit_code == 3
    reasons = [refused["reason"] for refused in answer.document["refused"]]
    assert dict(zip(REFUSED, reasons, strict=True)) == {name: reason for name, (_, reason) in REFUSED.items()}
    assert project.query(CUSTOMERS) == BEFORE
    assert project.query("select count(*) from decisions") == [(0,)]


FILES: dict[str, tuple[Callable[[str], bytes], str]] = {
    "another encoding": (lambda text: text.encode("gb18030"), "this is not UTF-8"),
    "an empty file": (lambda text: b"", "the file is empty. Export it again."),
    "a changed header": (
        lambda text: text.replace("_version", "version", 1).encode(),
        "row 1: the header is not as it was exported: no row of the sheet is applied. Export again",
    ),
}


def test_a_file_that_is_not_the_exported_one_is_refused(refill: Refill, project: Project, exported: Path) -> None:
    text = exported.read_text(encoding="utf-8-sig")
    for change, reason in FILES.values():
        exported.write_bytes(change(text))
        answer = refill("review", "import", str(exported), "--by", "lin")
        assert answer.exit_code == 3
        assert reason in answer.out + answer.err


def test_a_decision_needs_a_name(refill: Refill, project: Project) -> None:
    answer = refill("review", "approve", "客户", "008")
    assert (answer.exit_code, answer.err) == (
        2,
        "refill: a decision needs a name: give --by NAME, or set REFILL_STEWARD.\n",
    )


def test_a_formula_in_a_name_is_exported_as_text_and_comes_back(
    refill: Refill, project: Project, tmp_path: Path
) -> None:
    project.query("update 客户 set 名称 = '=1+1' where 客户号 = '008'")
    path = tmp_path / "queue.csv"
    refill("review", "export", str(path), "--table", "客户")
    assert cells(path)[1]["名称"] == for_csv("=1+1") == "'=1+1"
    decide(path, _008={"_decision": "correct", "等级": "B"})
    answer = refill("review", "import", str(path), "--by", "lin")
    assert (answer.exit_code, answer.out) == (0, "1 decision applied, 4 rows untouched.\n")
    assert project.query(CUSTOMERS)[2] == ("008", "=1+1", "W", "B", "authoritative", False)


def test_names_and_keys_that_are_alike_are_proposed() -> None:
    keys = ["XNP001", "xnp-1", "XNPOOl", "XNP002", "A", "B"]
    names: list[Any] = ["恒瑞制药企业年金计划", None, None, "恒瑞制药集团企业年金计划", "东方", "东万"]
    rows = Rows([(key,) for key in keys], {"name": names, "kind": ["单一"] * 6})
    assert propose(rows, [("xnp-1",), ("XNP002",), ("A",)]) == {
        ("xnp-1",): [Proposal(("XNP001",), "key", 100), Proposal(("XNPOOl",), "key", 100)],
        ("XNP002",): [Proposal(("XNP001",), "name", 91)],
    }
