"""The results: medians and ratios, kept as JSON, with the machine that they come from."""

import datetime
import json
import os
import platform
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import psutil

from benchmarks.bench import Bench, Cases
from benchmarks.measure import Run

FIGURES: dict[str, Callable[[Run], float | None]] = {
    "wall": lambda run: run.wall,
    "cpu": lambda run: run.cpu,
    "client_cpu": lambda run: run.client_cpu,
    "server_cpu": lambda run: run.server_cpu,
    "client_peak": lambda run: run.client_peak,
}


def machine(bench: Bench) -> dict[str, Any]:
    """Return the machine in words: processor, cores, memory, system, versions."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = {line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")}
    return {
        "processor": ", ".join(sorted(models)) or platform.machine(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "system": platform.system(),
        "python": platform.python_version(),
        "postgresql": bench.server.version(),
        "load_before": os.getloadavg()[0],
    }


def document(machine: dict[str, Any], cases: Cases) -> dict[str, Any]:
    """Return a scenario's results: when, where, and by case and way the medians, their stages, and every run."""
    return {
        "day": datetime.date.today().isoformat(),
        "machine": machine,
        "cases": {
            case: {name: {**_medians(runs), "runs": [_plain(run) for run in runs]} for name, runs in ways.items()}
            for case, ways in cases.items()
        },
    }


def _medians(runs: Sequence[Run]) -> dict[str, Any]:
    figures = {name: _median([figure(run) for run in runs]) for name, figure in FIGURES.items()}
    return figures | {name: _each([getattr(run, name) for run in runs]) for name in ("stages", "sql", "figures")}


def _each(seconds: Sequence[dict[str, float]]) -> dict[str, float | None]:
    names = dict.fromkeys(name for one in seconds for name in one)
    return {name: _median([one.get(name) for one in seconds]) for name in names}


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(statistics.median(known), 3) if known else None


def _plain(run: Run) -> dict[str, Any]:
    plain = asdict(run)
    del plain["answer"]
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in plain.items()}


def keep(path: Path, results: dict[str, Any]) -> dict[str, Any]:
    """Put the scenarios of this run into the file, beside those of earlier runs; return all of them."""
    held = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    held |= results
    path.write_text(json.dumps(held, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return held
