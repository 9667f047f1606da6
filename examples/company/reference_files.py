"""The authoritative files: the records of the company's own systems, which have most keys of the facts.

reference/organizations.yml   组织架构        reference/portfolios.xlsx   组合计划, sheet 组合计划
reference/annuity_plans.csv   年金计划        reference/customers.json    客户明细
seeds/product_lines.csv       产品线
"""

import csv
import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

from examples.company import names
from examples.company.fact_files import CREATED
from examples.company.universe import KNOWN, Customer, Plan, Portfolio, Sample

Row = dict[str, Any]
LICENCES = {names.SINGLE: "企年受托+企年投资", names.COLLECTIVE: "企年受托", names.OCCUPATIONAL: "职年受托+职年投资"}
PORTFOLIO_COLUMNS = [
    "组合代码",
    "年金计划号",
    "组合名称",
    "组合简称",
    "组合类型",
    "组合状态",
    "运作开始日",
    "受托人",
    "投资管理人",
    "备注",
]


def write_references(out: Path, sample: Sample, caught_up: int = 0) -> list[Path]:
    """Write the five files below `out` and return their paths.

    `caught_up` is the number of first months whose new keys the authoritative systems have learned meanwhile.
    """
    newest = caught_up - 1
    reference, seeds = out / "reference", out / "seeds"
    reference.mkdir(parents=True, exist_ok=True)
    seeds.mkdir(parents=True, exist_ok=True)
    lines = [
        dict(zip(("产品线代码", "产品线", "产品类别", "业务大类"), line, strict=True)) for line in names.PRODUCT_LINES
    ]
    _write_csv(seeds / "product_lines.csv", lines)
    _write_yaml(reference / "organizations.yml", organisations(sample, newest))
    _write_csv(reference / "annuity_plans.csv", plans(sample, newest))
    _write_workbook(reference / "portfolios.xlsx", "组合计划", PORTFOLIO_COLUMNS, portfolios(sample, newest))
    _write_json(reference / "customers.json", customers(sample, newest))
    return [seeds / "product_lines.csv", *sorted(reference.iterdir())]


def organisations(sample: Sample, newest: int = KNOWN) -> list[Row]:
    """Return the rows of 组织架构: the centre and the zone go by the number of the organisation."""
    return [
        {"机构代码": o.code, "机构": o.name, "年金中心": names.CENTRES[n % 4], "战区": names.ZONES[n % 4]}
        for n, o in enumerate(sample.universe.organisations)
        if o.since <= newest
    ]


def plans(sample: Sample, newest: int = KNOWN) -> list[Row]:
    """Return the rows of 年金计划."""
    return [_plan(sample, plan) for plan in sample.universe.plans if plan.since <= newest]


def _plan(sample: Sample, plan: Plan) -> Row:
    universe = sample.universe
    owner = None if plan.customer is None else universe.customers[plan.customer]
    organisation = universe.organisations[plan.organisation]
    return {
        "年金计划号": plan.code,
        "计划简称": plan.name.removesuffix("企业年金计划").removesuffix("职业年金计划"),
        "计划全称": plan.name,
        "计划类型": plan.kind,
        "客户名称": owner and owner.name,
        "company_id": owner and owner.company_id,
        "主拓代码": organisation.code,
        "主拓机构": organisation.name,
        "管理资格": LICENCES[plan.kind],
        "计划状态": "正常",
        "备注": None,
    }


def portfolios(sample: Sample, newest: int = KNOWN) -> list[Row]:
    """Return the rows of 组合计划: the default portfolios belong to no plan."""
    return [
        _portfolio(sample, number, portfolio)
        for number, portfolio in enumerate(sample.universe.portfolios)
        if portfolio.since <= newest
    ]


def _portfolio(sample: Sample, number: int, portfolio: Portfolio) -> Row:
    start = datetime.date(2008, 1, 1) + datetime.timedelta(days=number * 37 % 5_800)
    return {
        "组合代码": portfolio.code,
        "年金计划号": None if portfolio.plan is None else sample.universe.plans[portfolio.plan].code,
        "组合名称": portfolio.name,
        "组合简称": portfolio.code,
        "组合类型": portfolio.kind,
        "组合状态": "运作中",
        "运作开始日": None if portfolio.plan is None else start,
        "受托人": "示例养老受托",
        "投资管理人": f"示例投资{'甲乙丙丁'[number % 4]}",
        "备注": None,
    }


def customers(sample: Sample, newest: int = KNOWN) -> list[Row]:
    """Return the rows of 客户明细: plans and organisations are counted from the customer's own plans."""
    owned: dict[int, list[Plan]] = defaultdict(list)
    for plan in sample.universe.plans:
        if plan.customer is not None and plan.since <= newest:
            owned[plan.customer].append(plan)
    return [
        _customer(sample, number, customer, owned.get(number, []))
        for number, customer in enumerate(sample.universe.customers)
        if customer.since <= newest
    ]


def _customer(sample: Sample, number: int, customer: Customer, own: list[Plan]) -> Row:
    organisation = sample.universe.organisations[customer.organisation]
    codes = sorted(plan.code for plan in own)
    return {
        "company_id": customer.company_id,
        "客户名称": customer.name,
        "年金客户类型": "存量客户",
        "主拓机构代码": organisation.code,
        "主拓机构": organisation.name,
        "管理资格": LICENCES[own[0].kind] if own else LICENCES[names.COLLECTIVE],
        "关键年金计划": codes[0] if codes else None,
        "其他年金计划": ",".join(codes[1:]) or None,
        "关联计划数": len(codes),
        "关联机构数": 1,
        "tags": ["重点"] if number % 25 == 0 else [],
    }


def _write_csv(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _write_yaml(path: Path, rows: list[Row]) -> None:
    path.write_text(yaml.safe_dump(rows, allow_unicode=True, sort_keys=False), encoding="utf-8", newline="\n")


def _write_json(path: Path, rows: list[Row]) -> None:
    """Write one row a line, so that a difference reads well."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8", newline="\n")


def _write_workbook(path: Path, sheet: str, columns: list[str], rows: Iterable[Mapping[str, Any]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": CREATED})
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, columns)
        for number, row in enumerate(rows, start=1):
            for column, name in enumerate(columns):
                value = row[name]
                if isinstance(value, datetime.date):
                    page.write_datetime(number, column, value, date)
                elif value is not None:
                    page.write_string(number, column, value)
