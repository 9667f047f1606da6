"""One definition of a text as its column's value: everything that reads a text makes the same of every cell."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from psycopg2 import sql
from psycopg2.extensions import connection as Connection
from psycopg2.extras import Json

from refill.adopt.checks import folded, value_problems
from refill.config.models import ReferenceTable
from refill.database.ddl import prepare
from refill.database.schemas import Schemas
from refill.database.values import column_text
from refill.database.warehouse import Warehouse
from refill.errors import Refused, UsageError
from refill.explain.fact_rows import FeedingKey
from refill.explain.keys import read_key
from refill.sync.guards import Arrival, check
from refill.sync.incoming import Landing, copy_in
from refill.text.folding import fold
from refill.undo.references import AffectedRows, BatchToUndo

from ..support.project import Project

SCHEMAS = Schemas("warehouse")
# What a cell may say, in the forms in which people and programs write it.
PLAIN = [
    "A", "a b", "ab", "Zürich", "企年投资", "IN7", "in7", "IN*", "I_7", "9", "09", "n/a", "N/A", "-", "空白", "(空白)",
    "NA", "0", "-0", "7", "7.0", "7.", "007", ".5", "-.5", "+7", "1.005", "1.004", "1.234", "-1.005",
    "9999.99", "9999.994", "9999.995", "99999", "10000", "1,234", "1,234.50", "12,34", "5.5%", "1,000%", "1e2",
    "1.5E-3", "1e99", ".", "-.", "1.2.3", "--1", "1-", "0." + "3" * 50, "0" * 40 + "1", "9" * 19,
    "999999999999999999", "NaN", "Infinity", "2024-11-01", "2024/11/1", "2024年11月1日", "20241101",
    "2024-11-01 00:00:00", "2024-02-30", "2024-13-01", "45597", "202411", "2024-11", "2024/1", "2024年1月",
    "2024-11-30", "2024-11-01 12:34:56", "2024-11-01T12:34", "12:30", "2024-11-01 24:00", "true", "TRUE", "t",
    "是", "No", "1", "2", '["a"]', "null", "①", "e\u0301", "\\", "'", "%", "_", "a\tb", "公司（甲）",
]  # fmt: skip
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
FORMS = ["{}", " {} ", "\u00a0{}\u3000", "\u200b{}\ufeff", "\n{}"]
CELLS = list(
    dict.fromkeys(
        [form.format(text) for text in PLAIN for form in FORMS]
        + [text.translate(FULL_WIDTH) for text in PLAIN]
        + [" ", "\u00a0", "\u200b", "\u3000 \ufeff"]
    )
)
COLUMNS = {
    "free": "text", "compared": "text", "upper": "{type: text, case: upper}", "lower": "{type: text, case: lower}",
    "skip": "text", "skip_upper": "{type: text, case: upper}", "n_6_2": '"numeric(6,2)"', "n_18_4": '"numeric(18,4)"',
    "n_5_0": '"numeric(5,0)"', "n_skip": '"numeric(6,2)"', "whole": "integer", "whole_skip": "integer", "day": "date",
    "month_": "month", "moment": "timestamp", "flag": "boolean", "flag_upper": "{type: boolean, case: upper}",
}  # fmt: skip
NUMBERS = ("n_6_2", "n_18_4", "n_5_0", "n_skip", "whole", "whole_skip")
TYPED = 9  # every ninth cell: each is a query
KEYS = {"skip": "text", "skip_upper": "{type: text, case: upper}", "n_skip": '"numeric(6,2)"', "whole_skip": "integer"}


def configuration() -> tuple[str, str]:
    """Facts with a column of each kind and option, foreign keys for those that skip, and a table that has a source."""
    columns = "".join(f"      {name}: {kind}\n" for name, kind in COLUMNS.items())
    derived = "        backfill_columns:\n" + "".join(
        f"          - {{source: {name}, target: {name}}}\n" for name in COLUMNS
    )
    keys = "".join(
        f"      - name: fk_{name}\n        source_column: {name}\n        target_table: of_{name}\n"
        f'        target_key: code\n        skip_patterns: ["IN*", "?9", "I_7"]\n{derived if name == "skip" else ""}'
        for name in KEYS
    )
    data = (
        'version: 1\ndomains:\n  cells:\n    description: Cells\n    null_tokens: ["", "-", "空白", "n/a", "9"]\n'
        '    files: {path: "{YYYYMM}", patterns: ["*.csv"]}\n    fact: {model: fct_cells, table: cells}\n'
        "    load: {mode: replace_scope, scope: [compared]}\n    columns:\n      id: {type: text, required: true}\n"
        f"{columns}    foreign_keys:\n{keys}"
    )
    texts = "".join(f"      {name}: text\n" for name in COLUMNS)
    tables = "".join(
        f"  of_{name}:\n    model: dim_of_{name}\n    key: code\n    columns:\n      code: {kind}\n{texts}"
        "    source: {type: none}\n"
        for name, kind in KEYS.items()
    )
    given = "".join(f"      {name}: {kind}\n" for name, kind in COLUMNS.items())
    return data, (
        f"version: 1\nreference_tables:\n{tables}  kinds:\n    model: dim_kinds\n    key: id\n    columns:\n"
        f"      id: text\n{given}      extra: json\n"
        "    source: {type: file, path: reference/kinds.csv}\n"
    )


def to_csv(lines: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue()


def is_json(cell: str) -> bool:
    try:
        json.loads(cell, parse_constant=int)
    except ValueError:
        return False
    return True


Values = dict[str, list[Any]]


class Reader:
    """Reads all cells by way of one caller after the other, and compares what they make of them, as json."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.differing: list[tuple[str, str, str, Any, Any]] = []

    def ask(self, expressions: Mapping[str, sql.Composable], source: str | sql.Composable, before: Any = "") -> Values:
        """The value of each expression per row of `source`, whose last words say the order. `before`: its CTEs."""
        values = sql.SQL(", ").join(sql.SQL("to_jsonb({}) #>> '{{}}'").format(one) for one in expressions.values())
        source, before = (sql.SQL(one) if isinstance(one, str) else one for one in (source, before))
        found = self.warehouse.rows(sql.SQL("{}select {} from {}").format(before, values, source))
        return {name: [row[place] for row in found] for place, name in enumerate(expressions)}

    def compare(self, caller: str, found: Values, wanted: Values, cells: Mapping[str, list[str]]) -> None:
        for name, values in found.items():
            for cell, value, expected in zip(cells[name], values, wanted[name], strict=True):
                if value != expected and not (name in NUMBERS and value and Decimal(value) == Decimal(expected)):
                    self.differing.append((caller, name, cell, value, expected))


@pytest.fixture
def cells(empty_project: Project) -> Project:
    """A run over all cells: facts have each cell in every column, reference rows those that the guard lets in."""
    empty_project.configure(*configuration())
    connection = empty_project.server.connect()
    warehouse = empty_project.warehouse(connection)
    prepare(warehouse)
    good = good_texts(warehouse, empty_project.config.tables["kinds"])
    connection.close()
    lines = [[str(place), *row] for place, row in enumerate(zip(*good.values(), strict=True))]
    write_csv(empty_project, "reference/kinds.csv", [["id", *good], *lines])
    facts = [[str(place), *[cell] * len(COLUMNS)] for place, cell in enumerate(CELLS)]
    write_csv(empty_project, "data/202411/cells.csv", [["id", *COLUMNS], *facts])
    empty_project.generate()
    empty_project.run()
    return empty_project


def write_csv(project: Project, path: str, lines: Iterable[Iterable[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    project.write(path, "").write_text(text.getvalue(), "utf-8", newline="")


def good_texts(warehouse: Warehouse, table: ReferenceTable) -> dict[str, list[str]]:
    """Per column the cells that are a value or blank, and '' in place of the others, which `refill sync` refuses."""
    good = {}
    for name, column in table.columns.items():
        if column.type.kind == "json":
            good[name] = [cell if is_json(cell) else "" for cell in CELLS]
        elif name != "id":
            bad = column_text(table, name).is_bad(SCHEMAS.ledger, sql.Identifier("cell"))
            statement = sql.SQL("select case when {} then '' else cell end from unnest(%s) as cell").format(bad)
            good[name] = [cell for (cell,) in warehouse.rows(statement, [CELLS])]
    return good


def test_every_reader_of_a_text_makes_the_same_of_it(cells: Project) -> None:
    connection = cells.server.connect()
    reader = Reader(cells.warehouse(connection))
    assert cells.verify() == {}  # it reads the numbers of every row
    read_facts(reader, cells)
    read_references(reader, cells)
    connection.close()
    assert reader.differing == []


def read_facts(reader: Reader, cells: Project) -> None:
    """Texts of files: with null tokens, skip patterns, and some that are no value."""
    domain, ledger = cells.config.domains["cells"], SCHEMAS.ledger
    ids = {name: sql.Identifier(name) for name in COLUMNS}
    texts = dict.fromkeys(COLUMNS, CELLS)
    staged = reader.ask(ids, "warehouse_staging.stg_cells order by _row_number")
    described = {
        name: sql.SQL("{}({}, {})").format(
            sql.Identifier(ledger, "value_of"), sql.Literal(Json(column_text(domain, name).described(name))), one
        )
        for name, one in ids.items()
    }
    found = reader.ask(described, "warehouse_raw.cells order by _row_number")
    reader.compare("review", found, staged, texts)
    ((batch,),) = reader.warehouse.rows("select batch_id from {batches}")
    for key in domain.foreign_keys:
        table, (source,) = cells.config.tables[key.target_table], key.source_columns
        speaker = FeedingKey(reader.warehouse, table, domain, key)
        needed = {name: ids[name] for name in speaker._needed()}
        named = speaker._named({"code": 0}, [batch])
        reader.compare("explain", reader.ask(needed, "delivered order by _row_number", named), staged, texts)
        with reader.warehouse.transaction() as work:
            affected = AffectedRows(work, table, BatchToUndo(batch, domain, datetime.now(UTC)))
        ordered = "({}) as named order by to_jsonb(code) #>> '{{}}' collate \"C\""
        found = reader.ask({source: sql.Identifier("code")}, sql.SQL(ordered).format(affected._batch_keys(key)))
        wanted = {source: sorted(staged[source], key=lambda value: (value is None, value))}
        reader.compare("undo", found, wanted, texts)


def read_references(reader: Reader, cells: Project) -> None:
    """Texts of sources and of people, which have no null tokens."""
    table, warehouse, ledger = cells.config.tables["kinds"], reader.warehouse, SCHEMAS.ledger
    order = "order by cast(id as integer)"
    ids = {name: sql.Identifier(name) for name in table.columns if name != "id"}
    source = f"warehouse_landing.kinds {order}"
    texts = {name: [text or "" for text in found] for name, found in reader.ask(ids, source).items()}
    held = reader.ask(ids, f"warehouse.kinds {order}")
    reader.compare("a text that is not compared", {"free": [text or "" for text in held["free"]]}, texts, texts)
    described = {
        name: sql.SQL("{}({}, {})").format(
            sql.Identifier(ledger, "described_value"), sql.Literal(Json(column_text(table, name).described(name))), one
        )
        for name, one in ids.items()
    }
    reader.compare("a steward's cells", reader.ask(described, source), held, texts)
    for name, column in table.columns.items():
        if name == "id" or column.type.kind == "json":
            continue
        of_key = table.model_copy(update={"keys": (name,)})
        key = Landing(SCHEMAS, of_key, "kinds").key("kinds")
        compared = reader.ask({name: key}, source)
        if column.type.kind == "text":
            form = folded(SCHEMAS, of_key, name)
            reader.compare("adopt", reader.ask({name: form}, source), compared, texts)
        else:
            reader.compare("guard", compared, held, texts)
        some = {name: texts[name][::TYPED]}
        typed = {name: [as_typed(warehouse, of_key, text) for text in some[name]]}
        reader.compare("a key that a person types", typed, {name: compared[name][::TYPED]}, some)
    wrong = {name: sum(bool(fold(cell)) and held[name][n] is None for n, cell in enumerate(CELLS)) for name in COLUMNS}
    assert refused_by_the_guard(warehouse.connection, table) == {name: count for name, count in wrong.items() if count}
    shape = SimpleNamespace(columns=dict.fromkeys(ids))
    with warehouse.transaction() as work:
        assert list(value_problems(work, table, shape)) == []  # type: ignore[arg-type]


def as_typed(warehouse: Warehouse, table: ReferenceTable, text: str) -> Any:
    """A text as `refill explain` reads a key that a person types, and None where it refuses it."""
    try:
        (value,) = read_key(warehouse, table, [text]).values()
    except UsageError:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def refused_by_the_guard(connection: Connection, table: ReferenceTable) -> dict[str, int]:
    """How many of all cells the guard calls no value, per column."""
    lines = io.StringIO()
    csv.writer(lines, quoting=csv.QUOTE_ALL).writerows([n, *[cell] * len(COLUMNS)] for n, cell in enumerate(CELLS))
    columns = ["id", *COLUMNS]
    with connection.cursor() as cursor:
        copy_in(cursor, Landing(SCHEMAS, table, "kinds"), columns, iter([lines.getvalue().encode()]))
        arrival = Arrival(columns, partial=False, retiring=False, guard=table.guard, types={}, types_before={})
        with pytest.raises(Refused) as refusal:
            check(cursor, Landing(SCHEMAS, table, "kinds"), arrival, "kinds.csv")
    connection.rollback()
    return {name: int(count) for count, name in re.findall(r"(\d+) values of (\w+) are no", str(refusal.value))}
