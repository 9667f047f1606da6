"""Rows that may be the same thing under another key: keys that are spelled alike, and names that are nearly equal.

Two keys are alike where `spelling` makes them equal: case, punctuation, white space and leading zeros do not count, nor
does O for 0, or I and l for 1. A text column holds names where at least half of its values are different; a name that
more than twenty rows share says nothing. Two names are alike where rapidfuzz's `ratio` of their spellings reaches
NAME_CUTOFF; names of fewer than four characters must be spelled alike.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy
from rapidfuzz import fuzz, process

NAME_CUTOFF = 90  # of 100
SHORT = 4
DIFFERENT = 0.5
SHARED = 20
MOST = 3
AT_ONCE = 200  # names that are compared with all others in one step: a byte for each pair

Identity = tuple[str, ...]
CONFUSED = str.maketrans("oil", "011")


@dataclass(frozen=True)
class Proposal:
    """Another row of the table: its key, the texts that are alike, and how much of 100."""

    key: Identity
    reason: str
    score: int


@dataclass(frozen=True)
class Rows:
    """The keys of a table's rows, and of each column that may hold names the texts, row by row."""

    keys: Sequence[Identity]
    texts: Mapping[str, Sequence[str | None]]


def propose(rows: Rows, asked: Collection[Identity]) -> dict[Identity, list[Proposal]]:
    """Return for each key that is asked for the rows like it, the best first, up to three."""
    found: dict[Identity, dict[Identity, Proposal]] = {}
    for place, other, reason, score in (*_alike_keys(rows, asked), *_alike_names(rows, asked)):
        best = found.setdefault(rows.keys[place], {})
        key = rows.keys[other]
        if key not in best or best[key].score < score:
            best[key] = Proposal(key, reason, score)
    return {
        key: sorted(proposals.values(), key=lambda one: (-one.score, one.key))[:MOST]
        for key, proposals in found.items()
    }


def spelling(text: str, is_key: bool = False) -> str:
    """Return the part of a text that counts when two are compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(c for c in plain if unicodedata.category(c)[0] in "LMN")
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", plain.translate(CONFUSED)) if is_key else plain


def _alike_keys(rows: Rows, asked: Collection[Identity]) -> Iterator[tuple[int, int, str, int]]:
    by_spelling: dict[Identity, list[int]] = {}
    for place, key in enumerate(rows.keys):
        by_spelling.setdefault(tuple(spelling(part, is_key=True) for part in key), []).append(place)
    for places in by_spelling.values():
        for place in places:
            if rows.keys[place] in asked:
                for other in places[: MOST + 1]:
                    if other != place:
                        yield place, other, "key", 100


def _alike_names(rows: Rows, asked: Collection[Identity]) -> Iterator[tuple[int, int, str, int]]:
    for column, texts in rows.texts.items():
        given = [(place, spelling(text)) for place, text in enumerate(texts) if text]
        shared = Counter(name for _, name in given)
        if len(shared) < DIFFERENT * len(given):
            continue
        given = [(place, name) for place, name in given if name and shared[name] <= SHARED]
        others = [name for _, name in given]
        wanted = [(place, name) for place, name in given if rows.keys[place] in asked]
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            scores = process.cdist(
                [name for _, name in some], others, scorer=fuzz.ratio, score_cutoff=NAME_CUTOFF, dtype=numpy.uint8
            )
            for asking, answering in zip(*numpy.nonzero(scores), strict=True):
                place, other, score = some[asking][0], given[answering][0], int(scores[asking, answering])
                if place != other and (score == 100 or len(some[asking][1]) >= SHORT):
                    yield place, other, column, score
