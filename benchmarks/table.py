"""The results as Markdown: for each scenario a table of medians, and one of stages."""

from collections.abc import Iterator
from typing import Any

from benchmarks.scenarios import SCENARIOS
from benchmarks.targets import targets

STAGES = ("prepare", "read", "land", "sync", "stage", "derive", "backfill", "gate", "fact")


def render(results: dict[str, Any]) -> str:
    """Return the targets, and one section a scenario, in the order in which SCENARIOS has them."""
    lines = [*_targets(results)]
    for name in SCENARIOS:
        if name in results:
            lines += _section(name, results[name])
    return "\n".join(lines)


def _targets(results: dict[str, Any]) -> Iterator[str]:
    yield "## Against the targets\n"
    yield from _header(["what", "", "measured", "target"])
    for target in targets(results):
        bound = f"{'≥' if target.at_least else '≤'} {target.bound:g}"
        yield _row([target.name, "met" if target.met else "missed", f"{target.measured:,.2f}", bound])
    yield ""


def _section(name: str, result: dict[str, Any]) -> Iterator[str]:
    scenario, machine = SCENARIOS[name], result["machine"]
    yield f"## {scenario.title}\n"
    yield (
        f"{result['day']}, {machine['cores']} cores of {machine['processor']}, {machine['memory_gb']} GB, "
        f"{machine['system']}, PostgreSQL {machine['postgresql']}, Python {machine['python']}, "
        f"load before {machine['load_before']:.1f}. Medians.\n"
    )
    yield from _figures(result["cases"], scenario.against)
    yield ""
    yield from _stages(result["cases"])
    yield from _counted(result["cases"])


def _figures(cases: dict[str, Any], against: str) -> Iterator[str]:
    columns = ["case", "way", "wall s", "client CPU s", "server CPU s", "both s"]
    columns += [f"wall ÷ {against}", f"CPU ÷ {against}"] if against else []
    yield from _header([*columns, "client memory MB", "runs"])
    for case, ways in cases.items():
        for way, held in ways.items():
            cells = [case, way, *(_seconds(held[figure]) for figure in ("wall", "client_cpu", "server_cpu", "cpu"))]
            if against:
                cells += [_ratio(held[figure], ways.get(against, {}).get(figure)) for figure in ("wall", "cpu")]
            yield _row([*cells, f"{held['client_peak'] / 2**20:,.0f}", str(len(held["runs"]))])


def _stages(cases: dict[str, Any]) -> Iterator[str]:
    """Return wall seconds of the stages that a way reports."""
    named = [
        name for name in STAGES if any(name in held["stages"] for ways in cases.values() for held in ways.values())
    ]
    if not named:
        return
    yield from _header(["seconds", "way", *named])
    for case, ways in cases.items():
        for way, held in ways.items():
            for label, seconds in ((way, held["stages"]), (f"{way}, SQL alone", held["sql"])):
                if seconds:
                    yield _row([case, label, *(_seconds(seconds.get(name)) for name in named)])
    yield ""


def _counted(cases: dict[str, Any]) -> Iterator[str]:
    """Return what else was counted after the runs."""
    held = [
        (case, way, runs["figures"])
        for case, ways in cases.items()
        for way, runs in ways.items()
        if runs.get("figures")
    ]
    if held:
        names = list(held[0][2])
        yield from _header(["counted", "way", *names])
        for case, way, counted in held:
            yield _row([case, way, *(_seconds(counted.get(name)) for name in names)])
        yield ""


def _header(cells: list[str]) -> Iterator[str]:
    yield _row(cells)
    yield "|---|---|" + "---:|" * (len(cells) - 2)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:,.2f}"


def _ratio(value: float | None, base: float | None) -> str:
    return "" if value is None or not base else f"{value / base:,.2f}"
