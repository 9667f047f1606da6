"""The content of the database before the run that is killed, and the files that have arrived: small, and of all kinds.

first     nothing is there: the run makes schemas, tables, models, and loads a month
month     a month is corrected, another arrives as csv and as a workbook; rows go to quarantine and leave it; sources
          change, a derived row is promoted, a key is retired
sources   only a source changes; the project is as the last run left it, and nothing is in quarantine
facts     only one file of facts arrives, with keys to derive
undo      the newer of two months is taken back
edit      the YAML gains a column, a reference table and a foreign key, on tables with rows
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

from ..support import company
from ..support.company import CUSTOMERS, PRODUCTS, RETURNS, SALES
from ..support.project import Project

NOVEMBER = SALES + (
    "202411,店,001,长城公司,N,P1,10\n"
    "202411,店,003,泰山公司,S,P1,20\n"
    "202411,店,003,泰山有限公司,N,P2,21.50\n"
    "202411,网,IN7,散客,N,P2,5\n"
    "202410,网,002,黄河公司,S,p1,7\n"
)
ODD_NOVEMBER = NOVEMBER + "202411,网,004,华山公司,E,P9,30\n202411,网,001,长城公司,N,P1,many\n"
CORRECTED = SALES + "202411,店,001,长城公司,N,P1,11\n202411,店,008,恒山公司,E,P2,12\n"
DECEMBER = SALES + (
    "202412,店,001,长城公司,N,P1,10\n"
    "202412,店,006,嵩山公司,W,P2,66\n"
    ",店,006,嵩山公司,W,P2,67\n"
    "202412,网,007,衡山公司,N,P7,70\n"
)
PLAIN_DECEMBER = SALES + "202412,店,001,长城公司,N,P1,10\n202412,店,006,嵩山公司,W,P2,66\n"
RETURNED = RETURNS + "r1,003,泰山公司,P1,1,2024-11-30\nr2,002,黄河公司,P2,2,2024-11-29\n"
ODD_RETURNED = RETURNED + "r3,005,天山公司,P8,2,\nr4,002,,P2,x,2024-11-28\n,,,,,\n"
WORKBOOK = [
    ["order_no", "customer", "customer_name", "product", "pieces", "returned_on"],
    ["r5", "003", "泰山公司", "P1", "3", "2024-12-01"],
    ["r6", "009", "黄山公司", "P9", "4", "2024-12-02"],
    ["r7", "009", "黄山公司", "P8", "4", "2024-12-02"],
]
OTHER_REGIONS = "- {地区代码: N, 名称: 北方区}\n- {地区代码: E, 名称: 东方}\n"
OTHER_CUSTOMERS = "客户号,名称,地区代码,等级\n001,长城集团,N,A\n002,黄河公司,S,C\n003,泰山集团,,B\n"

NEW_COLUMN = "      金额: {type"
NEW_KEY = """\
      - {name: fk_channel, source_column: 渠道, target_table: channel, target_key: code}
      - name: fk_customer
        source_column: 客户号
"""
NEW_TABLE = "  channel: {model: dim_channel, key: code, columns: {code: text, name: text}}\n"


@dataclass(frozen=True)
class Scenario:
    """`before` is done to an empty project, and followed by a run unless `fresh`; `arrives` is done after it.

    `command` is the one that is struck.
    """

    name: str
    before: Callable[[Project], None]
    arrives: Callable[[Project], None]
    fresh: bool = False
    command: tuple[str, ...] = ("run",)


def _move_in(project: Project) -> None:
    company.move_in(project)
    project.edit("data_sources", '["returns*.csv"]', '["returns*.csv", "returns*.xlsx"]')
    profiles = (project.root / "profiles.yml").read_text(encoding="utf-8")
    profiles = profiles.replace("target: embedded", "target: server").replace("threads: 4", "threads: 1")
    project.write("profiles.yml", profiles)


def _november(project: Project) -> None:
    _move_in(project)
    project.write("data/202411/sales.csv", NOVEMBER)
    project.write("data/202411/returns.csv", RETURNED)


def _two_months(project: Project) -> None:
    _november(project)
    project.write("data/202412/sales.csv", PLAIN_DECEMBER)


def _odd_november(project: Project) -> None:
    _move_in(project)
    project.write("data/202411/sales.csv", ODD_NOVEMBER)
    project.write("data/202411/returns.csv", ODD_RETURNED)


def _everything(project: Project) -> None:
    project.write("data/202411/sales_corrected.csv", CORRECTED)
    project.write("data/202412/sales.csv", DECEMBER)
    _workbook(project.root / "data/202412/returns.xlsx", WORKBOOK)
    project.write("reference/regions.yml", OTHER_REGIONS)
    project.write("reference/customers.csv", OTHER_CUSTOMERS)
    project.write("seeds/products.csv", PRODUCTS + "P9,Rice\n")


def _a_source(project: Project) -> None:
    project.write("reference/customers.csv", CUSTOMERS + "005,天山公司,N,C\n")


def _nothing(project: Project) -> None:
    pass


def _a_file(project: Project) -> None:
    project.write("data/202412/returns.csv", RETURNS + "r8,011,昆仑公司,P2,1,2024-12-01\n")


def _an_edit(project: Project) -> None:
    project.edit("data_sources", NEW_COLUMN, "      备注: text\n" + NEW_COLUMN)
    project.edit("data_sources", "      - name: fk_customer\n        source_column: 客户号\n", NEW_KEY)
    project.append("reference_sources", NEW_TABLE)
    project.write("data/202412/sales.csv", PLAIN_DECEMBER)


def _everything_at_once(project: Project) -> None:
    project.write("data/202411/sales.csv", ODD_NOVEMBER)
    project.write("data/202411/sales_corrected.csv", CORRECTED)
    _workbook(project.root / "data/202412/returns.xlsx", WORKBOOK)


def _workbook(path: Path, rows: list[list[str]]) -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2024, 12, 31)})  # the same bytes every time
        sheet = book.add_worksheet("退货")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.getvalue())


SCENARIOS = {
    one.name: one
    for one in (
        Scenario("first", _move_in, _everything_at_once, fresh=True),
        Scenario("month", _odd_november, _everything),
        Scenario("sources", _november, _a_source),
        Scenario("facts", _november, _a_file),
        Scenario("undo", _two_months, _nothing, command=("undo", "2")),
        Scenario("edit", _november, _an_edit),
    )
}
