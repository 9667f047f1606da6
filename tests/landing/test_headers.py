"""Headers find their columns, or the file is refused with the nearest header."""

from collections.abc import Callable

import pytest

from refill.config.models import Domain
from refill.errors import Refused
from refill.readers.headers import Headers, match_headers

ADVICE = "Correct the header, or add an alias in data_sources.yml."
COLUMNS = {
    "月度": {"type": "month", "required": True},
    "机构名称": {"type": "text", "aliases": ["机构"]},
    "流失_含待遇支付": {"type": "numeric(18,4)", "aliases": ["流失(含待遇支付)"]},
    "产品线代码": {
        "type": "text",
        "required": True,
        "lookup": {"table": "产品线", "match": {"产品线": "机构名称"}, "take": "产品线代码"},
    },
}


@pytest.fixture
def domain(new_domain: Callable[..., Domain]) -> Domain:
    return new_domain("facts", COLUMNS)


def test_headers_match_after_folding_without_white_space_and_by_alias(domain: Domain) -> None:
    header = ["备注 1", " 月\n度\u200b", "", "机 构", "流失（含待遇支付）\u3000"]
    expected = Headers(
        cells=tuple(header),
        columns={"月度": 1, "机构名称": 3, "流失_含待遇支付": 4},
        extras={0: "备注 1"},
        unnamed={2: "column C"},
    )
    assert match_headers(header, domain, "f.csv") == expected
    assert expected.letters == {"月度": "B", "机构名称": "D", "流失_含待遇支付": "E"}


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (["x", "月份", "机构"], f"f.csv: no header '月度'; the nearest is '月份'. {ADVICE}"),
        (["机构", "x"], f"f.csv: no header '月度'. {ADVICE}"),
        (
            ["月度", "机构", "机构 名称"],
            "f.csv: the headers '机构' (column B) and '机构 名称' (column C) both mean '机构名称'. Remove one of them.",
        ),
        (
            ["月度", "x", "Ｘ", "x "],
            "f.csv: the headers 'x' (column B) and 'x ' (column D) both mean 'x'. Remove one of them.",
        ),
        (["月度", "x\0"], "f.csv: the header of column B holds a NUL character. Remove it."),
    ],
)
def test_a_header_that_does_not_fit_is_refused(domain: Domain, header: list[str], message: str) -> None:
    with pytest.raises(Refused) as refusal:
        match_headers(header, domain, "f.csv")
    assert str(refusal.value) == message


def test_a_file_without_any_known_header_is_refused(new_domain: Callable[..., Domain]) -> None:
    with pytest.raises(Refused) as refusal:
        match_headers(["x", "y"], new_domain("facts", {"a": "text", "b": "text"}), "f.csv")
    assert str(refusal.value) == "f.csv: no header is known. The first one is 'x'; domain facts knows a, b, …"
