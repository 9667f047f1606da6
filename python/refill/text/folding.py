"""The one folding function: the form of a key, a header or a null token in comparisons.

The SQL side is the macro of the same name; a test holds the two against each other on every code point.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

FORMAT_CHARACTERS: tuple[tuple[int, int], ...] = (
    (0x00AD, 0x00AD),
    (0x0600, 0x0605),
    (0x061C, 0x061C),
    (0x06DD, 0x06DD),
    (0x070F, 0x070F),
    (0x0890, 0x0891),
    (0x08E2, 0x08E2),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2064),
    (0x2066, 0x206F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1343F),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0001, 0xE0001),
    (0xE0020, 0xE007F),
)
"""Unicode category Cf, first and last code point of each range: written out, so that every Python folds alike."""

WHITE_SPACE = (
    " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""The characters that count as outer white space."""

FULL_WIDTH: dict[int, int] = {0x3000: 0x20} | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width ASCII and the ideographic space, each with its plain form."""

_PLAIN: dict[int, int | None] = {
    **FULL_WIDTH,
    **{code: None for first, last in FORMAT_CHARACTERS for code in range(first, last + 1)},
}
_NO_WHITE_SPACE: dict[int, int | None] = {ord(character): None for character in WHITE_SPACE}
_UPPER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def fold(text: str, case: Literal["upper", "lower"] | None = None) -> str:
    """Return the form of `text` that comparisons use. Folding twice changes nothing more.

    Format characters go, full-width ASCII becomes plain, the rest becomes NFC (not NFKC: `①` is not `1`), and outer
    white space goes. `case` changes ASCII letters only; the result is NFC again.
    """
    if text.isascii():
        text = text.strip(WHITE_SPACE)
        return _cased(text, case) if case else text
    text = unicodedata.normalize("NFC", text.translate(_PLAIN))
    if case:
        text = unicodedata.normalize("NFC", _cased(text, case))
    return text.strip(WHITE_SPACE)


def header_key(text: str) -> str:
    """Return the form of a column's header that comparisons use: folded, and without any white space inside."""
    return fold(text).translate(_NO_WHITE_SPACE)


def _cased(text: str, case: Literal["upper", "lower"]) -> str:
    return text.translate(_UPPER if case == "upper" else _LOWER)
