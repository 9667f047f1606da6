"""The limit: COPY and limit.sql. `python -m benchmarks.ways.limit DELIVERY PERFORMANCE INCOME HOW [LAST]`.

HOW is `server` where the server can read the two files, `client` where this program sends them. LAST is the last stage
to run, the script's own last one if left out. Connects by PostgreSQL's own variables. Prints the seconds of each stage
as JSON.
"""

import csv
import io
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg2
import yaml
from psycopg2 import sql
from python_calamine import load_workbook

from benchmarks.ways.raw import copy_rows

STAGE = re.compile(r"^-- stage: (\w+)$", re.MULTILINE)


class GateFailed(Exception):
    """Rows that the facts would refuse."""


def main(arguments: list[str]) -> int:
    """Run the job. Raise GateFailed where the script's gate has counted any row."""
    delivery, performance, income, how, *last = arguments
    connection = psycopg2.connect("")
    connection.autocommit = True
    seconds: dict[str, float] = {}
    with connection.cursor() as cursor:
        for stage, script in _stages():
            start = time.monotonic()
            cursor.execute(script)
            seconds[stage] = time.monotonic() - start
            if stage == "prepare":
                start = time.monotonic()
                copy_rows(cursor, "raw_performance", Path(performance), how)
                copy_rows(cursor, "raw_income", Path(income), how)
                seconds["land"] = time.monotonic() - start
                start = time.monotonic()
                _copy_references(cursor, Path(delivery))
                seconds["sync"] = time.monotonic() - start
            if stage == "gate":
                cursor.execute("select * from unresolved")
                if any(any(row) for row in cursor.fetchall()):
                    raise GateFailed("unresolved keys or empty columns: select * from unresolved says how many")
            if [stage] == last:
                break
    connection.close()
    print(json.dumps({"benchmark_stages": seconds}))
    return 0


def _stages() -> Iterator[tuple[str, str]]:
    parts = STAGE.split(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
    return zip(parts[1::2], parts[2::2], strict=True)


def _copy_references(cursor: Any, delivery: Path) -> None:
    """Copy the authoritative files into the empty reference tables, parents first."""
    with (delivery / "seeds" / "product_lines.csv").open(encoding="utf-8", newline="") as file:
        _copy_rows(cursor, "产品线", list(csv.DictReader(file)))
    organisations = (delivery / "reference" / "organizations.yml").read_text(encoding="utf-8")
    _copy_rows(cursor, "组织架构", yaml.safe_load(organisations))
    with (delivery / "reference" / "annuity_plans.csv").open(encoding="utf-8", newline="") as file:
        _copy_rows(cursor, "年金计划", list(csv.DictReader(file)))
    header, *rows = load_workbook(str(delivery / "reference" / "portfolios.xlsx")).get_sheet_by_index(0).to_python()
    _copy_rows(cursor, "组合计划", [dict(zip(map(str, header), row, strict=True)) for row in rows])
    customers = json.loads((delivery / "reference" / "customers.json").read_text(encoding="utf-8"))
    _copy_rows(cursor, "客户明细", [row | {"tags": json.dumps(row["tags"], ensure_ascii=False)} for row in customers])


def _copy_rows(cursor: Any, table: str, rows: list[dict[str, Any]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows(row.values() for row in rows)
    text.seek(0)
    columns = sql.SQL(", ").join(map(sql.Identifier, rows[0]))
    statement = sql.SQL("copy {} ({}) from stdin (format csv)").format(sql.Identifier(table), columns)
    cursor.copy_expert(statement.as_string(cursor), text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
