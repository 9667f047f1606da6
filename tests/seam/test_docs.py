"""docs/engine.md lists the names of the engine, and the rooms of Python that know PostgreSQL, as they are."""

import re

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
