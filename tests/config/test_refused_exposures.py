"""Consumers that do not hold together: each case changes one thing, and the refusal is compared whole."""

from __future__ import annotations

from typing import Any

import pytest

from refill.config.exposures import Exposure

GOOD = """\
exposures:
  board:
    type: dashboard
    description: For the board
    owner: {name: Data team}
    reads: {domains: [sales], tables: [客户], quality: [weight]}
"""
CASES: dict[str, tuple[str, str, list[str]]] = {
    "an unknown kind": (
        "type: dashboard",
        "type: dashbord",
        [
            "37:11: exposures.board.type: unknown value 'dashbord'. Did you mean 'dashboard'? Use one of: dashboard, "
            "notebook, analysis, ml, application."
        ],
    ),
    "an unknown key": (
        "    type: dashboard",
        "    labels: Board\n    type: dashboard",
        [
            "37:5: exposures.board.labels: unknown key 'labels'. Did you mean 'label'? Use one of: type, label, "
            "description, owner, url, reads."
        ],
    ),
    "a name that dbt does not take": (
        "  board:",
        "  看板:",
        ["36:3: exposures.看板: exposure '看板': use small ASCII letters, digits and _, beginning with a letter."],
    ),
    "no description": (
        "description: For the board",
        'description: ""',
        ["38:18: exposures.board.description: say what it is for."],
    ),
    "nobody answers for it": (
        "owner: {name: Data team}",
        "owner: {}",
        ["39:12: exposures.board.owner: give a name or an email."],
    ),
    "an address that is none": (
        "owner: {name: Data team}",
        "owner: {email: data at example}",
        ["39:20: exposures.board.owner.email: email 'data at example': use an address such as data@example.org."],
    ),
    "an address that would run in a browser": (
        "    type: dashboard",
        "    type: dashboard\n    url: javascript:alert(1)",
        ["38:10: exposures.board.url: url 'javascript:alert(1)': use an address that begins with https:// or http://."],
    ),
    "it reads nothing": (
        "{domains: [sales], tables: [客户], quality: [weight]}",
        "{domains: []}",
        ["40:12: exposures.board.reads: name at least one of domains, tables, quality."],
    ),
    "it reads what is not there": (
        "{domains: [sales], tables: [客户], quality: [weight]}",
        "{domains: [sale, sales, sales], tables: [sales], quality: [weight, weight]}",
        [
            "40:23: exposures.board.reads.domains[0]: unknown domain 'sale'. Did you mean 'sales'? Use one of: sales.",
            "40:36: exposures.board.reads.domains[2]: domain 'sales' stands here twice. Keep one.",
            "40:53: exposures.board.reads.tables[0]: unknown table 'sales'. Use one of: 客户, 地区.",
            "40:79: exposures.board.reads.quality[1]: quality model 'weight' stands here twice. Keep one.",
        ],
    ),
    "Jinja": (
        "description: For the board",
        "description: \"{{ run_query('drop') }}\"",
        [
            "38:18: exposures.board.description: \"{{ run_query('drop') }}\" holds '{{': Jinja is not accepted in the "
            "configuration."
        ],
    ),
}


def test_an_exposure_is_read_whole(small: Any) -> None:
    config = small.with_("data", "", small.data + GOOD).load()
    assert config.exposures == {
        "board": Exposure.model_validate(
            {
                "name": "board",
                "type": "dashboard",
                "description": "For the board",
                "owner": {"name": "Data team"},
                "reads": {"domains": ("sales",), "tables": ("客户",), "quality": ("weight",)},
            }
        )
    }


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_with_its_place_and_what_is_accepted(small: Any, case: str) -> None:
    old, new, expected = CASES[case]
    assert GOOD.count(old) == 1
    refusal = small.with_("data", "", small.data + GOOD.replace(old, new)).refusal()
    assert [line.removeprefix("config/data_sources.yml:") for line in refusal.splitlines()[1:]] == expected
