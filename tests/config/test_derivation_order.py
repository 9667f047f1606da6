"""The order of the reference tables, and the cycles that there must not be."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import Any

import pytest

REFERENCES = "version: 1\nreference_tables:\n"
DATA = "version: 1\ndomains:\n"
TABLE = "  {name}: {{model: dim_{name}, key: k, columns: {{k: text, p: text, q: text}}{more}}}\n"
DOMAIN = """\
  {name}:
    description: x
    files: {{patterns: [a]}}
    fact: {{model: fct_{name}, table: t_{name}}}
    columns: {{a: text}}
    foreign_keys:
"""
KEY = "      - {{name: fk_{name}, source_column: a, target_table: {table}, target_key: k{more}}}\n"


def tables(**more: str) -> str:
    return REFERENCES + "".join(TABLE.format(name=name, more=text and f", {text}") for name, text in more.items())


def domain(name: str, *keys: tuple[str, str, str]) -> str:
    lines = [KEY.format(name=key, table=table, more=more and f", {more}") for key, table, more in keys]
    return DOMAIN.format(name=name) + "".join(lines)


def order(small: Any, references: str, *domains: str) -> list[str]:
    return list(small.with_("references", "", references).with_("data", "", DATA + "".join(domains)).load().tables)


def refusal(small: Any, references: str, *domains: str) -> str:
    return str(small.with_("references", "", references).with_("data", "", DATA + "".join(domains)).refusal())


def parent(table: str) -> str:
    return f"foreign_keys: [{{column: p, target_table: {table}}}]"


def test_grandparent_parent_child_in_whatever_order_they_stand(small: Any) -> None:
    more = {"a": parent("b"), "b": parent("c"), "c": ""}
    for names in permutations(more):
        assert order(small, tables(**{name: more[name] for name in names})) == ["c", "b", "a"]


def test_a_diamond(small: Any) -> None:
    both = "foreign_keys: [{column: p, target_table: b}, {column: q, target_table: c}]"
    assert order(small, tables(a=both, b=parent("d"), c="depends_on: [d]", d="")) == ["d", "b", "c", "a"]


def test_without_edges_the_name_decides(small: Any) -> None:
    assert order(small, tables(b="", c="", a="")) == ["a", "b", "c"]


def test_the_lowest_priority_decides_before_the_name(small: Any) -> None:
    one = domain("one", ("c", "c", "priority: 1"), ("a", "a", "priority: 7"))
    two = domain("two", ("a", "a", "priority: 2"), ("b", "b", ""))
    assert order(small, tables(a="", b="", c="", d=""), one, two) == ["c", "a", "b", "d"]


def test_of_the_keys_that_feed_a_table_the_lowest_priority_goes_first_then_domain_and_name(small: Any) -> None:
    one = domain("one", ("b", "t", "priority: 2"), ("a", "t", "priority: 2"), ("c", "t", ""), ("d", "u", "priority: 0"))
    two = domain("two", ("a", "t", "priority: 1"))
    variant = small.with_("references", "", tables(t="", u="")).with_("data", "", DATA + one + two)
    feeding = [(found.name, key.name) for found, key in variant.load().feeding("t")]
    assert feeding == [("two", "fk_a"), ("one", "fk_a"), ("one", "fk_b"), ("one", "fk_c")]


def test_an_edge_decides_before_the_priority(small: Any) -> None:
    keys = domain("one", ("a", "a", "priority: 1, depends_on: [fk_b]"), ("b", "b", "priority: 9"))
    assert order(small, tables(a="", b="", c=""), keys) == ["b", "a", "c"]


def test_a_table_may_point_at_itself(small: Any) -> None:
    assert order(small, tables(a=parent("a"))) == ["a"]


def test_foreign_keys_of_one_table_may_depend_on_each_other_one_way(small: Any) -> None:
    assert order(small, tables(a=""), domain("one", ("x", "a", "depends_on: [fk_y]"), ("y", "a", ""))) == ["a"]


def test_a_cycle_between_tables_is_refused_with_its_path(small: Any) -> None:
    assert refusal(small, tables(c=parent("a"), a=parent("b"), b="depends_on: [c]", d="")) == (
        "1 problem in the configuration:\n"
        "config/reference_sources.yml:4:108: reference_tables.a.foreign_keys[0].target_table: "
        "a cycle: a → b → c → a. Take out one of:\n"
        "    a needs b: config/reference_sources.yml:4:108: reference_tables.a.foreign_keys[0].target_table\n"
        "    b needs c: config/reference_sources.yml:5:80: reference_tables.b.depends_on[0]\n"
        "    c needs a: config/reference_sources.yml:3:108: reference_tables.c.foreign_keys[0].target_table"
    )


def test_a_cycle_through_both_files_is_refused_with_its_path(small: Any) -> None:
    keys = domain("one", ("a", "a", ""), ("b", "b", "depends_on: [fk_a]"))
    assert refusal(small, tables(a=parent("b"), b=""), keys) == (
        "1 problem in the configuration:\n"
        "config/reference_sources.yml:3:108: reference_tables.a.foreign_keys[0].target_table: "
        "a cycle: a → b → a. Take out one of:\n"
        "    a needs b: config/reference_sources.yml:3:108: reference_tables.a.foreign_keys[0].target_table\n"
        "    b needs a: config/data_sources.yml:10:85: domains.one.foreign_keys[1].depends_on[0]"
    )


def test_a_cycle_of_foreign_keys_of_one_table_is_refused(small: Any) -> None:
    keys = domain("one", ("x", "a", "depends_on: [fk_y]"), ("y", "a", "depends_on: [fk_x]"))
    assert refusal(small, tables(a=""), keys) == (
        "1 problem in the configuration:\n"
        "config/data_sources.yml:9:85: domains.one.foreign_keys[0].depends_on[0]: "
        "a cycle: fk_x → fk_y → fk_x. Take out one of:\n"
        "    fk_x needs fk_y: config/data_sources.yml:9:85: domains.one.foreign_keys[0].depends_on[0]\n"
        "    fk_y needs fk_x: config/data_sources.yml:10:85: domains.one.foreign_keys[1].depends_on[0]"
    )


def test_every_cycle_is_named_and_what_hangs_on_it_is_not(small: Any) -> None:
    text = refusal(small, tables(a=parent("b"), b=parent("a"), c=parent("d"), d=parent("c"), e=parent("a")))
    assert [line.partition("cycle: ")[2] for line in text.splitlines() if "cycle" in line] == [
        "a → b → a. Take out one of:",
        "c → d → c. Take out one of:",
    ]


@pytest.mark.parametrize("length", [2, 60])
def test_a_long_chain_and_its_cycle(small: Any, length: int) -> None:
    names = [f"t{index:03}" for index in range(length)]
    chain = {name: parent(after) for name, after in pairwise(names)}
    assert order(small, tables(**chain, **{names[-1]: ""})) == names[::-1]
    text = refusal(small, tables(**chain, **{names[-1]: parent(names[0])}))
    assert " → ".join([*names, names[0]]) in text
