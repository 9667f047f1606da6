"""A table of a real PostgreSQL, as the server's own text; errors that name the source, and never its password."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from refill.config.source import Request, Unavailable
from refill.errors import Refused
from refill.sources import postgres as module
from refill.sources.copy_out import CopyOut
from refill.sources.postgres import PostgresSource

from ..support.patience import wait_until
from ..support.reading import mute_server, read, rows
from ..support.servers import Server, only_on

pytestmark = only_on("server")

TYPES = {
    "id": "integer",
    "flag": "boolean",
    "amount": "numeric",
    "single": "float",
    "twice": "float",
    "day": "date",
    "at_": "timestamp",
    "stamp": "timestamp",
    "clock": "time",
    "code": "text",
    "fixed": "text",
    "doc": "json",
    "docb": "json",
    "one_of": "text",
    "own": "numeric",
    "uid": "other",
    "span": "other",
    "%s \"' 名": "text",
}
VALUES = [
    *("9223372036854775807", "true", "12345678901234567890.0123456789", "0.1", "0.30000000000000004", "2024-02-29"),
    *("2024-01-02 03:04:05.000006", "2024-01-02 03:04:05.000006", "23:59:59", "007", "1E5", '{"b": 1,  "a": 2}'),
    *('{"a": 2, "b": 1}', "é", "1.50", "00000000-0000-0000-0000-000000000001", "1 day 02:00:00"),
    'a "quoted"\nline, 😀 \\ \\.',
]


def source(table: str = "plans", **options: Any) -> PostgresSource:
    return PostgresSource(type="postgres", connection="LEGACY", table=table, **options)


def run(server: Server, *statements: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """Run the statements, and return the rows of the last."""
    connection = server.connect()
    with connection, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)
        found = cursor.fetchall() if cursor.description else []
    connection.close()
    return found


@pytest.fixture
def legacy(database: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """An empty database, which the variables LEGACY_… name."""
    given = {"HOST": database.host, "PORT": database.port, "USER": database.user, "DATABASE": database.dbname}
    for name, value in {**given, "PASSWORD": database.password}.items():
        monkeypatch.setenv(f"LEGACY_{name}", str(value))
    yield database
    _gone(database)


@pytest.fixture
def plans(legacy: Server) -> Server:
    run(
        legacy,
        "create table plans (code text primary key, name text, updated_at timestamp)",
        "insert into plans values ('007', 'one', '2024-01-01 00:00:00.000001'), ('1E5', null, '2024-01-01')",
    )
    return legacy


def test_every_type_arrives_as_the_servers_own_text(legacy: Server) -> None:
    run(
        legacy,
        "create type letter as enum ('é')",
        "create domain money_ as numeric(5,2)",
        "create domain own as money_",
        """create table kinds (
            id bigint, flag boolean, amount numeric, single real, twice double precision, day date, at_ timestamp,
            stamp timestamptz, clock time, code varchar(9), fixed char(5), doc json, docb jsonb, one_of letter, own own,
            uid uuid, span interval, "%s ""' 名" text
        )""",
        "alter table kinds add gone int",
        "alter table kinds drop column gone",
    )
    run(legacy, f"insert into kinds values ({', '.join(['%s'] * len(VALUES))})", values=VALUES)
    run(
        legacy,
        "update kinds set stamp = timestamptz '2024-01-02 11:04:05.000006+08'",
        "insert into kinds default values",
        f"alter database \"{legacy.dbname}\" set datestyle = 'German'",
        f'alter database "{legacy.dbname}" set extra_float_digits = 0',
    )
    with source("public.kinds").open(Request(Path("."), tuple(TYPES))) as reading:
        assert (reading.offered, reading.columns, reading.types) == (list(TYPES), list(TYPES), TYPES)
        assert (reading.high_water, reading.fingerprint) == (None, None)
        assert rows(b"".join(reading.chunks)) == [VALUES, [""] * len(VALUES)]


def test_the_variables_of_libpq_have_no_say(plans: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as environment:
        for name in ("HOST", "HOSTADDR", "PORT", "USER", "DATABASE", "SSLMODE", "OPTIONS", "CLIENTENCODING"):
            environment.setenv(f"PG{name}", "astray")
        assert read(source(), "code") == [["007"], ["1E5"]]


def test_only_wanted_columns_are_read_and_an_empty_table_has_no_rows(plans: Server) -> None:
    assert read(source(), "name", "no such", "code") == [["", "1E5"], ["one", "007"]]
    run(plans, "delete from plans")
    with source().open(Request(Path("."), ("code",), cursor="updated_at")) as reading:
        assert (reading.columns, reading.high_water, b"".join(reading.chunks)) == (["code"], None, b"")


@pytest.mark.parametrize("kind", ["bytea", "text[]", "plans"])
def test_bytes_arrays_and_rows_are_refused_by_name_and_only_where_wanted(plans: Server, kind: str) -> None:
    run(plans, f"create table photos (code int, photo {kind})", "insert into photos (code) values (1)")
    assert read(source("photos"), "code") == [["1"]]
    with pytest.raises(Refused) as refusal:
        read(source("photos"), "code", "photo")
    assert str(refusal.value) == (
        f"postgres LEGACY, table photos: column 'photo' is {kind}, which is no text. Leave it out, or name a view that "
        "writes it as text."
    )


@pytest.mark.parametrize(
    ("kind", "first", "boundary", "later"),
    [
        ("timestamp", "2023-01-01", "2024-01-01 00:00:00.000001", "2024-01-01 00:00:00.000002"),
        ("timestamptz", "2023-01-01", "2024-01-01 00:00:00.000001", "2024-01-01 00:00:00.000002"),
        ("numeric", "-1", "12345678901234567890.000000001", "12345678901234567891"),
        ("bigint", "0", "9223372036854775806", "9223372036854775807"),
        ("text collate unicode_ci", "A", "b'\\%s", "C"),
        ("date", "2023-01-01", "2024-02-28", "2024-02-29"),
    ],
)
def test_no_row_at_the_boundary_is_missed(legacy: Server, kind: str, first: str, boundary: str, later: str) -> None:
    run(
        legacy,
        "create collation unicode_ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
        f"create table plans (code int primary key, v {kind})",
    )
    insert = "insert into plans values (%s, %s), (%s, %s)"
    run(legacy, insert, values=[1, first, 2, boundary])
    run(legacy, "insert into plans values (3, null)")
    with source().open(Request(Path("."), ("code",), cursor="v")) as reading:
        mark = reading.high_water
        run(legacy, insert, values=[4, boundary.upper(), 5, later])
        run(legacy, "update plans set v = %s where code = 1", values=[later])
        assert sorted(rows(b"".join(reading.chunks))) == [["1"], ["2"], ["3"]]
    with source().open(Request(Path("."), ("code",), cursor="v", since=mark)) as reading:
        assert sorted(rows(b"".join(reading.chunks))) == [["1"], ["2"], ["3"], ["4"], ["5"]]
        assert mark is not None
        assert reading.high_water != mark
    run(legacy, "delete from plans where v is null or code = 1")
    assert read(source(), "code", cursor="v", since=reading.high_water) == [["5"]]


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        (
            {"LEGACY_USER": "nobody_known", "LEGACY_PASSWORD": "s3cret"},
            Unavailable,
            'no connection (connection to server on socket "{host}/.s.PGSQL.{port}" failed: FATAL: role "nobody_known" '
            "does not exist). Check whether the server runs, and LEGACY_HOST, LEGACY_PORT, LEGACY_USER, "
            "LEGACY_PASSWORD and LEGACY_SSLMODE.",
        ),
        (
            {"LEGACY_HOST": "127.0.0.1", "LEGACY_PORT": "1", "LEGACY_PASSWORD": "s3cret"},
            Unavailable,
            'no connection (connection to server at "127.0.0.1", port 1 failed: Connection refused ',
        ),
        (
            {"LEGACY_DATABASE": "postgre"},
            Refused,
            "there is no database 'postgre' for user {user}. Did you mean 'postgres'? Correct LEGACY_DATABASE.",
        ),
        (
            {"LEGACY_SCHEMA": "archive"},
            Refused,
            "schema archive has no table or view 'plans' that the user may read. Correct `table`.",
        ),
    ],
)
def test_bad_settings_are_told_without_the_password(
    plans: Server, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], error: type[Refused], message: str
) -> None:
    if "{host}" in message and not plans.host.startswith("/"):
        pytest.skip("the server of this session is no private one on a socket")
    for name, value in changed.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(error) as raised:
        read(source(), "code")
    assert type(raised.value) is error
    told = message.format(host=plans.host, port=plans.port, user=plans.user)
    assert str(raised.value).startswith(f"postgres LEGACY, table plans: {told}")
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    ("table", "options", "request_", "message"),
    [
        (
            "plan",
            {},
            {},
            "schema public has no table or view 'plan' that the user may read. Did you mean 'plans'? Correct",
        ),
        ("plans", {"columns": {"cod": "a"}}, {}, "there is no column 'cod'. Did you mean 'code'?"),
        ("plans", {}, {"cursor": "updated"}, "there is no column 'updated'. Did you mean 'updated_at'?"),
        (
            "plans",
            {},
            {"cursor": "uid"},
            "the cursor 'uid' is uuid. Use a column that is an integer, a decimal, a date,",
        ),
        (
            "plans",
            {},
            {"cursor": "updated_at", "since": "17"},
            "the cursor 'updated_at' is timestamp without time zone, and was of another type at the last sync. Sync "
            "the table with --full.",
        ),
        ("ends", {}, {"cursor": "at_"}, "the largest 'at_' is infinity, and nothing can be later. Mend it."),
        (
            "broken",
            {},
            {},
            "the server cannot compute it (DivisionByZero, error 22012). Look at what the view does, and for text",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(
    plans: Server, table: str, options: dict[str, Any], request_: dict[str, str], message: str
) -> None:
    run(
        plans,
        "alter table plans add uid uuid",
        "create view ends as select timestamp 'infinity' as at_, 1 as code",
        "create view broken as select 1 / (length(code) - 3) as code from plans",
    )
    with pytest.raises(Refused) as refusal:
        read(source(table, **options), "code", **request_)
    assert str(refusal.value).startswith(f"postgres LEGACY, table {table}: {message}")


def test_text_that_is_not_utf8_is_refused(legacy: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"{legacy.dbname}_ascii"
    connection = legacy.connect()
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(
            f"create database {name} template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'"
        )
    try:
        run(
            Server(legacy.host, legacy.port, legacy.user, legacy.password, name),
            "create table plans as select 'a' as code",
            "set client_encoding = 'SQL_ASCII'",
            r"insert into plans values (E'\xe9')",
        )
        monkeypatch.setenv("LEGACY_DATABASE", name)
        with pytest.raises(
            Refused, match=r"table plans: the server cannot compute it \(CharacterNotInRepertoire, error 22021\)"
        ):
            read(source(), "code")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"drop database {name} with (force)")
        connection.close()


def test_a_server_that_never_speaks_is_given_up(legacy: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_SECONDS", 2)  # libpq's least
    with mute_server() as port:
        monkeypatch.setenv("LEGACY_HOST", "127.0.0.1")
        monkeypatch.setenv("LEGACY_PORT", str(port))
        with pytest.raises(Unavailable, match=r"no connection \(.*timeout expired\)"):
            read(source(), "code")


def test_a_query_that_hangs_is_given_up(legacy: Server) -> None:
    run(legacy, "create view slow as select 1 as code, cast(pg_sleep(120) as text) as nap")
    with pytest.raises(Unavailable) as raised:
        read(source("slow", timeout=1), "code", "nap")
    assert str(raised.value) == (
        "postgres LEGACY, table slow: no answer for 1 seconds. Look what keeps the server, or raise `timeout`."
    )
    run(legacy, "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'refill'")


@pytest.fixture
def many(legacy: Server) -> Server:
    """More rows than any buffer on the way holds."""
    run(
        legacy, "create view plans as select i as code, repeat('x', 500) as filler from generate_series(1, 100000) as i"
    )
    return legacy


def test_a_server_that_freezes_is_given_up_and_a_slow_reader_is_waited_for(many: Server) -> None:
    with source(timeout=1).open(Request(Path("."), ("code", "filler"))) as reading:
        chunks = iter(reading.chunks)
        next(chunks)
        time.sleep(1.5)
        for _ in range(10):
            next(chunks)
        ((backend,),) = run(many, "select pid from pg_stat_activity where application_name = 'refill'")
        if not many.host.startswith("/"):
            pytest.skip("the server of this session is no private one, whose processes one may stop")
        os.kill(backend, signal.SIGSTOP)
        try:
            with pytest.raises(Unavailable, match="table plans: no answer for 1 seconds"):
                list(chunks)
        finally:
            os.kill(backend, signal.SIGCONT)
    _gone(many)


def _gone(server: Server) -> None:
    sessions = "select 1 from pg_stat_activity where application_name = 'refill'"
    wait_until(lambda: not run(server, sessions), "the end of the session")


def test_who_stops_early_leaves_nothing_running(many: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[bytes] = []
    write = CopyOut.write
    monkeypatch.setattr(CopyOut, "write", lambda copy, line: (lines.append(line), write(copy, line)))
    with source().open(Request(Path("."), ("code", "filler"))) as reading:
        next(iter(reading.chunks))
    _gone(many)
    assert 0 < len(lines) < 10_000  # of 100,000


def test_a_connection_that_is_lost_in_the_middle_is_told(many: Server) -> None:
    with source().open(Request(Path("."), ("code", "filler"))) as reading:
        chunks = iter(reading.chunks)
        next(chunks)
        run(many, "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'refill'")
        with pytest.raises(
            Unavailable, match=r"^postgres LEGACY, table plans: the reading broke off \(.+\)\. What was"
        ):
            list(chunks)


def test_the_source_is_never_written(legacy: Server) -> None:
    run(
        legacy,
        "create table log (at_ int)",
        "create function noted() returns int language sql as 'insert into log values (1) returning 1'",
        "create view plans as select noted() as code",
    )
    with pytest.raises(Unavailable, match=r"broke off \(cannot execute INSERT in a read-only transaction\)"):
        read(source(), "code")
    assert run(legacy, "select count(*) from log") == [(0,)]
