"""The generated models, compiled for an engine of names only."""

import secrets
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from refill.config.load import load_config
from refill.generate.new_project import init
from refill.generate.write import write

from ..support.project import QUICK, QUIET
from ..support.servers import REPOSITORY, Server, scratch_database

PLAIN_ENGINE = Path(__file__).parent / "plain_engine.sql"
CONFIGURATIONS = (REPOSITORY / "config", REPOSITORY / "tests" / "generate" / "expected" / "config")
ON_NULL = ("on_missing: fail\n", "on_missing: fail\n        on_null: fail\n")
NEITHER_FED_NOR_GIVEN = "  nothing: {model: dim_nothing, key: k, columns: {k: text}}\n"
OPTIONAL = "          - {source: 邮箱, target: 邮箱, optional: true}\n"
AGGREGATIONS = """\
          - {source: 天数, target: a1, aggregation: {type: max}}
          - {source: 天数, target: a2, aggregation: {type: min}}
          - {source: 天数, target: a3, aggregation: {type: sum}}
          - {source: 天数, target: a4, aggregation: {type: last}}
          - {source: 书名, target: a5, aggregation: {type: mode}}
          - {source: 书名, target: a6, aggregation: {type: min_by, order_column: 天数}}
          - {target: a7, aggregation: {type: template, template: "{馆} {架}"}}
"""
GIVEN_BACK = (
    "介绍人: text}",
    "介绍人: text, a1: integer, a2: integer, a3: integer, a4: integer, a5: text, a6: text, a7: text}",
)
DECIDED = """
create schema warehouse_ledger;
create table warehouse_ledger.decisions as
select name as table_name, 'reject' as decision from unnest(array['年金计划', '读者']) as names (name)
"""


@dataclass
class Compiled:
    """Queries by the name of their model or test, and the macros of refill that were called for them."""

    queries: dict[str, str] = field(default_factory=dict)
    macros: set[str] = field(default_factory=set)


@pytest.fixture(scope="session")
def database(server: Server) -> Iterator[Server]:
    """A database with nothing but decisions, by which staging joins what it else leaves out."""
    with scratch_database(server, f"seam_{secrets.token_hex(6)}") as scratch:
        with closing(scratch.connect()) as connection, connection, connection.cursor() as cursor:
            cursor.execute(DECIDED)
        yield scratch


@pytest.fixture(scope="session")
def compiled(database: Server, tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """All models and tests of two configurations that together call every macro of a query."""
    together = Compiled()
    for number, configuration in enumerate(CONFIGURATIONS):
        found = compile_plain(
            plain_project(tmp_path_factory.mktemp("plain") / f"seam_{number}", configuration), database
        )
        together.queries |= found.queries
        together.macros |= found.macros
    return together


def plain_project(root: Path, configuration: Path) -> Path:
    """Make a project with a copy of a configuration, whose own macros, the plain engine, go before those of refill."""
    init(root)
    shutil.copytree(configuration, root / "config", dirs_exist_ok=True)
    facts, references = root / "config" / "data_sources.yml", root / "config" / "reference_sources.yml"
    more = facts.read_text("utf-8").replace(*ON_NULL).replace(OPTIONAL, OPTIONAL + AGGREGATIONS)
    facts.write_text(more, encoding="utf-8")
    more = references.read_text("utf-8").replace(*GIVEN_BACK).rstrip("\n") + "\n" + NEITHER_FED_NOR_GIVEN
    references.write_text(more, encoding="utf-8")
    config = load_config(root / "config")
    write(root, config)
    for source in (source for table in config.tables.values() for source in table.sources if source.dbt_seed):
        (root / "seeds" / f"{source.dbt_seed}.csv").write_text("code\n", encoding="utf-8")
    (root / "macros").mkdir()
    shutil.copy(PLAIN_ENGINE, root / "macros")
    path = root / "dbt_project.yml"
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    (own_first,) = settings["dispatch"]
    own_first["search_order"].insert(0, settings["name"])
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return root


def compile_plain(root: Path, database: Server) -> Compiled:
    """Compile everything in a project, and note which macros of refill are called."""
    from dbt.cli.main import dbtRunner
    from dbt.clients.jinja import MacroGenerator

    found = Compiled()
    call = MacroGenerator.__call__

    def noted(macro: Any, *args: Any, **kwargs: Any) -> Any:
        if macro.macro.package_name == "refill":
            found.macros.add(macro.macro.name)
        return call(macro, *args, **kwargs)

    places = ["--project-dir", str(root), "--profiles-dir", str(root), "--target", "server"]
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as thread:
        for name, value in {**QUICK, **database.environment}.items():
            patch.setenv(name, value)
        patch.setattr(MacroGenerator, "__call__", noted)
        result = thread.submit(dbtRunner().invoke, [*QUIET, "compile", *places]).result()
    assert result.exception is None, result.exception
    failed = [one.message for one in result.result.results if str(one.status) != "success"]
    assert failed == []
    found.queries |= {one.node.name: one.node.compiled_code for one in result.result.results if one.node.compiled_code}
    return found
