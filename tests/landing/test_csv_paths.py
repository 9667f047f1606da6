"""CSV bytes that pass through to COPY become the rows of a parser, and bytes that are not plain are parsed."""

import csv
import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from refill.database.schemas import Schemas
from refill.database.warehouse import Transaction, Warehouse
from refill.landing import incoming, parts
from refill.landing.checks import PlainCheck
from refill.landing.copy import copy_chunks, pass_through
from refill.readers.csv import HashedFile, read_csv
from refill.readers.csv_head import Asked, read_head
from refill.readers.headers import match_headers
from refill.readers.records import Layout

PLAIN = 'ab计\U00020000,;"\n. \t'
ODD = PLAIN + "\r\\\0\u200b"
PIECES = st.sampled_from(["a", "计", '"', '""', '"a', 'a"', '"a"', '"\n"', "", "", " ", "\\.", "\r", "\n", "\0"])
RECORDS = st.lists(st.lists(PIECES, min_size=3, max_size=3).map(",".join), max_size=4)
SOUP = st.tuples(RECORDS, st.sampled_from(["\n", "\r\n"])).map(lambda both: both[1].join(both[0]))
BATCHES = itertools.count(1)
ASKED = Asked()


@st.composite
def written(draw: st.DrawFn) -> bytes:
    """A csv file as some program might write it: quoting, line ends, encoding and mark vary."""
    buffer = io.StringIO()
    writer = csv.writer(
        buffer,
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])),
        lineterminator=draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])),
    )
    cells = st.text(alphabet=st.sampled_from(draw(st.sampled_from([PLAIN, ODD]))), max_size=4)
    writer.writerows([("a", "b", "c"), *draw(st.lists(st.tuples(cells, cells, cells), max_size=6))])
    text = buffer.getvalue() if draw(st.booleans()) else buffer.getvalue().rstrip("\r\n")
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))


@pytest.fixture
def facts(new_project: Any) -> Any:
    return new_project({"a": "text", "b": "text", "c": "text"})


@pytest.fixture
def totals(new_project: Any) -> Any:
    rule = {"columns": ["b", "a"], "texts": ["合计", "小计", "总计", "Total"]}
    return new_project({"a": "text", "b": "text", "c": "text"}, total_rows=rule)


def apart(connection: Connection, domain: Any) -> incoming.Incoming:
    """The table for a batch, in turns that of small ones and that of large ones."""
    work = Transaction(Warehouse(connection, Schemas("w"), None), connection.cursor())  # type: ignore[arg-type]
    batch_id = next(BATCHES)
    if batch_id % 2:
        return incoming.for_small(work, domain.name)
    return incoming.for_large(work, domain.name, parts.next_part(work), batch_id, "f.csv", "")


def rows_of(connection: Connection, data: Path, domain: Any, through: bool) -> tuple[Any, ...] | None:
    """The raw rows, the hash and the counts by one of the two paths; None where the file does not pass through."""
    with data.open("rb") as file, connection.cursor() as cursor:
        head = read_head(file, ASKED, "f.csv")
        plan = Layout.of(match_headers(head.header, domain, "f.csv"), domain)
        rows_apart = apart(connection, domain)
        source = HashedFile(file)
        if through:
            passed = pass_through(cursor, rows_apart, source, head, plan)
            if passed is None:
                return None
            rows, skipped = passed
        else:
            encoder = copy_chunks(cursor, rows_apart, read_csv(source, head, ASKED, "f.csv").chunks, plan)
            rows, skipped = encoder.rows, encoder.skipped
        cursor.execute(
            sql.SQL("select {} from {} order by _row_number").format(
                sql.SQL(", ").join(map(sql.Identifier, ["_row_number", "_note", "_extra", *domain.columns])),
                rows_apart.table,
            )
        )
        return cursor.fetchall(), rows, skipped, source.sha256.hexdigest()


def paths_agree(project: Any, content: bytes) -> bool:
    """Return True if the file passed through; then its rows are those of the parser."""
    path = project.root / "data/f.csv"
    path.write_bytes(content)
    domain = project.config.domains["facts"]
    try:
        passed = rows_of(project.connection, path, domain, through=True)
        if passed is not None:
            assert passed == rows_of(project.connection, path, domain, through=False)
        return passed is not None
    finally:
        project.connection.rollback()


SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOW
@given(content=written())
def test_written_files_give_the_same_rows_by_both_paths(facts: Any, content: bytes) -> None:
    paths_agree(facts, content)


@SLOW
@given(body=SOUP)
def test_any_text_gives_the_same_rows_by_both_paths(facts: Any, body: str) -> None:
    paths_agree(facts, f"a,b,c\n{body}".encode())


MARKED = st.sampled_from(
    ["a", "b", "c", '"b"', "合计", " 合计\u3000", "合\u200b计", "小计", "集合计划", "", '"总计"', "Ｔotal"]
)


@SLOW
@given(rows=st.lists(st.tuples(MARKED, MARKED, MARKED), max_size=8))
def test_repeated_headers_and_totals_are_the_same_rows_by_both_paths(
    totals: Any, rows: list[tuple[str, str, str]]
) -> None:
    lines = [("a", "b", "c"), *rows, ("a", "b", "c")]
    assert paths_agree(totals, "\n".join(map(",".join, lines)).encode())


@pytest.mark.parametrize(
    ("content", "passes"),
    [
        ('a,b,c\n1,"x ""y"", z","two\r\nlines"\n,,\n"","",""\n', True),
        ("a,b,c\r\n1,2,3\r\n4,5,6", True),
        ("\n\na,b,c\n1,2,3\n", True),
        ('"a","b\n","c"\n1,2,3\n', True),
        ("a,b,c\n", True),
        ("a,b,c", True),
        ("a,b,c\nx\\.,\\N,\\\n", True),
        ("a,b,c\n1,2,3\n\n4,5,6\n", False),
        ('a,b,c\n1,2,x"y"\n', False),
        ('a,b,c\n1, "2",3\n', False),
        ('a,b,c\n1,"2"x,3\n', False),
        ("a,b,c\n1,2,3\n\\.\n4,5,6\n", False),
        ('a,b,c\n1,2,"\n\\.\n"\n', False),
        ("a,b,c\n1,2\n", False),
        ("a,b,c\n1,2,3,4\n", False),
        ("a,b,c\n1,2,3\r\n4,5,6\n", False),
        ("a,b,c\n1,2,\0\n", False),
    ],
)
def test_what_passes_through(facts: Any, content: str, passes: bool) -> None:
    assert paths_agree(facts, content.encode()) is passes
    assert paths_agree(facts, content.encode("utf-8-sig")) is passes


@given(
    body=st.text(alphabet=st.sampled_from('a,""\n\r\\.'), max_size=40),
    cuts=st.lists(st.integers(0, 40), max_size=6),
)
def test_the_check_does_not_depend_on_how_the_bytes_are_cut(body: str, cuts: list[int]) -> None:
    data = body.encode()
    places = [0, *sorted({cut for cut in cuts if cut < len(data)}), len(data)]
    outcomes = []
    for pieces in ([data], [data[i:j] for i, j in itertools.pairwise(places)]):
        check = PlainCheck(b",")
        for piece in filter(None, pieces):
            check.feed(piece)
        check.finish()
        outcomes.append((check.plain, check.blanks_possible if check.plain else None))
    assert outcomes[0] == outcomes[1]


def test_ragged_blank_and_nul_rows_are_landed_with_their_notes(facts: Any, tmp_path: Path) -> None:
    (tmp_path / "data/a.csv").write_bytes(b'a,b,c\n1,2,3\n4,5\n\n6,7,8,9,\n,,\n"x\0y",z,\n"mid"dle,"q",\n')
    assert [(r.rows, r.rejected, r.skipped, r.status) for r in facts.land()] == [(7, 3, 2, "landed")]
    blank = {"status": "skipped", "reason": "blank row"}
    short = {"status": "rejected", "reason": "the row has 2 cells, the header has 3", "cell": "C3"}
    long = {"status": "rejected", "reason": "the row has 5 cells, the header has 3", "cell": "D5"}
    nul = {
        "status": "rejected",
        "reason": "the cell holds a NUL character, which is left out with the rest of the cell",
        "column": "a",
        "cell": "A7",
    }
    assert facts.query("select _row_number, _note, _extra, a, b, c from w_raw.facts order by 1") == [
        (2, None, None, "1", "2", "3"),
        (3, short, None, "4", "5", None),
        (4, blank, None, None, None, None),
        (5, long, {"column D": "9"}, "6", "7", "8"),
        (6, blank, None, None, None, None),
        (7, nul, None, None, "z", None),
        (8, None, None, "middle", "q", None),
    ]


def test_unknown_columns_are_kept_as_json_and_reported(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"a": "text", "b": "text"})
    (tmp_path / "data/a.csv").write_text("b,备注,a,,\n1,é\\u0000,2,,\n3,,4,5,\n", encoding="utf-8")
    assert [result.unknown_columns for result in project.land()] == [("备注", "column D")]
    assert project.query("select _extra, a, b from w_raw.facts order by _row_number") == [
        ({"备注": "é\\u0000"}, "2", "1"),
        ({"column D": "5"}, "4", "3"),
    ]
    assert project.query("select columns, unknown_columns from w_ledger.batches") == [
        ({"a": "C", "b": "A"}, ["备注", "column D"])
    ]


def test_one_column_files_keep_their_blank_lines_as_skipped_rows(new_project: Any, tmp_path: Path) -> None:
    project = new_project({"a": "text"})
    (tmp_path / "data/a.csv").write_text("a\n1\n\n2\n")
    assert [(result.rows, result.skipped) for result in project.land()] == [(3, 1)]


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "x", "，"])
def test_any_one_character_delimits(new_project: Any, tmp_path: Path, delimiter: str) -> None:
    project = new_project(delimiter=delimiter)
    (tmp_path / "data/a.csv").write_text(f'a{delimiter}b\n1,2{delimiter}"{delimiter}"\n', encoding="utf-8")
    project.land()
    assert project.cells() == [("1,2", delimiter)]


class CountedReads(io.BufferedReader):
    """An open file that remembers its largest read."""

    largest = 0

    def readinto(self, buffer: Any) -> int:
        self.largest = max(self.largest, len(buffer))
        return super().readinto(buffer)


def test_both_paths_read_a_large_file_piece_by_piece(facts: Any, tmp_path: Path) -> None:
    path = tmp_path / "data/a.csv"
    path.write_text("a,b,c\n" + "1,22222222222222222222222222222222222222,3\n" * 100_000)

    domain = facts.config.domains["facts"]

    def largest_read(through: bool) -> Iterator[int]:
        with CountedReads(io.FileIO(path)) as file:
            head = read_head(file, ASKED, "a.csv")
            source = HashedFile(file)
            if through:
                with facts.connection.cursor() as cursor:
                    rows_apart = apart(facts.connection, domain)
                    plan = Layout.of(match_headers(head.header, domain, "a.csv"), domain)
                    assert pass_through(cursor, rows_apart, source, head, plan) == (100_000, {})
                facts.connection.rollback()
            else:
                assert sum(len(chunk.rows) for chunk in read_csv(source, head, ASKED, "a.csv").chunks) == 100_000
            yield file.largest

    assert path.stat().st_size > 4_000_000
    assert [*largest_read(True), *largest_read(False)] == [1 << 16, 1 << 13]
