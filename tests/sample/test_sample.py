"""The synthetic data has the shapes that the example company's files have, and follows from its seed."""

import collections
import csv
import hashlib
import json
import re
from pathlib import Path

import pytest
import yaml
from examples.company import Sample, arrive, deliveries, write_references, write_sample
from examples.company.__main__ import main
from examples.company.facts import INCOME, PERFORMANCE
from python_calamine import CalamineWorkbook

from refill.errors import UsageError

ROOT = Path(__file__).parents[2]
MONTHS = ("202411", "202412", "202501")
SMALL = Sample(MONTHS, rows=(1_500, 600))

PLAN = ["月度", "业务类型", "计划类型", "计划代码", "计划名称", "组合类型", "组合代码", "组合名称", "客户名称"]
FLOWS = ["流失", "待遇支付", "投资收益", "当期收益率", "年化收益率", "机构代码"]
ACCOUNTS = ["年金账户号", "年金账户名", "company_id", "子企业号", "子企业名称", "集团企业客户号", "集团企业客户名称"]
HEADERS = {
    "202411": [
        *(*PLAN, "期初资产规模", "期末资产规模", "供款", "流失(含待遇支付)"),
        *(*FLOWS, "机构名称", *ACCOUNTS),
    ],
    "202412": [
        *(*PLAN, "期初资产规模", "期末 资产规模", "供款", "流失\n（含待遇支付 ）"),
        *(*FLOWS, "机构", *ACCOUNTS, "备注"),
    ],
}
INCOME_HEADERS = [*PLAN, "机构代码", "机构名称", "company_id", "固费", "浮费", "回补", "税"]

Rows = list[dict[str, object]]


def digests(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def sheet(path: Path, name: str) -> tuple[list[str], Rows]:
    header, *rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python(skip_empty_area=False)
    usual = [re.sub(r"\s|\u200b", "", str(h)).replace("（", "(").replace("）", ")") for h in header]
    return [str(h) for h in header], [dict(zip(usual, row, strict=True)) for row in rows]


def text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) else str(value)


def keys_used(rows: Rows, column: str) -> set[str]:
    values = {text(row[column]) for row in rows}
    return {value for value in values if value != "(空白)" and not value.startswith("IN")}


def authoritative(folder: Path) -> dict[str, set[str]]:
    """The keys of the reference files, under the fact columns that refer to them."""
    with (folder / "reference/annuity_plans.csv").open(encoding="utf-8", newline="") as file:
        plans = {row["年金计划号"] for row in csv.DictReader(file)}
    _, portfolios = sheet(folder / "reference/portfolios.xlsx", "组合计划")
    organisations = yaml.safe_load((folder / "reference/organizations.yml").read_text(encoding="utf-8"))
    customers = json.loads((folder / "reference/customers.json").read_text(encoding="utf-8"))
    return {
        "计划代码": plans,
        "组合代码": {str(row["组合代码"]) for row in portfolios},
        "机构代码": {row["机构代码"] for row in organisations},
        "company_id": {row["company_id"] for row in customers},
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, list(MONTHS), SMALL.rows)
    return folder


def workbook(folder: Path, month: str, version: str) -> Path:
    (found,) = [
        path
        for path in (folder / "data" / month / "收集数据/数据采集" / version).glob("*规模*收入数据*.xlsx")
        if not path.name.startswith("~$") and "回复" not in path.name
    ]
    return found


def test_the_same_seed_gives_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    write_sample(tmp_path / "again", list(MONTHS), SMALL.rows)
    assert digests(tmp_path / "again") == digests(whole)
    write_sample(tmp_path / "other", list(MONTHS), SMALL.rows, seed=8)
    other = digests(tmp_path / "other")
    assert other.keys() == digests(whole).keys()
    assert other["reference/customers.json"] != digests(whole)["reference/customers.json"]


def test_files_lie_where_the_company_puts_them(whole: Path) -> None:
    name = "【for年金机构经营分析】24年11月年金规模收入数据 1209"
    folder = whole / "data/202411/收集数据/数据采集"
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*")) == [
        f"V1/~${name}.xlsx",
        f"V1/{name}-回复.xlsx",
        f"V1/{name}.eml",
        f"V1/{name}.xlsx",
    ]
    versions = {month: sorted(p.name for p in (whole / "data" / month).glob("*/*/V*")) for month in MONTHS}
    assert versions == {"202411": ["V1"], "202412": ["V1", "V2"], "202501": ["V1", "V10", "V2"]}


def test_headers_vary_by_month_and_carry_no_product_line_code(whole: Path) -> None:
    for month, headers in HEADERS.items():
        assert sheet(workbook(whole, month, "V1"), PERFORMANCE)[0] == headers
    assert sheet(workbook(whole, "202411", "V1"), INCOME)[0] == INCOME_HEADERS
    assert sheet(workbook(whole, "202501", "V10"), INCOME)[0][-5] == "company_id\u200b"


def test_months_and_amounts_are_written_in_many_ways(whole: Path) -> None:
    _, rows = sheet(workbook(whole, "202411", "V1"), PERFORMANCE)
    assert {text(row["月度"]) for row in rows} == {
        *("202411", "2024-11", "2024年11月", "2024-11-01", "２０２４１１", "45597", "2024年13月")
    }
    shapes = collections.Counter(re.sub(r"\d+", "9", str(row["期末资产规模"])) for row in rows)
    assert {"9.9", "9,9,9.9", "9,9.9", "-", "", "abc"} <= shapes.keys()
    assert shapes["abc"] == 2
    assert any(str(row["当期收益率"]).endswith("%") for row in rows)
    assert sum(row["业务类型"] == "养老新业务" for row in rows) == 2
    assert sum(str(row["company_id"]).startswith("IN") and len(str(row["company_id"])) == 18 for row in rows) > 5
    _, second = sheet(workbook(whole, "202412", "V1"), PERFORMANCE)
    assert {type(row["company_id"]) for row in second} == {float, str}


def test_reference_files_cover_about_95_percent_of_the_keys(whole: Path) -> None:
    known = authoritative(whole)
    used: dict[str, set[str]] = collections.defaultdict(set)
    for month, version in (("202411", "V1"), ("202412", "V2"), ("202501", "V10")):
        for name in (PERFORMANCE, INCOME):
            _, rows = sheet(workbook(whole, month, version), name)
            for column in known:
                used[column] |= keys_used(rows, column)
    coverage = {column: len(used[column] & known[column]) / len(used[column]) for column in known}
    assert {column: 0.92 <= share <= 0.97 for column, share in coverage.items()} == dict.fromkeys(known, True), coverage


def test_without_new_keys_every_key_is_known(tmp_path: Path) -> None:
    write_sample(tmp_path, ["202411"], SMALL.rows, new_keys=0)
    _, rows = sheet(workbook(tmp_path, "202411", "V1"), PERFORMANCE)
    for column, known in authoritative(tmp_path).items():
        assert keys_used(rows, column) <= known


def test_new_keys_come_up_month_by_month_and_can_be_caught_up(tmp_path: Path) -> None:
    since = [plan.since for plan in SMALL.universe.plans]
    assert collections.Counter(since) == {-1: 114, 0: 2, 1: 2, 2: 2}
    write_references(tmp_path, SMALL, caught_up=2)
    assert len(authoritative(tmp_path)["计划代码"]) == 118


def test_the_corrected_file_has_fewer_rows_in_one_scope_and_no_bad_rows(whole: Path) -> None:
    def scopes(version: str) -> collections.Counter[tuple[object, object]]:
        _, rows = sheet(workbook(whole, "202412", version), PERFORMANCE)
        return collections.Counter((r["业务类型"], r["计划类型"]) for r in rows if r["业务类型"] != "养老新业务")

    first, second = scopes("V1"), scopes("V2")
    fewer = {scope for scope, count in first.items() if second[scope] < count}
    assert fewer == {("企年投资", "单一计划")}
    _, rows = sheet(workbook(whole, "202412", "V2"), PERFORMANCE)
    assert not [r for r in rows if "abc" in r.values() or "13月" in str(r["月度"]) or r["业务类型"] == "养老新业务"]


def test_a_company_of_full_size_has_the_domain_s_shapes() -> None:
    universe = Sample(("202411",), rows=(35_000, 13_000)).universe
    sizes = (universe.organisations, universe.customers, universe.plans, universe.portfolios)
    assert [len(part) for part in sizes] == [38, 10_000, 1_200, 1_353]
    shapes = collections.Counter(re.sub(r"(?<!^)\d", "#", plan.code) for plan in universe.plans)
    share = {shape: count / 1_200 for shape, count in shapes.items()}
    assert share["XNP###"] == pytest.approx(0.44, abs=0.03)
    assert share["S####"] == pytest.approx(0.44, abs=0.03)
    assert share["ZNT###"] == pytest.approx(0.08, abs=0.02)
    assert share["Z####"] == pytest.approx(0.03, abs=0.02)
    assert {"C###", "1S####", "P####", "FP####"} <= share.keys()
    for part in sizes:
        codes = [getattr(thing, "company_id", None) or thing.code for thing in part]  # type: ignore[union-attr]
        assert len(set(codes)) == len(codes)
    assert len({customer.name for customer in universe.customers}) == 10_000
    assert all("示例" in customer.name for customer in universe.customers)
    assert any(customer.company_id.startswith("0") for customer in universe.customers)


def test_a_plain_csv_has_one_way_of_writing(tmp_path: Path) -> None:
    sample = Sample(("202411",), rows=(2_000, 700), plain=True, bad_rows=False)
    paths = arrive(tmp_path, sample, "202411", form="csv")
    assert sorted(paths) == sorted(path for path in (tmp_path / "data").rglob("*") if path.is_file())
    with paths[0].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2_000
    assert {row["月度"] for row in rows} == {"202411"}
    assert all(re.fullmatch(r"-?\d+\.\d\d", row["期末资产规模"]) for row in rows)
    assert sum(row["机构代码"] == "G01" for row in rows) / 2_000 == pytest.approx(0.12, abs=0.04)


def test_deliveries_that_do_not_exist_are_refused(tmp_path: Path) -> None:
    assert [(d.month, d.corrected) for d in deliveries(SMALL)] == [
        ("202411", False),
        ("202412", False),
        ("202412", True),
        ("202501", False),
    ]
    with pytest.raises(UsageError, match=r"No delivery of 202411 \(corrected\)"):
        arrive(tmp_path, SMALL, "202411", corrected=True)
    with pytest.raises(UsageError, match="use YYYYMM"):
        Sample(("202413",))


def test_the_committed_reference_files_are_the_demos(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--out", str(tmp_path), "--only", "references"]) == 0
    made = [Path(line) for line in capsys.readouterr().out.splitlines()]
    for path in made:
        committed = ROOT / path.relative_to(tmp_path)
        if path.suffix == ".xlsx":  # its compression is the platform's
            assert sheet(committed, "组合计划") == sheet(path, "组合计划")
        else:
            assert committed.read_bytes() == path.read_bytes()
    assert main(["--out", str(tmp_path), "--months", "2024"]) == 2
