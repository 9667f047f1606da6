"""The sweep itself: it strikes where it says, it passes a sound pipeline, and it sees a broken one."""

from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any

import pytest

from ..support.servers import debian_binaries
from .points import Point, Survey, parse, points, shuffled
from .sabotage import land_in_two_transactions
from .state import differences
from .trial import Result
from .wire import Frontend
from .work import workers

SURVEY = Survey(
    "facts", (("startup", ""), ("query", "BEGIN"), ("query", "COMMIT")), (("open a", 5000), ("os.remove b", 0))
)


@pytest.fixture(scope="module")
def saboteur() -> Iterator[Connection]:
    """Yield a worker whose pipeline lands a batch in two transactions."""
    if debian_binaries() is None:
        pytest.skip("the sweep needs PostgreSQL's own programs in /usr/lib/postgresql")
    with workers(1, land_in_two_transactions) as (end,):
        yield end


def ask(worker: Connection, order: Point | str) -> Any:
    worker.send(order)
    return worker.recv()


@pytest.mark.slow
def test_a_point_between_two_transactions_that_should_be_one_is_a_violation_and_others_are_none(
    saboteur: Connection,
) -> None:
    survey: Survey = ask(saboteur, "facts")
    texts = [text for _, text in survey.messages]
    between = next(n for n, text in enumerate(texts) if text.startswith("insert into") and '."batches"' in text) + 1
    found: list[Result] = [
        ask(saboteur, Point("facts", "messages", number, mode))
        for number, mode in ((between, "before"), (between, "after"), (texts.index("COMMIT"), "reply"))
    ]
    assert [(result.struck, result.what) for result in found] == 3 * [(True, "query COMMIT")]
    assert found[1].violations[0].startswith("the run after it ended with 3: ")
    assert "rows were delivered, but 0 are for the fact" in found[1].violations[0]
    assert [found[0].violations, found[2].violations] == [(), ()]


def test_a_message_is_told_from_the_next_however_its_bytes_arrive() -> None:
    def message(kind: bytes, body: bytes) -> bytes:
        return kind + (len(body) + 4).to_bytes(4, "big") + body

    wants_tls = message(b"", (80877103).to_bytes(4, "big"))
    startup = message(b"", (196608).to_bytes(4, "big") + b"user\0me\0\0")
    sent = [wants_tls, startup, message(b"Q", "select '月'\n\0".encode()), message(b"d", b"1,2"), message(b"X", b"")]
    whole, bytewise = Frontend(), Frontend()
    found = list(whole.feed(b"".join(sent)))
    assert [(one.kind, one.text, one.data) for one in found] == [
        ("startup", "", sent[0]),
        ("startup", "", sent[1]),
        ("query", "select '月'", sent[2]),
        ("copy data", "", sent[3]),
        ("terminate", "", sent[4]),
    ]
    assert [one for byte in b"".join(sent) for one in bytewise.feed(bytes([byte]))] == found


def test_every_message_and_every_step_has_its_points() -> None:
    assert [str(point).removeprefix("facts:") for point in points(SURVEY, ("messages", "files", "faults"), 1000)] == [
        *("messages:0:before", "messages:0:after", "faults:0:cut", "faults:0:restart"),
        *("messages:1:before", "messages:1:after"),
        *("messages:2:before", "messages:2:after", "messages:2:reply", "faults:2:drop"),
        *("files:0:before", "files:0:torn", "files:0:half", "faults:0:full", "faults:0:limit"),
        *("files:1:before", "faults:1:full"),
    ]


def test_a_seed_gives_one_order_and_another_seed_another() -> None:
    found = points(SURVEY, ("messages", "files", "faults"), 1000)
    first, again, other = (shuffled(list(found), seed) for seed in (1, 1, 2))
    assert first == again != other
    assert sorted(map(str, first)) == sorted(map(str, other)) == sorted(map(str, found))


def test_the_name_of_a_point_says_all() -> None:
    assert parse("month:messages:123:before") == Point("month", "messages", 123, "before")
    with pytest.raises(ValueError, match="'month:files:1:reply' is no point"):
        parse("month:files:1:reply")


def test_whatever_differs_is_told_line_by_line() -> None:
    expected = {"relations": ["r a", "r b"], "table a": ["1", "1"], "table b": []}
    found = {"relations": ["r a"], "table a": ["1", "2"], "file c": ["hash"]}
    assert differences(expected, expected) == []
    assert differences(expected, found) == [
        "file c: should not be there",
        "file c: has hash",
        "relations: lacks r b",
        "table a: lacks 1",
        "table a: has 2",
        "table b: missing",
    ]
