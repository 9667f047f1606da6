"""dbt scans tests/ for tests of its own, and finds nothing that belongs to the Python tests."""

import pathspec

from ..support.servers import REPOSITORY

IGNORED = pathspec.PathSpec.from_lines(
    pathspec.patterns.GitWildMatchPattern,  # as dbt reads the file
    (REPOSITORY / ".dbtignore").read_text(encoding="utf-8").splitlines(),
)


def test_dbt_reads_no_file_of_the_python_tests() -> None:
    files = [path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "tests").rglob("*") if path.is_file()]
    assert [file for file in files if not file.startswith("tests/gates/") and not IGNORED.match_file(file)] == []


def test_dbt_reads_gates_that_are_written_by_hand() -> None:
    assert not IGNORED.match_file("tests/gates/fees_are_small.sql")
    assert not IGNORED.match_file("tests/fees_are_small.sql")
