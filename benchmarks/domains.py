"""A project of many domains: what the fixed cost of a command, and its growth with their number, is measured on.

Every domain has four foreign keys: three into reference tables that all domains share, one into a table that five
domains have in common. Files are small, so that what is measured is the cost of a domain and not that of its rows.

    refill init DIR
    python benchmarks/domains.py DIR --domains 50
"""

import argparse
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

SHARED = ("organizations", "products", "currencies")
GROUP = 5  # domains with a reference table of their own
KEYS = 100  # rows of a reference table
ROWS = 200  # rows of a file
PERIOD = "202411"

REFERENCE = """\
  {table}:
    description: The {table} that facts name by code
    model: dim_{table}
    key: code
    columns: {{code: text, name: text, category: text, opened_on: date}}
    source: {{type: file, path: reference/{table}.csv}}
    strategy: merge
"""
DOMAIN = """\
  {domain}:
    description: What was sold in a month, one row per contract and channel
    files:
      path: "{{YYYYMM}}"
      patterns: ["{domain}*.csv"]
    fact: {{model: fct_{domain}, table: {domain}}}
    load: {{mode: replace_scope, scope: [month, channel]}}
    columns:
      month: {{type: month, required: true}}
      channel: {{type: text, required: true}}
      organization: text
      organization_name: text
      product: text
      product_name: text
      currency: text
      contract: text
      contract_name: text
      amount: "numeric(18,4)"
      fee: "numeric(18,4)"
      booked_on: date
    foreign_keys:
"""
FOREIGN_KEY = """\
      - name: fk_{column}
        source_column: {column}
        target_table: {table}
        target_key: code
        mode: insert_missing
        on_missing: register
        backfill_columns:
          - {{source: {column}, target: code}}
          - {{source: {source}, target: name}}
          - {{source: channel, target: category, aggregation: {{type: max_by, order_column: amount}}}}
"""
HEADER = (
    "month",
    "channel",
    *("organization", "organization_name", "product", "product_name", "currency", "contract", "contract_name"),
    *("amount", "fee", "booked_on"),
)


def write(project_folder: Path, domains: int = 50) -> None:
    """Gives a project as `refill init` makes it the configuration, sources and one month's files of so many domains.

    What is there of an earlier call is replaced; files of other months stay.
    """
    groups = [_group(number) for number in range(0, domains, GROUP)]
    tables = [*SHARED, *groups]
    references = "".join(REFERENCE.format(table=table) for table in tables)
    _text(project_folder / "config/reference_sources.yml", f"version: 1\nreference_tables:\n{references}")
    described = "".join(_domain(number) for number in range(domains))
    _text(project_folder / "config/data_sources.yml", f"version: 1\ndomains:\n{described}")
    for table in tables:
        rows = [(f"{table[:3].upper()}{key:04}", f"{table} {key}", "known", "2020-01-31") for key in range(KEYS)]
        _csv(project_folder / f"reference/{table}.csv", ("code", "name", "category", "opened_on"), rows)
    for number in range(domains):
        deliver(project_folder, number)


def deliver(project_folder: Path, number: int, period: str = PERIOD, rows: int = ROWS) -> Path:
    """One month's file of a domain, by its number from 0; every tenth key is in no source. Gives its path."""
    path = project_folder / f"data/{period}/{_name(number)}.csv"
    contract = _group(number)[:3].upper()
    lines = []
    for row in range(rows):
        key = row % KEYS
        new = row % 10 == 0
        codes = [f"NEW{period}{key:04}" if new else f"{prefix}{key:04}" for prefix in ("ORG", "PRO", "CUR", contract)]
        names = [f"{code} from {_name(number)}" for code in codes]
        lines.append(
            (
                *(period, f"channel {row % 4}", codes[0], names[0], codes[1], names[1], codes[2], codes[3], names[3]),
                *(f"{row}.25", f"{row % 7}.5", "2024-11-30"),
            )
        )
    _csv(path, HEADER, lines)
    return path


def _name(number: int) -> str:
    return f"sales_{number:03}"


def _group(number: int) -> str:
    return f"contracts_{number // GROUP:03}"


def _domain(number: int) -> str:
    keys = (
        ("organization", "organizations", "organization_name"),
        ("product", "products", "product_name"),
        ("currency", "currencies", "currency"),
        ("contract", _group(number), "contract_name"),
    )
    return DOMAIN.format(domain=_name(number)) + "".join(
        FOREIGN_KEY.format(column=column, table=table, source=source) for column, table, source in keys
    )


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The configuration and the files of many domains.")
    parser.add_argument("project_folder", type=Path)
    parser.add_argument("--domains", type=int, default=50)
    asked = parser.parse_args()
    write(asked.project_folder, asked.domains)
