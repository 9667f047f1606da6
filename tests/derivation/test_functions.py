"""The functions that staging calls for each cell, against their Python twin and against tables of texts."""

import sys
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2 import sql
from psycopg2.extensions import connection as Connection

from refill.config.models import Config
from refill.database.ddl import prepare
from refill.database.schemas import Schemas
from refill.database.warehouse import Warehouse
from refill.text.folding import fold

from .cells import fold as fold_by_the_book

pytestmark = pytest.mark.fast

SCHEMAS = Schemas("functions")
CHARACTERS = [chr(code) for code in range(1, sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
ODD = [c for c in CHARACTERS if c.isascii() or unicodedata.category(c) in ("Nd", "Pd", "Sc", "Zs", "Cc", "Cf")]
TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            " \t\u3000\u00a0\u200b\u200d\ufeff\u00adＡａ１％～!~Aa1①中e\u0301\u0302\u1100\u1161\u11a8가\u212b"
        ),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    ),
    max_size=8,
)


@pytest.fixture(scope="module")
def functions(connection: Connection) -> Connection:
    """A connection to a database that has the functions."""
    prepare(Warehouse(connection, SCHEMAS, Config(domains={}, tables={})))
    return connection


def call(connection: Connection, name: str, texts: list[str], *arguments: int) -> list[Any]:
    """Return the function's value for each text."""
    more = sql.SQL("").join(sql.SQL(", {}").format(sql.Literal(argument)) for argument in arguments)
    statement = sql.SQL(
        "select {}(text{}) from unnest(cast(%s as text[])) with ordinality as given (text, place) order by place"
    )
    with connection, connection.cursor() as cursor:
        cursor.execute(statement.format(sql.Identifier(SCHEMAS.ledger, name), more), [texts])
        return [value for (value,) in cursor.fetchall()]


def test_both_folds_agree_on_every_character(functions: Connection) -> None:
    folded = call(functions, "fold", CHARACTERS)
    assert [c for c, found in zip(CHARACTERS, folded, strict=True) if found != fold(c)] == []


def test_both_folds_agree_on_every_character_among_others(functions: Connection) -> None:
    blocks = ["".join(f"a{c}b" for c in CHARACTERS[i : i + 64]) for i in range(0, len(CHARACTERS), 64)]
    folded = call(functions, "fold", blocks)
    assert [block for block, found in zip(blocks, folded, strict=True) if found != fold(block)] == []


def test_a_fold_is_what_the_specification_says() -> None:
    known = [c for c in CHARACTERS if unicodedata.category(c) != "Cn"]
    assert [c for c in known for t in (c, f"a{c}b") if fold(t) != fold_by_the_book(t)] == []


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, max_size=60))
def test_both_folds_agree_on_any_text_and_folding_again_changes_nothing(
    functions: Connection, texts: list[str]
) -> None:
    expected = [fold(text) for text in texts]
    assert call(functions, "fold", texts) == expected
    assert call(functions, "fold", expected) == expected


@pytest.mark.parametrize("case", ["upper", "lower"])
def test_case_changes_ascii_letters_only(functions: Connection, case: str) -> None:
    texts = [*CHARACTERS[:0x3000], *CHARACTERS[0xA000:0xB000], "ｓtraße", "İIıi", "ﬁ é E\u0301"]
    statement = (
        f"select {SCHEMAS.ledger}.fold(text, '{case}')"
        " from unnest(%s) with ordinality as given (text, place) order by place"
    )
    with functions, functions.cursor() as cursor:
        cursor.execute(statement, [texts])
        found = [value for (value,) in cursor.fetchall()]
    assert [t for t, one in zip(texts, found, strict=True) if one != fold(t, case)] == []  # type: ignore[arg-type]


TOKENS = [["", "-", "(空白)", "空白"], ["é", "<\u0338"], ["1"], []]


@pytest.mark.parametrize("tokens", TOKENS, ids=repr)
def test_a_null_token_is_found_however_it_is_written(functions: Connection, tokens: list[str]) -> None:
    tokens = [fold(token) for token in tokens]
    written = [form.format(token) for token in tokens for form in ("{}", " {} ", "\u200b{}", "{}\ufeff", "a{}", "{}a")]
    texts = [*CHARACTERS[:0x3000], "－", "（空白）", "空 白", "e\u0301", "e\u0302", "<\u0338a", *written]
    statement = (
        f"select {SCHEMAS.ledger}.text_value(text, %s)"
        " from unnest(%s) with ordinality as given (text, place) order by place"
    )
    with functions, functions.cursor() as cursor:
        cursor.execute(statement, [tokens, texts])
        found = [value for (value,) in cursor.fetchall()]
    assert found == [None if fold(text) in tokens else text for text in texts]


@pytest.mark.parametrize("tokens", TOKENS, ids=repr)
@pytest.mark.parametrize(
    "name", ["try_numeric", "try_integer", "try_date", "try_month", "try_timestamp", "try_boolean"]
)
def test_reading_a_text_as_it_stands_gives_what_reading_it_folded_gives(
    functions: Connection, name: str, tokens: list[str]
) -> None:
    """Read a typed cell as staging does: as it is, and folded only where that makes no sense."""
    plain = [*HOSTILE, *(text for values in VALUES.values() for text in values), *NUMBERS[18, 4]]
    texts = [form.format(text) for text in plain for form in ("{}", " {} ", "\u200b{}")]
    texts += [text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}) for text in plain] + list(ODD)
    more = ", 18, 4" if name == "try_numeric" else ""
    schema = SCHEMAS.ledger
    statement = (
        f"select coalesce({schema}.{name}(text{more}), {schema}.{name}({schema}.refolded(text, %s){more})),"
        f" case when not {schema}.fold(text) = any (%s) then {schema}.{name}({schema}.fold(text){more}) end"
        " from unnest(%s) as text where not text = any (%s)"
    )
    with functions, functions.cursor() as cursor:
        cursor.execute(statement, [tokens, tokens, texts, tokens])
        assert [pair for pair in cursor.fetchall() if pair[0] != pair[1]] == []


HOSTILE = [
    "", " ", "-", "+", ".", ",", "%", "e", "1e", "e1", "--1", "+-1", "1-", "1 2", "1\n2", "0x1F", "0b1", "0o7",
    "1_000", "NaN", "nan", "Infinity", "-inf", "٣", "१२", "①", "1.2.3", "1,23", "1,2345", ",123", "1,,234",
    "1.234,56", "$1", "1$", "1/2", "(1)", "1e", "1e+", "1e999999999", "9" * 400, "0" * 400, "1" + "0" * 200 + "%",
    "\\", "'", "null", "true1", "x" * 10000, "\u200b", "１", "2024-1-1-1", "9999999999-01-01", "0000-01-01",
    "2024-00-01", "2024-01-00", "2024-13-01", "2024-02-30", "20240230", "infinity", "now", "epoch", "today", "24:00",
    "2024-01-01 24:00", "2024-01-01 23:60", "2024-01-01T", "J2451187", "99999", "100000", "1e5", "45597.5", "-45597",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("try_numeric", (18, 4)),
        ("try_numeric", (2, 2)),
        ("try_numeric", (1000, 0)),
        ("try_integer", ()),
        ("try_date", ()),
        ("try_month", ()),
        ("try_timestamp", ()),
        ("try_boolean", ()),
    ],
)
def test_no_text_is_an_error(functions: Connection, name: str, arguments: tuple[int, ...]) -> None:
    """Each digit, sign, space and control character, alone and among digits, and what people and attackers write."""
    texts = HOSTILE + [form.format(c) for c in ODD for form in ("{}", "1{}1", "2024{}11", "2024-11{}02")]
    found = call(functions, name, texts, *arguments)
    assert len(found) == len(texts)
    digits = {c for c in ODD if c.isdigit() and not c.isascii()}
    assert [t for t, value in zip(texts, found, strict=True) if value is not None and digits & set(t)] == []


NUMBERS: dict[tuple[int, int], dict[str, str | None]] = {
    (18, 4): {
        "0": "0", "-0": "0", "007": "7", "1": "1", "-1.5": "-1.5", "+1.5": "1.5", "1.": "1", ".5": "0.5",
        "-.5": "-0.5", "1,234.56": "1234.56", "-1,234,567": "-1234567", "5.5%": "0.055", "100%": "1",
        "-1,000%": "-10", "1.5E3": "1500", "1e-3": "0.001", "1E+2": "100",
        "99999999999999.9999": "99999999999999.9999", "99999999999999.99994": "99999999999999.9999",
        "99999999999999.99995": None, "100000000000000": None, "-100000000000000": None, "1e14": None, "1e99": None,
        "-1e99": None, "1e-99": "0", "0.00005": "0.0001", "0.00004": "0", "-0.00005": "-0.0001", "1,23": None,
        "1,2345": None, "12,34,567": None, "1.234,56": None, "٣": None, "0x1F": None, "1_000": None, "NaN": None,
        "Infinity": None, "": None, "%": None, "1%%": None, "1 000": None, "--1": None, "1e100": None,
        "000000000000000000000000001": "1",
    },
    (10, 6): {
        "9999.9999999": None, "9999.9999994": "9999.999999", "9999.9999995": None, "5.5%": "0.055", "10000": None,
        "-9999.9999999": None,
    },
    (5, 0): {"99999": "99999", "99999.4": "99999", "99999.5": None, "0.5": "1", "-0.5": "-1", "1.5": "2", "2.5": "3"},
    (2, 2): {"0.99": "0.99", "0.994": "0.99", "0.995": None, "1": None, "99%": "0.99", "100%": None},
}  # fmt: skip


@pytest.mark.parametrize("size", NUMBERS)
def test_numbers(functions: Connection, size: tuple[int, int]) -> None:
    expected = {text: None if number is None else Decimal(number) for text, number in NUMBERS[size].items()}
    places = ", ".join(map(str, size))
    statement = (
        f"select cast({SCHEMAS.ledger}.try_numeric(text, {places}) as numeric({places}))"
        " from unnest(%s) with ordinality as given (text, place) order by place"
    )
    with functions, functions.cursor() as cursor:
        cursor.execute(statement, [list(expected)])
        found = dict(zip(expected, (value for (value,) in cursor.fetchall()), strict=True))
    assert found == expected


NOVEMBER = date(2024, 11, 1)
VALUES: dict[str, dict[str, Any]] = {
    "try_integer": {
        "0": 0, "-0": 0, "12": 12, "-12": -12, "+12": 12, "1,234": 1234, "1,234,567": 1234567, "101.0": 101,
        "101.": 101, "007": 7, "999999999999999999": 999999999999999999, "-999999999999999999": -999999999999999999,
        "999,999,999,999,999,999": 999999999999999999, "1.5": None, "1e3": None, "1,23": None, "٣": None,
        "0x1F": None, "1_000": None, "NaN": None, "": None, "99999999999999999999": None,
    },
    "try_boolean": {
        "true": True, "TRUE": True, "t": True, "Yes": True, "y": True, "1": True, "是": True, "false": False,
        "F": False, "no": False, "N": False, "0": False, "否": False, "2": None, "on": None, "": None, "真": None,
        "truе": None,
    },
    "try_date": {
        "2024-11-01": NOVEMBER, "2024/11/1": NOVEMBER, "2024年11月1日": NOVEMBER, "20241101": NOVEMBER,
        "2024-11-01 00:00:00": NOVEMBER, "2024-11-01T00:00:00.000": NOVEMBER, "45597": NOVEMBER, "45597.0": NOVEMBER,
        "2024-02-29": date(2024, 2, 29), "2024-02-30": None, "2023-02-29": None, "20240230": None,
        "2100-02-29": None, "2024-13-01": None, "20241301": None, "2024-04-31": None, "2024-11-01 12:00": None,
        "2024-11": None, "1": None, "0000-01-01": None, "10000-01-01": None, "9999-12-31": date(9999, 12, 31),
        "1000-01-01": date(1000, 1, 1), "20000": date(1954, 10, 3), "79999": date(2119, 1, 10), "19999": None,
        "80000": None, "45597.5": None, "today": None, "infinity": None, "": None, "01/11/2024": None,
        "２０２４-11-01": None,
    },
    "try_month": {
        "202411": NOVEMBER, "2024-11": NOVEMBER, "2024/11": NOVEMBER, "2024年11月": NOVEMBER,
        "2024年1月": date(2024, 1, 1), "2024-1": date(2024, 1, 1), "2024-11-30": NOVEMBER, "20241130": NOVEMBER,
        "2024-11-30 00:00:00": NOVEMBER, "45597": NOVEMBER, "45626": NOVEMBER, "2024-13": None, "202413": None,
        "20241301": None, "2024-02-30": None, "2024.1": None, "2024-0": None, "2024-": None, "11-2024": None,
        "": None, "999912": date(9999, 12, 1), "000001": None,
    },
    "try_timestamp": {
        "2024-11-01 12:34:56": datetime(2024, 11, 1, 12, 34, 56), "2024-11-01T12:34": datetime(2024, 11, 1, 12, 34),
        "2024-11-01 12:34:56.123456": datetime(2024, 11, 1, 12, 34, 56, 123456),
        "2024-11-01 23:59:59.5": datetime(2024, 11, 1, 23, 59, 59, 500000), "2024-11-01": datetime(2024, 11, 1),
        "2024/11/1 00:00": datetime(2024, 11, 1), "2024年11月1日 01:02:03": datetime(2024, 11, 1, 1, 2, 3),
        "20241101 23:59:59": datetime(2024, 11, 1, 23, 59, 59), "2024-11-01 24:00": None, "2024-11-01 12:60": None,
        "2024-11-01 1:00": None, "2024-02-30 12:00": None, "12:00": None, "2024-11-01 12:00:00Z": None,
        "2024-11-01 12:00:00.1234567": None, "2024-11-01 ": None, "": None,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_values(functions: Connection, name: str) -> None:
    expected = VALUES[name]
    assert dict(zip(expected, call(functions, name, list(expected)), strict=True)) == expected
