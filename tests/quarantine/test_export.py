"""`refill quarantine export` makes a file of the rows: whole or not at all, over no other, and readable back."""

import csv
from pathlib import Path

import openpyxl
import pytest

from refill.sheets import files
from refill.sheets.escape import original

from ..cli.conftest import Refill
from ..support.company import RETURNS, SALES
from ..support.project import Project

HEADER = ["_domain", "_file", "_sheet", "_row", "_reasons"]
SALES_COLUMNS = ["月度", "渠道", "客户号", "客户名称", "地区代码", "产品", "金额"]
CELLS = [
    ["202411", "店", "001", "=cmd|' /C calc'!A0", "N", "P9", "-5"],
    ["202411", " 店 ", "007", '"二\r\n行", \\', "N", "P9", "x"],
    ["202411", "", "1E5", "'=1", "N", "P9", "12345678901234567890"],
]
EXTRAS = ["=1+1", "", "＝A1"]  # of a column that the YAML does not know
LACKS = "lacks its fk_product: product has no such 产品"
NO_NUMBER = "金额 is no numeric(12,2)"


def delivered(project: Project) -> None:
    path = project.root / "data/202411/sales.csv"
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [[*cells[:4], extra, *cells[4:]] for cells, extra in zip(CELLS, EXTRAS, strict=True)]
        csv.writer(file).writerows([[*SALES_COLUMNS[:4], "=备注", *SALES_COLUMNS[4:]], *rows])
    project.write("data/202412/sales_2.csv", SALES + "202412,店,001,长城公司,N,P8,1\n")
    project.write("data/202411/returns.csv", RETURNS + "r1,001,长城公司,P9,1,\n")


def expected_sales() -> list[list[str]]:
    first = "data/202411/sales.csv"
    reasons = [LACKS, f"{NO_NUMBER}; {LACKS}", f"{NO_NUMBER}; {LACKS}"]
    rows = [
        ["sales", first, "", str(number), why, *cells, extra]
        for number, (why, cells, extra) in enumerate(zip(reasons, CELLS, EXTRAS, strict=True), 2)
    ]
    more = ["sales", "data/202412/sales_2.csv", "", "2", LACKS]
    return [
        [*HEADER, *SALES_COLUMNS, "=备注"],
        *rows,
        [*more, "202412", "店", "001", "长城公司", "N", "P8", "1", ""],
    ]


def csv_texts(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [[original(cell) for cell in row] for row in csv.reader(file)]


def sheets(path: Path) -> dict[str, list[list[str]]]:
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [[original(str(cell or "")) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }


def test_every_cell_of_every_row_is_in_the_file_with_its_place_and_its_reasons(
    project: Project, refill: Refill, tmp_path: Path
) -> None:
    delivered(project)
    project.artifacts = True  # one of the logs below is dbt's
    project.run()
    answer = refill("quarantine", "export", str(tmp_path / "one.csv"), "--domain", "sales", "--json")
    assert answer.document == {"ok": True, "path": str(tmp_path / "one.csv"), "rows": 4, "domains": {"sales": 4}}
    assert csv_texts(tmp_path / "one.csv") == expected_sales()
    text = (tmp_path / "one.csv").read_text("utf-8-sig")
    assert "'=cmd|" in text
    assert "''=1" in text

    answer = refill("quarantine", "export", str(tmp_path / "all.XLSX"))
    said = " ".join(answer.out.split())  # a long path is folded
    assert said == f"5 rows in {tmp_path}/all.XLSX: sales 4, returns 1."
    found = sheets(tmp_path / "all.XLSX")
    assert list(found) == ["sales", "returns"]
    assert found["sales"] == expected_sales()
    assert found["returns"] == [
        [*HEADER, "order_no", "customer", "customer_name", "product", "pieces", "returned_on"],
        [
            *(
                "returns",
                "data/202411/returns.csv",
                "",
                "2",
                "lacks its fk_returns_product: product has no such product",
            ),
            *("r1", "001", "长城公司", "P9", "1", ""),
        ],
    ]

    chosen = ("--batch", "2", "--reason", "missing_key:fk_product")
    refill("quarantine", "export", str(tmp_path / "some.csv"), "--domain", "sales", *chosen)
    whole = expected_sales()
    assert csv_texts(tmp_path / "some.csv") == [whole[0][:-1], whole[-1][:-1]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.XLSX", "one.csv", "some.csv"]
    logs = "".join(path.read_text(encoding="utf-8") for path in (project.root / "logs").iterdir())
    assert "calc" not in logs


def test_a_file_that_is_there_is_replaced_only_when_asked_for(refill: Refill, tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_text("mine")
    export = ("quarantine", "export", str(path), "--domain", "sales")
    kept = refill(*export)
    assert (kept.exit_code, kept.out, path.read_text()) == (3, "", "mine")
    assert "is there already. Choose another name, or replace it with --force." in kept.err
    replaced = refill(*export, "--force")
    assert (replaced.exit_code, replaced.out) == (
        0,
        f"0 rows in {path}.\nNothing is set aside: no run has loaded anything yet. `refill run` does.\n",
    )
    assert csv_texts(path) == [[*HEADER, *SALES_COLUMNS]]
    assert sorted(tmp_path.iterdir()) == [path]


def test_wrong_usage_says_what_would_be_right(refill: Refill, tmp_path: Path) -> None:
    for given, words in (
        ((str(tmp_path / "all.csv"),), "a csv file holds the rows of one domain. Choose it with --domain"),
        ((str(tmp_path / "all.txt"),), "name a file that ends in .csv or .xlsx"),
        ((str(tmp_path / "none" / "all.xlsx"),), f"there is no folder {tmp_path}/none. Make it first."),
        ((str(tmp_path / "a.xlsx"), "--domain", "sale"), "domain 'sale' is not configured"),
    ):
        answer = refill("quarantine", "export", *given)
        assert (answer.exit_code, answer.out) == (2, "")
        assert words in answer.err
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_leaves_nothing_and_the_old_file_as_it_was(
    refill: Refill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.xlsx"
    path.write_text("mine")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_fill", full)
    failed = refill("quarantine", "export", str(path), "--force")
    assert (failed.exit_code, failed.out) == (1, "")
    assert "cannot be written: No space left on device. Nothing is left of it." in failed.err
    assert (path.read_text(), list(tmp_path.iterdir())) == ("mine", [path])


def test_a_name_that_somebody_takes_meanwhile_stays_theirs(
    refill: Refill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "all.xlsx"
    fill = files._fill

    def slow(*given: object) -> None:
        path.write_text("theirs")
        fill(*given)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(files, "_fill", slow)
    refused = refill("quarantine", "export", str(path))
    assert refused.exit_code == 3
    assert (path.read_text(), list(tmp_path.iterdir())) == ("theirs", [path])
