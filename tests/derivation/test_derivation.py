"""Whole reference tables after each delivery, and after a run in which nothing has arrived, against the model."""

from collections.abc import Iterator
from pprint import pformat
from typing import Any

import pytest

from .conftest import names_of_cases
from .project import World


@pytest.fixture(params=names_of_cases())
def world(request: pytest.FixtureRequest, worlds: dict[str, World]) -> World:
    return worlds[request.param]


def test_every_run_gives_what_the_specification_says(world: World) -> None:
    assert world.errors == [], _explained(world)
    assert world.found == world.expected, _explained(world)


def test_staging_reads_cells_as_the_specification_says(world: World) -> None:
    assert world.found_staged == world.staged, _explained(world)


def test_a_run_without_anything_new_changes_nothing(world: World) -> None:
    if len(world.found) > len(world.case.runs):
        assert world.found[-1] == world.found[-2], _explained(world)
        assert world.expected[-1] == world.expected[-2], _explained(world)


def _explained(world: World) -> str:
    """The case, what went wrong, and where the tables and the model differ."""
    tables = _lines("run", world.found, world.expected)
    staging = _lines("staging of run", world.found_staged, world.staged)
    return "\n".join([pformat(world.case, width=150, sort_dicts=False), *world.errors, *tables, *staging])


def _lines(what: str, found: list[Any], expected: list[Any]) -> Iterator[str]:
    for number, (is_there, wanted) in enumerate(zip(found, expected, strict=True), 1):
        for place, left, right in _differences(is_there, wanted):
            yield f"{what} {number}, {place}:\n  is     {left}\n  wanted {right}"


def _differences(found: dict[Any, Any], expected: dict[Any, Any]) -> Iterator[tuple[str, Any, Any]]:
    for key in dict.fromkeys([*expected, *found]):
        left, right = found.get(key), expected.get(key)
        if isinstance(left, dict) and isinstance(right, dict):
            yield from ((f"{key} {place}", *values) for place, *values in _differences(left, right))
        elif left != right:
            yield str(key), left, right
