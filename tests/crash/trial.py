"""One trial: a run that is struck, a run that is not, and the judgement. The expected values are in a file."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .bench import Bench
from .job import Ended, Strike
from .points import Point, Survey
from .scenarios import SCENARIOS
from .state import differences

LOCKED = "holds the lock of schema"
LOCK_SECONDS = 10
UNDONE = "was undone on"


@dataclass(frozen=True)
class Result:
    """`struck`: True if the run came to this point. `what` is the message or step; `violations` are the differences."""

    point: Point
    struck: bool
    what: str
    seconds: float
    violations: tuple[str, ...]


def survey(bench: Bench, scenario: str, judge: Path) -> Survey:
    """Let the run be, and write its result to the file `judge`."""
    bench.reset(scenario)
    bench.wire.ask(arm=None)
    ended = bench.refill(*_command(scenario))
    messages = bench.wire.ask(report=True)["messages"]
    assert ended.code == 0, ended
    assert (found := _checked(bench)) == [], found
    judge.write_text(json.dumps(bench.state(), ensure_ascii=False), encoding="utf-8")
    steps = tuple((step, _size(bench.root / step.partition(" ")[2])) for step in ended.steps)
    return Survey(scenario, tuple((kind, text) for _, kind, text in messages), steps)


def try_point(bench: Bench, point: Point, judge: Path, restart: Callable[[], None]) -> Result:
    """Strike once, run again, and compare with the file `judge`. `restart` restarts the server at once."""
    started = time.monotonic()
    bench.reset(point.scenario)
    ended, struck, what = _strike(bench, point, restart)
    bench.wire.ask(arm=None)
    violations = [] if point.kills else _of_the_struck(bench, ended, judge)
    again = _run_again(bench, point.scenario)
    if again.code:
        violations.append(f"the run after it ended with {again.code}: {_said(again)}")
    violations += _checked(bench) + _compared(bench, judge)
    return Result(point, struck, what, time.monotonic() - started, tuple(violations))


def _strike(bench: Bench, point: Point, restart: Callable[[], None]) -> tuple[Ended, bool, str]:
    """Return the run that is struck, True if it was, and the message or step."""
    if point.on_files:
        bench.wire.ask(arm=None)
        ended = bench.refill(*_command(point.scenario), strike=Strike(point.number, point.mode))
        bench.wire.ask(report=True)
        struck = len(ended.steps) > point.number
        return ended, struck, ended.steps[point.number] if struck else ""
    restarts = point.mode == "restart"
    bench.wire.ask(arm=point.number, mode="pause" if restarts else point.mode)
    running = bench.job.start(*_command(point.scenario))
    if restarts:
        bench.wire.hear()
        restart()
        bench.wire.say(go=True)
    ended = running.wait()
    report = bench.wire.ask(report=True)
    what = " ".join(report["messages"][point.number][1:]) if report["struck"] else ""
    return ended, bool(report["struck"]), what


def _of_the_struck(bench: Bench, ended: Ended, judge: Path) -> list[str]:
    """Return the violations of a run that lives on with a fault: it must report the fault, or do its work."""
    told = []
    if "Traceback" in ended.errors:
        told.append(f"the struck run ended in a traceback: {_said(ended)}")
    if ended.code == 0:
        told += [f"the struck run ended with 0, and {line}" for line in _compared(bench, judge)]
    elif not ended.errors.strip() and not ended.output.strip():
        told.append(f"the struck run ended with {ended.code} and said nothing")
    return told


def _command(scenario: str) -> tuple[str, ...]:
    return (*SCENARIOS[scenario].command, "--json")


def _run_again(bench: Bench, scenario: str) -> Ended:
    """Run again as a user would: later where the killed run still holds the lock, `run` after a finished undo."""
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        ended = bench.refill(*_command(scenario))
        if UNDONE in ended.errors:
            ended = bench.refill("run", "--json")
        if LOCKED not in ended.errors or time.monotonic() > deadline:
            return ended
        time.sleep(0.1)


def _checked(bench: Bench) -> list[str]:
    """Return the findings of `refill verify`, and the leftovers."""
    verified = bench.refill("verify", "--json")
    told = [f"verify ended with {verified.code}: {_said(verified)}"] if verified.code else []
    return told + [f"left behind: {one}" for one in bench.leftovers()]


def _compared(bench: Bench, judge: Path) -> list[str]:
    return differences(json.loads(judge.read_text(encoding="utf-8")), bench.state())


def _said(ended: Ended) -> str:
    return " ".join(f"{ended.errors[-1500:]} {ended.output[-1500:]}".split())


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
