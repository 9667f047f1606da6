"""Another domain, real data, YAML only: all flights that left New York in 2013, on the embedded database."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from examples.flights_sample import write_flights

from refill.database.target import read_target
from refill.generate.new_project import render
from refill.project.project import find_project
from refill.verify.invariants import CHECKS

from ..support.project import Project
from ..support.servers import REPOSITORY, Server

EXAMPLE = REPOSITORY / "examples" / "flights"
WRITTEN = {".gitignore", "README.md", "config/data_sources.yml", "config/reference_sources.yml"}
GIVEN = {"dbt_project.yml", "packages.yml", "profiles.yml", "selectors.yml"}
FLIGHTS = 336_776


@pytest.fixture(scope="module")
def example() -> Iterator[Project]:
    """A copy of the example with its data; its embedded server runs from the first command on."""
    with tempfile.TemporaryDirectory(prefix="refill-test-") as folder:
        root = Path(folder) / "flights"
        for path in WRITTEN | GIVEN:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(EXAMPLE / path, root / path)
        write_flights(root)
        target = read_target(find_project(root))
        project = Project(root, Server(target.host, target.port, target.user, dbname=target.dbname))
        try:
            yield project
        finally:
            project.shell("refill", "db", "down")


@pytest.fixture(scope="module")
def first_run(example: Project) -> dict[str, Any]:
    return answer(example, "run")


def answer(project: Project, *command: str) -> dict[str, Any]:
    """What a command of refill answers, as JSON."""
    done = project.shell("refill", *command, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


@pytest.mark.usefixtures("first_run")
@pytest.mark.slow
class TestAfterTheFirstRun:
    def test_every_flight_is_in_the_fact(self, example: Project, first_run: dict[str, Any]) -> None:
        counts = {"quarantined": 0, "rejected": 0, "superseded": 0, "skipped": 0}
        assert first_run["facts"] == [{"domain": "flights", "loaded": FLIGHTS, **counts}]
        assert example.query("select count(*) from flights") == [(FLIGHTS,)]

    def test_721_planes_and_4_airports_are_derived_and_no_airline(self, example: Project) -> None:
        def counts(authoritative: int, derived: int) -> dict[str, int]:
            total = authoritative + derived
            marked = {"auto_derived": derived, "needs_review": derived, "retired": 0}
            return {"authoritative": authoritative, **marked, "total": total}

        assert answer(example, "status")["references"] == {
            "airlines": counts(16, 0),
            "airports": counts(1_458, 4),
            "planes": counts(3_322, 721),
        }
        derived = example.query("select faa from airports where _source = 'auto_derived' order by faa")
        assert derived == [("BQN",), ("PSE",), ("SJU",), ("STT",)]

    def test_a_tail_number_na_is_no_key(self, example: Project) -> None:
        assert example.query("select count(*) from flights where tailnum is null") == [(2_512,)]
        assert example.query("select count(*) from planes where tailnum = 'NA'") == [(0,)]

    def test_the_flights_of_derived_rows_are_those_that_others_drop(self, example: Project) -> None:
        planes = "select count(*) from flights join planes using (tailnum) where planes._needs_review"
        airports = "select count(*) from flights join airports on faa = dest where airports._needs_review"
        assert (example.query(planes), example.query(airports)) == ([(50_094,)], [(7_602,)])

    def test_a_derived_plane_says_which_airline_flew_it_most(self, example: Project) -> None:
        wanted = """
            select tailnum, min(carrier) from (
                select tailnum, carrier, rank() over (partition by tailnum order by count(*) desc) as place
                from flights group by tailnum, carrier
            ) as used where place = 1 group by tailnum
        """
        right = (
            f"select operator = wanted.min from planes join ({wanted}) as wanted using (tailnum) where _needs_review"
        )
        assert example.query(right) == [(True,)] * 721

    def test_all_invariants_hold(self, example: Project) -> None:
        found = answer(example, "verify")["invariants"]
        assert [(one["name"], one["ok"]) for one in found] == [(name, True) for name in CHECKS]

    def test_a_second_run_changes_nothing_and_neither_does_plain_dbt(self, example: Project) -> None:
        before = example.contents()
        again = answer(example, "run")
        assert {file["status"] for file in again["files"]} == {"already_loaded"}
        built = example.shell("dbt", "--warn-error", "build")
        assert built.returncode == 0, built.stdout
        assert example.contents() == before


def test_the_example_is_what_init_makes_with_yaml_of_its_own() -> None:
    made = render("flights")
    assert {path: (EXAMPLE / path).read_text(encoding="utf-8") for path in GIVEN} == {p: made[p] for p in GIVEN}
    ignored = [line.strip("/") for line in (EXAMPLE / ".gitignore").read_text(encoding="utf-8").splitlines()]
    files = {path.relative_to(EXAMPLE).as_posix() for path in EXAMPLE.rglob("*") if path.is_file()}
    assert {f for f in files if not f.startswith(tuple(name for name in ignored if name))} == WRITTEN | GIVEN
