"""The seam between refill and its engine: nothing of PostgreSQL's own is outside macros/engine/postgres/."""

import re
import shutil
from pathlib import Path

import pytest

from ..support.servers import REPOSITORY, Server
from .conftest import CONFIGURATIONS, Compiled, compile_plain, plain_project
from .plain import spellings, unplain

MACROS = REPOSITORY / "macros"
DISPATCH, POSTGRES = MACROS / "engine" / "dispatch", MACROS / "engine" / "postgres"
OUTSIDE = [path for path in sorted(MACROS.rglob("*.sql")) if POSTGRES not in path.parents]
MACRO = re.compile(r"\{%-? *(?:macro|(test)|materialization) +(\w+)")
OF_STATEMENTS = {"materializations", "hooks"}  # no query calls them
OF_A_BUILD = {"_with_rows", "quarantine"}  # the rows that a build has staged, and a table that only statements name
OF_ENGINES = {"is_compared", "name_of_first", "value_rows", "wrapped"}  # what engines share

UNPLAIN = {
    "select num_nulls(a, b) from t": ["function num_nulls"],
    "select a::text from t": ["a cast operator or an escaped string"],
    "select e'\\n' from t": ["a cast operator or an escaped string"],
    "select cast(a as timestamp with time zone) from t": ["type TIMESTAMPTZ"],
    "select cast('t' as regclass)": ["type regclass"],
    "select distinct on (a) a, b from t": ["distinct on", "Tuple: (a)"],
    "select count(*) filter (where a) from t": ["Filter: COUNT(*) FILTER(WHERE a)"],
    "select array_agg(a order by b) from t": ["ArrayAgg: ARRAY_AGG(a ORDER BY b)"],
    "select string_agg(a, ',') from t": ["GroupConcat: GROUP_CONCAT(a, ',')"],
    "select a || b || c from t": ["|| of what may be no text: a || b || c"],
    'select a from t order by a collate "C"': ['Collate: a COLLATE "C"'],
    "select jsonb_build_object('a', a) from t": ["function jsonb_build_object"],
    "select a[1] from t": ["Bracket: a[1]"],
    "select a from t where b = any(c)": ["Any: ANY(c)"],
    "select current_timestamp": ["CurrentTimestamp: CURRENT_TIMESTAMP()"],
    "select a from t offset 0": ["Offset: OFFSET 0"],
    "delete from t": ["Delete: DELETE FROM t"],
}


def names(paths: list[Path]) -> set[str]:
    """The macros of these files as dbt calls them."""
    found = [match for path in paths for match in MACRO.findall(path.read_text(encoding="utf-8"))]
    return {f"test_{name}" if test else name for test, name in found}


def test_compiled_models_and_tests_are_plain_sql(compiled: Compiled) -> None:
    assert {name: found for name, query in compiled.queries.items() if (found := unplain(query))} == {}
    assert len(compiled.queries) > 50


def test_every_macro_of_a_query_was_called_for_that_and_none_of_postgres(compiled: Compiled) -> None:
    of_queries = [path for path in OUTSIDE if DISPATCH not in path.parents and path.parent.name not in OF_STATEMENTS]
    assert sorted(names(of_queries) - compiled.macros - OF_A_BUILD - OF_ENGINES) == []
    assert sorted(name for name in compiled.macros if name.startswith("postgres__")) == []


def test_macros_outside_the_engine_have_no_words_of_postgres() -> None:
    assert [word for path in OUTSIDE for word in spellings(path)] == []


def test_each_name_of_the_engine_has_one_line_and_postgres_has_it() -> None:
    for path in DISPATCH.glob("*.sql"):
        text = path.read_text(encoding="utf-8")
        assert names([path]) == {path.stem}
        assert re.search(rf"\{{{{ return\(adapter\.dispatch\('{path.stem}', 'refill'\)\([^\n]*\)\) \}}}}\n", text), (
            path.stem
        )
        assert names([POSTGRES / path.name]) == {f"postgres__{path.stem}"}
    assert [name for name in names(list(POSTGRES.glob("*.sql"))) if not name.startswith("postgres__")] == []


def test_what_is_of_postgres_is_called_by_name_in_its_own_folder_only() -> None:
    assert [path.name for path in OUTSIDE if "postgres__" in path.read_text(encoding="utf-8")] == []


def test_each_macro_that_is_called_is_there() -> None:
    everywhere = sorted(MACROS.rglob("*.sql"))
    called = {
        name for path in everywhere for name in re.findall(r"\brefill\.(\w+)\(", path.read_text(encoding="utf-8"))
    }
    built = {f"materialization_{name}_default" for name in names(everywhere)}
    assert sorted(called - names(everywhere) - built) == []


@pytest.mark.parametrize("query", UNPLAIN)
def test_what_is_not_plain_is_told(query: str) -> None:
    assert unplain(query) == UNPLAIN[query]


def test_a_violation_in_a_macro_is_found_in_its_text_and_in_what_is_compiled(
    database: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = plain_project(tmp_path / "seam_broken", CONFIGURATIONS[1])
    package = root / "dbt_packages" / "refill"
    macros = tmp_path / "macros"
    shutil.copytree(package / "macros", macros)
    broken = macros / "sql" / "any_null.sql"
    text = broken.read_text(encoding="utf-8")
    body = "    num_nulls({{ refill.quoted(columns, prefix) }}) > 0\n"
    broken.write_text(re.sub(r"-%\}\n.*?(?=\{%- endmacro)", f"-%}}\n{body}", text, flags=re.DOTALL), encoding="utf-8")
    assert spellings(broken) == ["any_null.sql, line 3: num_nulls"]
    package.unlink()
    package.mkdir()
    (package / "macros").symlink_to(macros)
    shutil.copy(REPOSITORY / "python" / "refill" / "project" / "dbt" / "dbt_project.yml", package)
    found = compile_plain(root, database)
    assert {name for name, query in found.queries.items() if unplain(query) == ["function num_nulls"]} >= {
        "gate_loans_keys",
        "sound_reader",
    }
