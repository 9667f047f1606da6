"""What Python, Jinja and SQL must each say for themselves, they say alike."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from dbt.cli.main import dbtRunner

from refill.config.load import load_config
from refill.config.models import Config
from refill.config.own_columns import TRACKING
from refill.config.parts import PART_TABLE, part_table
from refill.config.reasons import WITHOUT_KEY, WORDS, Reason, in_words
from refill.config.row_changes import COUNTED, RowChange
from refill.config.schemas import KINDS
from refill.config.types import SQL_TYPES, sql_type
from refill.database import ledger
from refill.database.ddl import prepare
from refill.database.schema_changes import described_tables
from refill.database.schemas import Schemas
from refill.database.warehouse import Warehouse
from refill.quarantine.read import HELD

from ..support.macros import FOLDER, Macros
from ..support.servers import REPOSITORY, Server, only_on

MACROS = Macros("warehouse")
SQL = "\n".join(ledger._text(name) for name in ledger.FUNCTIONS)
DOCS = REPOSITORY / "docs"


@pytest.fixture(scope="module")
def config() -> Config:
    return load_config(REPOSITORY / "config")


def test_reasons() -> None:
    given = re.findall(r"'(\w+):'", SQL)
    of_readers = re.findall(r"'(\w+):'", HELD)
    assert sorted({*MACROS.reasons(), *given, *of_readers}) == sorted(Reason)
    with pytest.raises(ValueError, match="no reason `other`"):
        MACROS.reason("other", "name")
    pipeline, cli = ((DOCS / name).read_text(encoding="utf-8") for name in ("pipeline.md", "cli.md"))
    assert re.findall(r"^\| `(\w+):(?:column|name)` \|", pipeline, re.M) == list(Reason)
    assert ", ".join(f"`{reason}`" for reason in Reason) in cli


def test_reasons_have_words_in_both_languages(config: Config) -> None:
    domain = next(iter(config.domains.values()))
    key = domain.foreign_keys[0]
    assert WORDS.keys() == WITHOUT_KEY.keys() == set(Reason)
    for reason in Reason:
        for name in (key.name, "gone"):
            english, chinese = (in_words(reason.of(name), domain, language) for language in ("en", "zh"))
            assert name in english, english
            assert name in chinese, chinese
            assert chinese != english


def test_changes_of_reference_rows() -> None:
    branches = "".join(path.read_text(encoding="utf-8") for path in (FOLDER / "references").glob("*.sql"))
    written = re.findall(r"'(\w+)' as _change", branches)
    written += re.findall(r"(?:then|else) '(\w+)'(?=(?:\s+(?:when|else|end)\b[^;]*?)as _change)", branches)
    assert {*written} == {*COUNTED}
    view = SQL[SQL.index("{ledger}.row_changes as") :]
    assert {*re.findall(r"(?:then|else) '(\w+)'", view[: view.index("end as change")])} == {*RowChange}
    runs = (FOLDER / "quality" / "quality_runs.sql").read_text(encoding="utf-8")
    listed = re.search(r"of_references = \[(.*?)\]", runs)
    assert listed
    assert re.findall(r"'(\w+)'", listed[1]) == [*(c for c in RowChange if c != RowChange.DELETED), "needs_review"]


def test_schemas() -> None:
    assert tuple(MACROS.schema_kinds()) == KINDS
    schemas = Schemas("warehouse")
    assert {kind: MACROS.relation_in(kind, "t").schema for kind in KINDS} == {k: getattr(schemas, k) for k in KINDS}
    assert schemas.by_kind == {"target": "warehouse"} | {kind: getattr(schemas, kind) for kind in KINDS}
    with pytest.raises(ValueError, match="no schema `other`"):
        MACROS.relation_in("other", "t")
    assert {*re.findall(r"\{(\w+)_name\}", ledger._text("grants"))} >= {"target", *KINDS}
    settings = (REPOSITORY / "dbt_project.yml").read_text(encoding="utf-8")
    assert {*re.findall(r"\+schema: (\w+)", settings)} <= {*KINDS}


def test_types() -> None:
    kinds = ("text", "boolean", "date", "timestamp", "numeric(18,4)", *SQL_TYPES)
    assert {kind: MACROS.sql_type(kind) for kind in kinds} == {kind: sql_type(kind) for kind in kinds}


def test_tracking_columns() -> None:
    """The contracts of the models have them from Python; the macros that fill them name no other."""
    macros = "".join(path.read_text(encoding="utf-8") for path in (FOLDER / "references").glob("*.sql"))
    own = {column.name for column in TRACKING}
    filled = {*re.findall(r"(?:held|as|\bcurrent_timestamp as) (_\w+)", macros), *re.findall(r"held\.(_\w+)", macros)}
    assert own <= filled
    assert {name for name in filled if name.startswith(("_derived_", "_retired", "_created", "_updated"))} <= own


@only_on("server")
def test_tables_of_parts(database: Server, config: Config) -> None:
    connection = database.connect()
    schemas = Schemas("warehouse")
    prepare(Warehouse(connection, schemas, config))
    domain = next(iter(config.domains.values()))
    fact = SimpleNamespace(identifier="规模 明细", database="db")
    raw, loaded = part_table(domain.name, 7), part_table(fact.identifier, 8)
    assert MACROS.postgres__part_table(fact, 8).__dict__ == {
        "database": "db",
        "schema": schemas.partitions,
        "identifier": loaded,
    }
    match = PART_TABLE.fullmatch(loaded)
    assert match
    assert (match["table"], match["part"]) == (fact.identifier, "8")
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f'create table warehouse_raw."{raw}" partition of warehouse_raw."{domain.name}" for values in (7)'
        )
        cursor.execute(f'create table warehouse_partitions."{loaded}" (_part bigint)')
        cursor.execute(
            "select schema_name, partition_name, part, table_name, parent is null"
            " from warehouse_ledger.part_tables order by 3"
        )
        assert cursor.fetchall() == [
            (schemas.raw, raw, 7, domain.name, False),
            (schemas.partitions, loaded, 8, None, True),
        ]
    connection.close()


def test_tables_as_schema_changes_compares_them(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBT_WRITE_JSON", "0")
    places = ["--project-dir", str(REPOSITORY), "--profiles-dir", str(REPOSITORY), "--target", "embedded"]
    parsed = dbtRunner().invoke(["--log-level", "none", "--no-send-anonymous-usage-stats", "parse", *places])
    assert parsed.success, parsed.exception
    models = [_Node(node.to_dict(omit_none=False)) for node in parsed.result.nodes.values()]  # type: ignore[union-attr]
    described = [
        MACROS.described_table(node) for node in models if node.config["materialized"] in ("managed_table", "permanent")
    ]
    wanted = described_tables(config)
    assert len(wanted) == len(config.domains) + len(config.tables)
    by_table = {one["table"]: one for one in described if one["table"] not in config.domains}
    assert by_table == {one["table"]: one for one in wanted}


class _Node(dict[str, Any]):
    """A node as dbt passes it to macros: its parts by item and by attribute."""

    def __getattr__(self, name: str) -> Any:
        value = self[name]
        return _Node(value) if isinstance(value, dict) and name == "config" else value
