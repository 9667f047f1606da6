"""The way of a domain's rows, drawn from the configuration: from files and sources to facts.

Every reference table has a line of its own, with its source and its landing table; the domain's own tables are on the
first line. So no edge runs through a box.
"""

import unicodedata
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from refill.config.models import Config, Domain

LONGEST = 22.0  # in letters of a Chinese text; a Latin one takes a half
LETTER, PAD, GAP, LINE, BOX, TOP = 13, 12, 46, 46, 30, 30
Stages = tuple[str, str, str, str, str, str]


@dataclass(frozen=True)
class Node:
    """A box. `stage` is its column: 0 files and sources, 1 raw and landing, 2 staging, 3 reference tables (`depth`
    counts their parents), 4 the gate, 5 facts and quarantine."""

    name: str
    label: str
    stage: int
    line: float
    depth: int = 0

    @property
    def column(self) -> tuple[int, int]:
        return (self.stage, self.depth)


@dataclass(frozen=True)
class Graph:
    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]


def lineage(config: Config, domain: Domain) -> Graph:
    """Return the boxes and edges of one domain: its own tables, its reference tables, and their sources."""
    tables = _needed(config, domain)
    files = ", ".join([*domain.files.patterns, *domain.files.sheets])
    nodes = [
        Node("files", files, 0, 0),
        Node("raw", domain.name, 1, 0),
        Node("staging", f"stg_{domain.name}", 2, 0),
        Node("gate", f"gate_{domain.name}", 4, 0),
        Node("facts", domain.fact.table, 5, 0),
        Node("quarantine", f"quarantine_{domain.name}", 5, 1),
    ]
    edges = [("files", "raw"), ("raw", "staging"), ("staging", "gate"), ("gate", "facts"), ("gate", "quarantine")]
    depths: dict[str, int] = {}
    for line, name in enumerate(tables, start=1):
        table = config.tables[name]
        above = [key.target_table for key in table.foreign_keys if key.target_table in depths]
        depths[name] = 1 + max((depths[parent] for parent in above), default=-1)
        nodes.append(Node(f"table {name}", name, 3, line, depths[name]))
        edges += [(f"table {parent}", f"table {name}") for parent in above]
        if table.given:
            labels = ", ".join(source.label for source in table.given)
            nodes += [
                Node(f"source {name}", labels, 0, line),
                Node(f"landing {name}", f"landing_{table.short}", 1, line),
            ]
            edges += [(f"source {name}", f"landing {name}"), (f"landing {name}", f"table {name}")]
    edges += _uses(config, domain, tables)
    return Graph(tuple(nodes), tuple(edges))


def _needed(config: Config, domain: Domain) -> list[str]:
    """Return the domain's reference tables and their parents, in derivation order."""
    wanted = {key.target_table for key in domain.foreign_keys}
    wanted |= {column.lookup.table for column in domain.columns.values() if column.lookup}
    for name in reversed(config.tables):
        if name in wanted:
            wanted |= {key.target_table for key in config.tables[name].foreign_keys}
    return [name for name in config.tables if name in wanted]


def _uses(config: Config, domain: Domain, tables: list[str]) -> list[tuple[str, str]]:
    """Return the edges from facts to reference tables, from these to the gate, and those of lookups."""
    used = {key.target_table for key in domain.foreign_keys}
    fed = {key.target_table for key in domain.foreign_keys if key.on_missing == "register"}
    looked_up = {c.lookup.table for c in domain.columns.values() if c.lookup and config.tables[c.lookup.table].sources}
    edges = [("staging", f"table {name}") for name in tables if name in fed]
    edges += [(f"table {name}", "gate") for name in tables if name in used]
    return edges + [(f"landing {name}", "staging") for name in tables if name in looked_up]


def width(text: str) -> float:
    """Return the width of a text, in wide letters."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.56 for c in text)


def shortened(text: str) -> str:
    """Return the beginning of a text that is too long for a box."""
    if width(text) <= LONGEST:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > LONGEST - 1:
            break
        kept += character
    return f"{kept}…"


def draw(graph: Graph, stages: Stages, title: str) -> str:
    """Return the graph as SVG, with a heading over each stage. Texts are escaped."""
    columns = sorted({node.column for node in graph.nodes})
    widths = {
        column: PAD * 2 + LETTER * max(width(shortened(node.label)) for node in graph.nodes if node.column == column)
        for column in columns
    }
    for column in columns:
        if column[1] == 0:
            widths[column] = max(widths[column], LETTER * 0.9 * width(stages[column[0]]))
    left: dict[tuple[int, int], float] = {}
    at = 1.0
    for column in columns:
        left[column] = at
        at += widths[column] + GAP
    height = TOP + LINE * (1 + max(node.line for node in graph.nodes))
    svg = ET.Element("svg", {"class": "lineage", "viewBox": f"0 0 {at - GAP + 1:.0f} {height:.0f}", "role": "img"})
    svg.set("style", f"max-width:{at - GAP + 1:.0f}px")
    ET.SubElement(svg, "title").text = title
    for column in columns:
        if column[1] == 0:
            head = ET.SubElement(svg, "text", {"class": "stage", "x": f"{left[column]:.0f}", "y": "14"})
            head.text = stages[column[0]]
    places = {node.name: (left[node.column], TOP + LINE * node.line, widths[node.column]) for node in graph.nodes}
    for start, end in graph.edges:
        ET.SubElement(svg, "path", {"class": "edge", "d": _curve(places[start], places[end])})
    for node in graph.nodes:
        _box(svg, node, places[node.name])
    return ET.tostring(svg, encoding="unicode")


Place = tuple[float, float, float]


def _curve(start: Place, end: Place) -> str:
    """Return a curve from the right side of one box to the left side of another; from below, back to an earlier one."""
    y1, y2 = start[1] + BOX / 2, end[1] + BOX / 2
    x1, x2 = start[0] + start[2], end[0]
    if y1 == y2:
        return f"M{x1:.0f} {y1:.0f}H{x2:.0f}"
    bend = min(GAP, x2 - x1)
    if y1 < y2:  # down at once, and then along the line of the other box
        return f"M{x1:.0f} {y1:.0f}{_bend(x1, y1, x1 + bend, y2)}H{x2:.0f}"
    return f"M{x1:.0f} {y1:.0f}H{x2 - bend:.0f}{_bend(x2 - bend, y1, x2, y2)}"


def _bend(x1: float, y1: float, x2: float, y2: float) -> str:
    first, second = x1 + (x2 - x1) * 0.7, x1 + (x2 - x1) * 0.3
    return f"C{first:.0f} {y1:.0f} {second:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"


def _box(svg: ET.Element, node: Node, place: Place) -> None:
    x, y, wide = place
    group = ET.SubElement(svg, "g", {"class": f"box stage-{node.stage}"})
    ET.SubElement(group, "title").text = node.label
    ET.SubElement(
        group, "rect", {"x": f"{x:.0f}", "y": f"{y:.0f}", "width": f"{wide:.0f}", "height": str(BOX), "rx": "4"}
    )
    text = ET.SubElement(group, "text", {"x": f"{x + PAD:.0f}", "y": f"{y + BOX / 2 + 4.5:.0f}"})
    text.text = shortened(node.label)
