"""Shares over time, as SVG that has neither styles nor scripts: the page has the styles, and texts stay texts."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pygal import DateTimeLine
from pygal.etree import etree

from refill.report.read import Point

WIDTH, HEIGHT = 380, 112
UNWANTED = ("script", "style", "desc", "title")


def derived(points: Sequence[Point], limit: float, zone: ZoneInfo, title: str) -> str:
    """Return the share of derived rows, from 0 up, with a line where it becomes too much."""
    top = _above(max([limit, *(point.share for point in points)]))
    return _plot(points, (0.0, top), limit, zone, title)


def coverage(points: Sequence[Point], zone: ZoneInfo, title: str) -> str:
    """Return the share of keys that are authoritative, up to all of them."""
    bottom = 1 - _above(1 - min(point.share for point in points))
    return _plot(points, (bottom, 1.0), None, zone, title)


def percent(share: float) -> str:
    """Return `12 %`, `0.4 %`: no digit that says nothing."""
    value = share * 100
    if value == 0 or abs(value) >= 9.95:
        return f"{value:.0f} %"
    return f"{value:.1f} %" if abs(value) >= 0.05 else "< 0.1 %"


def _above(share: float) -> float:
    """Return a round number that is not less: 1, 2, 5 or 10 times a power of ten, and 1 at most."""
    if share <= 0.02:
        return 0.02
    power = 10.0 ** math.floor(math.log10(share))
    return min(1.0, next(step * power for step in (1, 2, 5, 10) if step * power >= share - 1e-9))


def _plot(points: Sequence[Point], bounds: tuple[float, float], limit: float | None, zone: ZoneInfo, title: str) -> str:
    low, high = bounds
    times = [point.at.astimezone(zone).replace(tzinfo=None) for point in points]
    chart = DateTimeLine(
        width=WIDTH,
        height=HEIGHT,
        js=[],
        show_legend=False,
        show_x_guides=False,
        margin=2,
        spacing=6,
        dots_size=2.2,
        range=bounds,
        x_labels=_ends(times),
        x_value_formatter=_format(times),
        y_labels=[{"label": f"{value * 100:.4g} %", "value": value} for value in (low, (low + high) / 2, high)],
    )
    if limit is not None:
        chart.add("", [(time, limit) for time in _ends(times)], show_dots=False)
    else:
        chart.add("", [])
    chart.add("", [(time, point.share) for time, point in zip(times, points, strict=True)])
    return _bare(chart, title)


def _ends(times: Sequence[datetime]) -> list[datetime]:
    return [times[0], times[-1]] if times[0] != times[-1] else [times[0]]


def _format(times: Sequence[datetime]) -> Any:
    """Return the format of days, or minutes where all is of one day."""
    pattern = "%H:%M" if times[0].date() == times[-1].date() else "%Y-%m-%d"
    return lambda time: time.strftime(pattern)


def _bare(chart: DateTimeLine, title: str) -> str:
    root = chart.render_tree()
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag in UNWANTED:
                parent.remove(child)
    root.attrib.pop("id", None)
    root.set("class", "plot-over-time")
    root.set("role", "img")
    name = etree.Element("title")
    name.text = title
    root.insert(0, name)
    return str(etree.tostring(root, encoding="unicode"))
