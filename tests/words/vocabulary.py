"""The lists of the check: names that were given up, words of comments and docstrings, and allowed places."""

import re
from typing import NamedTuple


class Word(NamedTuple):
    """A pattern, matched without regard to case in prose, and the words to write in its place."""

    pattern: str
    instead: str


class Allowed(NamedTuple):
    """Files (a glob below the repository) that may have the texts of a pattern, and the reason."""

    files: str
    pattern: str
    reason: str


# Names of Python, SQL and Jinja. Each pattern is for a whole name.
NAMES = (
    Word("Wish", "SyncRequest"),
    Word("Wanted", "QueueFilter, QuarantineFilter"),
    Word("Standings?", "TableStatus, Statuses"),
    Word("Look", "Inspect"),
    Word("_?said_by(_facts)?|first_said|Said|Speaker", "candidate_values, FactRows, FeedingKey"),
    Word("rulings?|ruled_(keys|column)", "decisions_in_force, decision"),
    Word("judged_by|rests_on|forget_judgements", "quarantine_inputs, forget_quarantine_inputs"),
    Word("land_references?", "authoritative rows; only files land"),
    Word("contested", "conflicts"),
)

# Names of SQL and Jinja alone: Python has these words for other things.
SQL_NAMES = (
    Word("said", "candidate_values"),
    Word("lasting", "replaced_view"),
    Word("frozen", "staging_table"),
    Word("permanent", "managed_table"),
)

# Modules and packages of Python.
MODULES = (
    Word("planned", "row_changes"),
    Word("site", "work_folder"),
    Word("outcome", "results"),
    Word("shown", "tables"),
    Word("motion", "file_state"),
)

# Comments and docstrings.
PROSE = (
    Word(r"\bgives\b|\bgave\b", "return, have, make, pass"),
    Word(r"\bwho\b|\bwhom\b|\bwhoever\b", "the user, the caller, the program that …"),
    Word(r"\bwhat is\b", "the thing itself: the rows that …, the values of …"),
    Word(r"\bstands?\b(?!-)|\bstood\b", "is, is in, has"),
    Word(r"\bnobody\b|\bsomebody\b", "no user, another program, a person"),
    Word(r"^whether\b", "True if …"),
    Word(r"^that\b", "a sentence of its own"),
)

ALLOWED = (
    Allowed(
        "macros/materializations/*.sql", "lasting|frozen|permanent", "former names, which users' dbt_project.yml has"
    ),
    Allowed("python/refill/database/sql/upgrades/*.sql", ".*", "tables and functions of old versions"),
    Allowed("tests/upgrade/*", ".*", "files, tables and functions of an old version"),
    Allowed("tests/database/test_ledger.py", "judged_by|rests_on", "an upgrade from tables of an old version"),
    Allowed("tests/words/*.py", ".*", "the lists, and what the tests plant"),
)


def advice(words: tuple[Word, ...], text: str, whole: bool) -> tuple[str, str] | None:
    """Return the first word of `words` in a text, and what to write; None without one.

    With `whole`, the text is a name and must match from end to end; else case does not matter.
    """
    for word in words:
        found = re.fullmatch(word.pattern, text) if whole else re.search(word.pattern, text, re.IGNORECASE)
        if found:
            return found[0], word.instead
    return None
