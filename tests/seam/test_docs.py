"""docs/engine.md lists the names of the engine, and the rooms of Python that know PostgreSQL, as they are."""

import ast
import re

from refill.config.types import SQL_TYPES

from ..support.servers import REPOSITORY

PAGE = (REPOSITORY / "docs" / "engine.md").read_text(encoding="utf-8")
PACKAGE = REPOSITORY / "python" / "refill"


def section(heading: str) -> str:
    return PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_the_names_of_the_engine_are_those_of_its_folder() -> None:
    listed = [
        name
        for line in section("What an engine has").splitlines()
        for name in re.findall(r"`(\w+)`", line.split("|")[-2] if "|" in line else "")
    ]
    assert len(listed) == len(set(listed))
    assert sorted(listed) == sorted(path.stem for path in (REPOSITORY / "macros" / "engine" / "dispatch").glob("*.sql"))


def test_the_rooms_that_know_postgres_are_those_that_speak_to_it() -> None:
    rooms = [line.split("|")[1] for line in section("Python").splitlines() if line.startswith("| `")]
    listed = {name for cell in rooms for name in re.findall(r"`(\w+)/`", cell)}
    speaking = {
        path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*.py") if "psycopg2" in path.read_text("utf-8")
    }
    assert listed == speaking


def test_the_macro_python_and_the_page_have_the_same_type_for_a_kind() -> None:
    macro = (REPOSITORY / "macros" / "engine" / "postgres" / "sql_type.sql").read_text(encoding="utf-8")
    types = ast.literal_eval(macro.split("set types = ")[1].split("-%}")[0].strip())
    assert {kind: name for kind, name in types.items() if name != kind} == SQL_TYPES
    told = [re.findall(r"`([^`]+)`", line) for line in section("Kinds").splitlines() if line.startswith("| `")]
    assert {names[0]: names[1] for names in told if len(names) == 2} == SQL_TYPES
