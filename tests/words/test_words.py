"""The check finds a planted word in a name, a comment and a docstring, and the glossary's places exist."""

import re
from pathlib import Path

import pytest

from tests.words.check import findings

ROOT = Path(__file__).resolve().parents[2]

PYTHON = '''"""Whether a file is there."""

from x import Wish  # the one who asks


def read(path):
    """Return the rows.

    Nobody else reads `what is there`. A stand-in is fine.
    """
    # that the file is read once
    return "who reads", "planned", Wish  # type: ignore[x]  # gives rows
'''

MACRO = """{# What is left of a batch,
   and who reads it. #}
{% macro contents(fact) -%}
    {{ config(materialized='frozen') }}  -- somebody
    {{ exceptions.raise_compiler_error("the frozen rows of nobody") }}
    select wished, frozen.id from frozen
{%- endmacro %}
"""


def test_it_finds_names_comments_and_docstrings_and_says_what_to_write(tmp_path: Path) -> None:
    for file, text in {"python/refill/site.py": PYTHON, "macros/contents.sql": MACRO}.items():
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert [(found.file, found.line, found.word) for found in findings(tmp_path)] == [
        ("macros/contents.sql", 1, "What is"),
        ("macros/contents.sql", 2, "who"),
        ("macros/contents.sql", 4, "frozen"),
        ("macros/contents.sql", 4, "somebody"),
        ("macros/contents.sql", 6, "frozen"),
        ("python/refill/site.py", 1, "site"),
        ("python/refill/site.py", 1, "Whether"),
        ("python/refill/site.py", 3, "Wish"),
        ("python/refill/site.py", 3, "who"),
        ("python/refill/site.py", 9, "Nobody"),
        ("python/refill/site.py", 11, "that"),
        ("python/refill/site.py", 12, "Wish"),
        ("python/refill/site.py", 12, "gives"),
    ]
    assert str(findings(tmp_path)[5]) == "python/refill/site.py:1: `site`: write work_folder"


def test_a_place_that_needs_a_former_name_may_have_it(tmp_path: Path) -> None:
    folder = tmp_path / "macros/materializations"
    folder.mkdir(parents=True)
    (folder / "frozen.sql").write_text(
        "{% materialization frozen, default %}{% endmaterialization %}", encoding="utf-8"
    )
    assert findings(tmp_path) == []


@pytest.mark.parametrize(
    "place",
    sorted(set(re.findall(r"`((?:python|macros|snapshots)/[^`]*)`", (ROOT / "docs/glossary.md").read_text("utf-8")))),
)
def test_the_glossary_names_places_that_exist(place: str) -> None:
    assert (ROOT / place).exists()
