"""A table of a real MariaDB, as the server's own text; errors that name the source, and never its password."""

from pathlib import Path
from typing import Any

import pytest

from refill.config.source import Request, Unavailable
from refill.errors import Refused
from refill.sources import mysql_connection
from refill.sources.mysql import MysqlSource

from ..support.mariadb import Mariadb
from ..support.patience import wait_until
from ..support.reading import mute_server, read, rows

EVERY_TYPE = """
    create table kinds (
        id bigint unsigned primary key, small tinyint, flag tinyint(1), filled int(5) zerofill, year_ year,
        amount decimal(30,10), single float, twice double, day date, at_ datetime(6), stamp timestamp(3) null,
        clock time, code varchar(20), old varchar(20) character set latin1, gbk varchar(20) character set gbk,
        bin varchar(20) collate utf8mb4_bin, long_ longtext, one_of enum('a','b'), some set('x','y'),
        doc json, address inet6, `%s ``"' 名` char(3)
    )
"""
TYPES = {
    "id": "integer",
    "small": "integer",
    "flag": "boolean",
    "filled": "integer",
    "year_": "integer",
    "amount": "numeric",
    "single": "float",
    "twice": "float",
    "day": "date",
    "at_": "timestamp",
    "stamp": "timestamp",
    "clock": "time",
    "code": "text",
    "old": "text",
    "gbk": "text",
    "bin": "text",
    "long_": "text",
    "one_of": "text",
    "some": "text",
    "doc": "text",
    "address": "other",
    "%s `\"' 名": "text",
}
VALUES = [
    *("18446744073709551615", "-128", "1", "00042", "2024", "12345678901234567890.0123456789", "0.1"),
    *("0.30000000000000004", "2024-02-29", "2024-01-02 03:04:05.000006", "2024-01-02 03:04:05.678", "-838:59:59"),
    *("007", "café", "中文", "1E5", 'a "quoted"\nline, 😀 \\', "b", "x,y", '{"a": 1}', "::1", "NA"),
]


def source(table: str = "plans", **options: Any) -> MysqlSource:
    return MysqlSource(type="mysql", connection="LEGACY", table=table, **options)


@pytest.fixture
def plans(legacy: Mariadb) -> Mariadb:
    legacy.run(
        "create table plans (code varchar(9) primary key, name text, updated_at datetime(6))",
        "insert into plans values ('007', 'one', '2024-01-01 00:00:00.000001'), ('1E5', null, '2024-01-01')",
    )
    return legacy


def test_every_type_arrives_as_the_servers_own_text(legacy: Mariadb) -> None:
    connection = legacy.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute(EVERY_TYPE)
        cursor.execute("set time_zone = '+08:00', sql_mode = ''")
        cursor.execute(f"insert into kinds values ({', '.join('%s' for _ in VALUES)})", VALUES)
        cursor.execute("insert into kinds (id, day, at_, single) values (1, '0000-00-00', '2024-00-01', 16777217)")
    in_utc = ["2024-01-01 19:04:05.678" if value == "2024-01-02 03:04:05.678" else value for value in VALUES]
    zero_dates = ["1", *[""] * 5, "16777216", "", "0000-00-00", "2024-00-01 00:00:00.000000", *[""] * 12]
    with source("kinds").open(Request(Path("."), tuple(TYPES))) as reading:
        assert (reading.offered, reading.columns, reading.types) == (list(TYPES), list(TYPES), TYPES)
        assert (reading.high_water, reading.fingerprint) == (None, None)
        assert rows(b"".join(reading.chunks)) == [zero_dates, in_utc]


def test_floats_are_told_exactly(legacy: Mariadb) -> None:
    doubles = [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, 9007199254740993.0, -0.0001, 123456.7]
    connection = legacy.connect()
    with connection, connection.cursor() as cursor:
        cursor.execute("create table floats (twice double, single float)")
        cursor.executemany("insert into floats values (%s, %s)", [(x, x if 1e-30 < x < 1e30 else 0) for x in doubles])
    given = read(source("floats"), "twice", "single")
    assert {float(twice) for twice, _ in given} == set(doubles)
    assert sorted({single for _, single in given}) == [
        "0",
        "0.1",
        "0.3333333432674408",
        "123456.703125",
        "9.007199254740992e15",
    ]


def test_only_wanted_columns_are_read_and_an_empty_table_has_no_rows(plans: Mariadb) -> None:
    assert read(source(), "name", "no such", "code") == [["", "1E5"], ["one", "007"]]
    plans.run("delete from plans")
    with source().open(Request(Path("."), ("code",), cursor="updated_at")) as reading:
        assert (reading.columns, reading.high_water, list(reading.chunks)) == (["code"], None, [])


@pytest.mark.parametrize("kind", ["blob", "binary(4)", "varbinary(4)", "bit(3)", "point"])
def test_bytes_are_refused_by_name_and_only_where_wanted(legacy: Mariadb, kind: str) -> None:
    legacy.run(f"create table photos (code int, photo {kind})", "insert into photos (code) values (1)")
    assert read(source("photos"), "code") == [["1"]]
    with pytest.raises(Refused) as refusal:
        read(source("photos"), "code", "photo")
    assert str(refusal.value) == (
        f"mysql LEGACY, table photos: column 'photo' is {kind}, which is no text. Leave it out, or name a view that "
        "writes it as text."
    )


def test_a_nul_character_is_refused(plans: Mariadb) -> None:
    plans.run("update plans set name = concat('a', char(0))")
    with pytest.raises(Refused, match="table plans: a cell holds a NUL character, which no database text can"):
        read(source(), "name")


@pytest.mark.parametrize(
    ("kind", "first", "boundary", "later"),
    [
        ("datetime(6)", "2023-01-01", "2024-01-01 00:00:00.000001", "2024-01-01 00:00:00.000002"),
        ("timestamp(6)", "2023-01-01", "2024-01-01 00:00:00.000001", "2024-01-01 00:00:00.000002"),
        ("decimal(30,9)", "-1", "12345678901234567890.000000001", "12345678901234567891"),
        ("bigint unsigned", "0", "18446744073709551614", "18446744073709551615"),
        ("varchar(9) collate utf8mb4_general_ci", "A", "b'\\\\%s", "C"),
        ("date", "2023-01-01", "2024-02-28", "2024-02-29"),
    ],
)
def test_no_row_at_the_boundary_is_missed(legacy: Mariadb, kind: str, first: str, boundary: str, later: str) -> None:
    legacy.run(f"create table plans (code int primary key, v {kind} null)")
    insert = "insert into plans values (%s, %s)"
    connection = legacy.connect()
    with connection, connection.cursor() as cursor:
        cursor.executemany(insert, [(1, first), (2, boundary), (3, None)])
        with source().open(Request(Path("."), ("code",), cursor="v")) as reading:
            mark = reading.high_water
            cursor.executemany(insert, [(4, boundary.upper()), (5, later)])
            cursor.execute("update plans set v = %s where code = 1", (later,))
            assert rows(b"".join(reading.chunks)) == [["1"], ["2"], ["3"]]
        with source().open(Request(Path("."), ("code",), cursor="v", since=mark)) as reading:
            assert rows(b"".join(reading.chunks)) == [["1"], ["2"], ["3"], ["4"], ["5"]]
            assert mark is not None
            assert reading.high_water != mark
        cursor.execute("delete from plans where v is null or code = 1")
    assert read(source(), "code", cursor="v", since=reading.high_water) == [["5"]]


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        (
            {"LEGACY_PASSWORD": "wrong-s3cret"},
            Unavailable,
            "no connection (Access denied for user '{user}'@'",
        ),
        (
            {"LEGACY_HOST": "127.0.0.1", "LEGACY_PORT": "1", "LEGACY_PASSWORD": "s3cret"},
            Unavailable,
            "no connection (Can't connect to MySQL server on '127.0.0.1' ([Errno 111] Connection "
            "refused)). Check whether the server runs, and LEGACY_HOST, LEGACY_PORT, LEGACY_USER, LEGACY_PASSWORD and "
            "LEGACY_SSLMODE.",
        ),
        (
            {"LEGACY_HOST": "host.invalid"},
            Unavailable,
            "no connection (Can't connect to MySQL server on 'host.invalid' ",
        ),
        ({"LEGACY_PORT": "x"}, Refused, "LEGACY_PORT is 'x'. Use a number from 1 to 65535."),
        (
            {"LEGACY_SSLMODE": "on"},
            Refused,
            "LEGACY_SSLMODE is 'on'. Use one of: disable, prefer, require, verify-ca, verify-full.",
        ),
        ({"LEGACY_SSL_CA": "gone.pem"}, Refused, "LEGACY_SSL_CA names no file: 'gone.pem'."),
        (
            {"LEGACY_HOST": "", "LEGACY_USER": ""},
            Refused,
            "LEGACY_HOST, LEGACY_USER are not set. Set LEGACY_HOST, LEGACY_USER, LEGACY_PASSWORD, "
            "LEGACY_DATABASE in the environment.",
        ),
        (
            {"LEGACY_DATABASE": "information_schem"},
            Refused,
            "there is no database 'information_schem' for user {user}. Did you mean "
            "'information_schema'? Correct LEGACY_DATABASE.",
        ),
    ],
)
def test_bad_settings_are_told_without_the_password(
    plans: Mariadb, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], error: type[Refused], message: str
) -> None:
    for name, value in changed.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(error) as raised:
        read(source(), "code")
    assert type(raised.value) is error
    assert str(raised.value).startswith(f"mysql LEGACY, table plans: {message.format(user=plans.user)}")
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    ("table", "options", "message"),
    [
        (
            "plan",
            {},
            "the database has no table or view 'plan' that the user may read. Did you mean 'plans'? Correct `table`.",
        ),
        (
            "plans",
            {"columns": {"cod": "a"}},
            "there is no column 'cod'. Did you mean 'code'?",
        ),
    ],
)
def test_unknown_names_are_told_with_the_nearest(
    plans: Mariadb, table: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(Refused) as refusal:
        read(source(table, **options), "code")
    assert str(refusal.value) == f"{source(table, **options).label}: {message}"


@pytest.mark.parametrize(
    ("cursor", "message"),
    [
        ("updated", "there is no column 'updated'. Did you mean 'updated_at'?"),
        (
            "score",
            "the cursor 'score' is double. Use a column that is an integer, a decimal, a date, a timestamp or text.",
        ),
    ],
)
def test_a_cursor_must_be_there_and_have_an_order(plans: Mariadb, cursor: str, message: str) -> None:
    plans.run("alter table plans add score double")
    with pytest.raises(Refused) as refusal:
        read(source(), "code", cursor=cursor)
    assert str(refusal.value) == f"mysql LEGACY, table plans: {message}"


def test_a_server_that_never_speaks_is_given_up(legacy: Mariadb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mysql_connection, "CONNECT_SECONDS", 0.3)
    with mute_server() as port:
        monkeypatch.setenv("LEGACY_HOST", "127.0.0.1")
        monkeypatch.setenv("LEGACY_PORT", str(port))
        with pytest.raises(
            Unavailable, match=r"no connection \(Lost connection to MySQL server during query \(timed out\)"
        ):
            read(source(), "code")


def test_a_query_that_hangs_is_given_up(legacy: Mariadb) -> None:
    legacy.run("create view slow as select sleep(120) as nap")
    with pytest.raises(Unavailable) as raised:
        read(source("slow", timeout=1), "nap")
    assert str(raised.value) == (
        "mysql LEGACY, table slow: no answer for 1 seconds. Look what keeps the server, or raise `timeout`."
    )
    for session in _sessions(legacy):
        legacy.run(f"kill {session}")


@pytest.fixture
def many(legacy: Mariadb) -> Mariadb:
    """A view of more rows than any buffer on the way holds."""
    legacy.run("create view plans as select seq as code, repeat('x', 500) as filler from seq_1_to_300000")
    return legacy


def _sessions(server: Mariadb) -> list[int]:
    statement = "select id from information_schema.processlist where db = database() and id <> connection_id()"
    return [found for (found,) in server.run(statement)]


def test_who_stops_early_leaves_nothing_running(many: Mariadb) -> None:
    with source().open(Request(Path("."), ("code", "filler"))) as reading:
        next(iter(reading.chunks))
    wait_until(lambda: not _sessions(many), "the end of the session")


def test_a_connection_that_is_lost_in_the_middle_is_told(many: Mariadb) -> None:
    with source().open(Request(Path("."), ("code", "filler"))) as reading:
        chunks = iter(reading.chunks)
        next(chunks)
        (session,) = _sessions(many)
        many.run(f"kill {session}")
        with pytest.raises(Unavailable, match=r"^mysql LEGACY, table plans: the reading broke off \("):
            list(chunks)


def test_the_source_is_never_written(legacy: Mariadb) -> None:
    legacy.run(
        "create table log (at_ int)",
        "create function noted() returns int begin insert into log values (1); return 1; end",
        "create view plans as select noted() as code",
    )
    with pytest.raises(Unavailable, match=r"Cannot execute statement in a READ ONLY transaction"):
        read(source(), "code")
    assert legacy.run("select count(*) from log") == [(0,)]
