"""The order in which reference tables are derived: parents first."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from refill.config.draft import Draft
from refill.config.models import Domain
from refill.config.problems import Place, Problem

DEFAULT_PRIORITY = 100


@dataclass(frozen=True, slots=True)
class Edge:
    """`child` needs `parent`, because of the value at `place`."""

    child: str
    parent: str
    place: Place


def derivation_order(draft: Draft) -> list[str]:
    """Return the names of the reference tables, parents first, then by priority and name. Add cycles as problems."""
    edges = _table_edges(draft)
    priorities = dict.fromkeys(draft.tables, DEFAULT_PRIORITY)
    fed: dict[str, list[int]] = {}
    for domain in draft.domains.values():
        for key in domain.foreign_keys:
            fed.setdefault(key.target_table, []).append(key.priority)
    priorities |= {name: min(numbers) for name, numbers in fed.items() if name in priorities}
    for domain in draft.domains.values():
        draft.problems.extend(map(_cycle_problem, _cycles_within_a_table(domain, draft)))
    order, cycles = _sorted(priorities, edges)
    draft.problems.extend(map(_cycle_problem, cycles))
    return order


def _table_edges(draft: Draft) -> list[Edge]:
    edges = []
    for name, table in draft.tables.items():
        report = draft.table(name)
        for index, parent in enumerate(table.depends_on):
            edges.append(Edge(name, parent, report.place("depends_on", index)))
        for index, key in enumerate(table.foreign_keys):
            edges.append(Edge(name, key.target_table, report.place("foreign_keys", index, "target_table")))
    for domain in draft.domains.values():
        targets = {key.name: key.target_table for key in domain.foreign_keys}
        for edge in _key_edges(domain, draft):
            edges.append(Edge(targets[edge.child], targets[edge.parent], edge.place))
    return [e for e in edges if e.child != e.parent and e.parent in draft.tables and e.child in draft.tables]


def _cycles_within_a_table(domain: Domain, draft: Draft) -> list[list[Edge]]:
    """Return cycles of foreign keys that point at one table, which the edges between tables do not show."""
    targets = {key.name: key.target_table for key in domain.foreign_keys}
    _, cycles = _sorted(dict.fromkeys(targets, 0), _key_edges(domain, draft))
    return [cycle for cycle in cycles if len({targets[edge.child] for edge in cycle}) == 1]


def _key_edges(domain: Domain, draft: Draft) -> list[Edge]:
    names = {key.name for key in domain.foreign_keys}
    return [
        Edge(key.name, parent, draft.domain(domain.name).place("foreign_keys", index, "depends_on", position))
        for index, key in enumerate(domain.foreign_keys)
        for position, parent in enumerate(key.depends_on)
        if parent in names and parent != key.name
    ]


def _sorted(priorities: dict[str, int], edges: list[Edge]) -> tuple[list[str], list[list[Edge]]]:
    """Return the names in order, and the cycles that keep the rest from it (each a list of edges, child to parent)."""
    waiting: dict[str, set[str]] = {name: set() for name in priorities}
    children: dict[str, set[str]] = {name: set() for name in priorities}
    for edge in edges:
        waiting[edge.child].add(edge.parent)
        children[edge.parent].add(edge.child)
    ready = [(priorities[name], name) for name, parents in waiting.items() if not parents]
    heapq.heapify(ready)
    order: list[str] = []
    while ready:
        _, name = heapq.heappop(ready)
        order.append(name)
        for child in children[name]:
            waiting[child].discard(name)
            if not waiting[child]:
                heapq.heappush(ready, (priorities[child], child))
    left = sorted(set(priorities) - set(order))
    return order, _cycles(left, edges)


def _cycles(left: list[str], edges: list[Edge]) -> list[list[Edge]]:
    """Return one cycle for each knot among the names that are left over."""
    first: dict[str, dict[str, Edge]] = {name: {} for name in left}
    for edge in edges:
        if edge.child in first and edge.parent in first:
            first[edge.child].setdefault(edge.parent, edge)
    cycles = []
    seen: set[str] = set()
    for start in left:
        path: list[str] = []
        name = start
        while name not in seen:
            seen.add(name)
            path.append(name)
            name = min(first[name])
        if name in path:
            ring = path[path.index(name) :]
            smallest = ring.index(min(ring))
            ring = ring[smallest:] + ring[:smallest]
            cycles.append([first[a][b] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)])
    return cycles


def _cycle_problem(cycle: list[Edge]) -> Problem:
    path = " → ".join([*(edge.child for edge in cycle), cycle[0].child])
    steps = [f"\n    {edge.child} needs {edge.parent}: {edge.place}" for edge in cycle]
    return Problem(cycle[0].place, f"a cycle: {path}. Take out one of:{''.join(steps)}")
