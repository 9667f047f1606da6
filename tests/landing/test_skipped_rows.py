"""Rows that rules skip are landed with a note that says why, and counted by reason, in every format alike."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from refill.readers.skipping import Lookout, Rules, total_marks
from refill.text.folding import FULL_WIDTH

HEADER = ("计划", "产品", "金额")
ROWS = [
    ("A", "", "1"),
    ("小计", "", "1"),
    HEADER,
    ("B", " 合\u200b计\u3000", "2"),
    ("集合计划", "合计 1", "3"),
    ("", "", ""),
    ("总计", "合计", "9"),
    ("计划", "产品", "金 额"),
]


def write_csv(path: Path) -> None:
    path.write_text("\n".join(map(",".join, [HEADER, *ROWS])), encoding="utf-8")


def write_ragged_csv(path: Path) -> None:
    """A csv file that does not pass through: one of its rows is too short."""
    path.write_text("\n".join(map(",".join, [HEADER, *ROWS, ("x",)])), encoding="utf-8")


def write_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [HEADER, *ROWS]:
        book.active.append([cell or None for cell in row])
    book.save(path)


def write_parquet(path: Path) -> None:
    columns = zip(*ROWS, strict=True)
    pq.write_table(pa.table({name: [*cells] for name, cells in zip(HEADER, columns, strict=True)}), path)


@pytest.mark.parametrize(
    ("name", "write", "more"),
    [
        ("a.csv", write_csv, 0),
        ("a.csv", write_ragged_csv, 1),
        ("a.xlsx", write_xlsx, 0),
        ("a.parquet", write_parquet, 0),
    ],
)
def test_headers_totals_and_blanks_are_skipped_with_their_reasons(
    new_project: Any, tmp_path: Path, name: str, write: Callable[[Path], None], more: int
) -> None:
    project = new_project(dict.fromkeys(HEADER, "text"), total_rows=["产品", "计划"])
    write(tmp_path / "data" / name)
    (landed,) = project.land()
    short = "the row has 1 cells, the header has 3"
    assert (landed.rows, landed.rejected_reasons, landed.skipped_reasons) == (
        8 + more,
        {short: 1} if more else {},
        {"blank row": 1, "repeated header": 1, "total row": 3},
    )

    def total(column: str, cell: str) -> dict[str, str]:
        return {"status": "skipped", "reason": "total row", "column": column, "cell": cell}

    assert project.query("select _row_number, _note from w_raw.facts where _row_number < 10 order by 1") == [
        (2, None),
        (3, total("计划", "A3")),
        (4, {"status": "skipped", "reason": "repeated header"}),
        (5, total("产品", "B5")),
        (6, None),
        (7, {"status": "skipped", "reason": "blank row"}),
        (8, total("产品", "B8")),
        (9, None),
    ]
    assert project.query("select rows, rejected, skipped from w_ledger.batches") == [(8 + more, more, 5)]


def test_without_the_rule_and_without_the_column_a_total_is_a_row(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"计划": "text", "金额": "text", "备注": "text"}, total_rows=["备注"])
    (tmp_path / "data/a.csv").write_text("计划,金额\n合计,1\n", encoding="utf-8")
    assert [(result.rows, result.skipped) for result in project.land()] == [(1, 0)]


def test_a_total_row_is_skipped_however_broken_its_other_cells_are(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"计划": "text", "金额": "text"}, total_rows=["计划"])
    (tmp_path / "data/a.csv").write_text("计划,金额\n合计\n合计,1,2,3\n合计,\0\nx,\0\n", encoding="utf-8")
    (landed,) = project.land()
    nul = "the cell holds a NUL character, which is left out with the rest of the cell"
    assert (landed.rows, landed.skipped_reasons, landed.rejected_reasons) == (4, {"total row": 3}, {nul: 1})


def test_a_cell_that_folds_to_a_text_holds_one_of_its_marks() -> None:
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    for texts in [("合计",), ("Total", "é"), ("가", "Ω")]:
        first = {unicodedata.normalize("NFD", text)[0] for text in texts}
        spelled = {c for c in every if first & set(unicodedata.normalize("NFD", c.translate(FULL_WIDTH)))}
        assert set(total_marks(texts)) == spelled


@pytest.mark.parametrize(("size", "body"), [(1, "1,2\n"), (3, "x,合计\n"), (2, "金额,计划\n"), (5, "a\n" * 9)])
def test_a_lookout_sees_what_is_there_however_the_bytes_are_cut(size: int, body: str) -> None:
    lookout = Lookout(Rules(("计划", '"'), (("计划", 0),), ("合计",)))
    data = body.encode()
    for start in range(0, len(data), size):
        lookout.feed(data[start : start + size])
    assert (lookout.header, lookout.totals) == ("计划" in body, "合" in body)
