"""A scenario's results as a plot: processor seconds, or wall seconds for a server elsewhere, by case and way."""

import math
from typing import Any

COLOURS = ("#b45309", "#64748b", "#0f766e", "#7c3aed", "#be123c")


def render(title: str, cases: dict[str, Any]) -> bytes:
    """Return grouped bars on a logarithmic scale as SVG without scripts: a group per case, a colour per way."""
    from pygal import Bar  # late, since its importer has no find_spec, and pytest asks each importer for that
    from pygal.etree import etree
    from pygal.style import LightStyle

    ways = dict.fromkeys(way for held in cases.values() for way in held)
    figure = "cpu" if all(held["cpu"] is not None for ways in cases.values() for held in ways.values()) else "wall"
    values = [held[figure] for ways in cases.values() for held in ways.values() if held[figure]]
    powers = range(math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))) + 1)
    label = "CPU seconds, client and server" if figure == "cpu" else "wall seconds"
    chart = Bar(
        title=f"{title}: {label}",
        js=[],
        logarithmic=True,
        width=760,
        height=400,
        legend_at_bottom=True,
        legend_at_bottom_columns=min(len(ways), 3),
        truncate_legend=-1,
        range=(10.0 ** powers[0], 10.0 ** powers[-1]),
        zero=10.0 ** powers[0],  # where bars begin: else at the smallest, which has none then
        y_labels=[10.0**power for power in powers],
        print_values=True,
        value_formatter=lambda value: f"{value:,.1f}",
        style=LightStyle(
            font_family="sans-serif",
            value_font_size=11,
            title_font_size=15,
            legend_font_size=12,
            background="white",
            plot_background="white",
            colors=COLOURS,
        ),
        x_labels=list(cases),
    )
    for way in ways:
        chart.add(way, [held.get(way, {}).get(figure) for held in cases.values()])
    root = chart.render_tree()
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag == "script"]:
            parent.remove(child)
    drawn: bytes = etree.tostring(root, encoding="utf-8")
    return drawn
