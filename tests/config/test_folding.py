"""Folding: texts that are the same key, and texts that are not."""

from __future__ import annotations

import sys
import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refill.text.folding import FORMAT_CHARACTERS, FULL_WIDTH, WHITE_SPACE, fold, header_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("XNP001", "XNP001"),
        ("  XNP001\t\n", "XNP001"),
        ("\x1c007\x1f", "007"),
        ("ＸＮＰ００１", "XNP001"),
        ("（空白）", "(空白)"),
        ("\u3000客户\u3000甲\u3000", "客户 甲"),
        ("\u00a0G01\u00a0", "G01"),
        ("\u202f\u2007G01\u2003", "G01"),
        ("a\u200db\u200c\u200bc\ufeff", "abc"),
        ("\u202eG01\u2066", "G01"),
        ("co\u00adop", "coop"),
        ("e\u0301", "é"),
        ("①", "①"),
        ("½ ﬁ ㎡", "½ ﬁ ㎡"),
        ("ｱ", "ｱ"),
        ("\u200b \u200b", ""),
        ("Ab", "Ab"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "case", "folded"),
    [
        ("xnp001b", "upper", "XNP001B"),
        ("ＸＮＰ００１", "lower", "xnp001"),
        ("Äß", "lower", "Äß"),
        ("straße", "upper", "STRAßE"),
        ("H\u0331", "lower", "\u1e96"),
    ],
)
def test_case_changes_ascii_letters_only(text: str, case: Literal["upper", "lower"], folded: str) -> None:
    assert fold(text, case) == folded


@given(st.text(), st.sampled_from([None, "upper", "lower"]))
def test_folding_twice_changes_nothing_more(text: str, case: Literal["upper", "lower"] | None) -> None:
    assert fold(fold(text, case), case) == fold(text, case)


@given(st.text())
def test_canonically_equal_texts_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_every_code_point_between_letters_is_kept_mapped_or_removed() -> None:
    removed = {code for first, last in FORMAT_CHARACTERS for code in range(first, last + 1)}
    wrong = []
    for code in range(1, sys.maxunicode + 1):
        character = chr(code)
        expected = "" if code in removed else chr(FULL_WIDTH.get(code, code))
        if fold(f"字{character}字") != unicodedata.normalize("NFC", f"字{expected}字"):
            wrong.append(f"U+{code:04X}")
    assert wrong == []


def test_format_characters_are_the_category_cf() -> None:
    listed = {code for first, last in FORMAT_CHARACTERS for code in range(first, last + 1)}
    actual = {code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"}
    unassigned = {code for code in listed if unicodedata.category(chr(code)) == "Cn"}
    assert listed - unassigned == actual


def test_white_space_is_what_python_strips() -> None:
    assert set(WHITE_SPACE) == {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()}


@pytest.mark.parametrize(
    "header", ["流失(含待遇支付)", "流失（含待遇支付）", " 流 失\n(含待遇支付)\u3000", "\ufeff流失(含\r\n待遇支付)"]
)
def test_headers_compare_without_white_space(header: str) -> None:
    assert header_key(header) == "流失(含待遇支付)"
