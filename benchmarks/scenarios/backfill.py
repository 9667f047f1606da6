"""Backfill alone: the reference rows that facts need, by refill, by limit.sql, and by a pandas service."""

from functools import partial

from benchmarks import data
from benchmarks.bench import OTHER, Bench, Cases
from benchmarks.compare import compare, reference_keys
from benchmarks.measure import Run
from benchmarks.project import Project, words
from benchmarks.scenarios.main_job import warm_up
from refill.config.load import load_config

MOST_BY_ROWS = 100_000  # rows; above these only with --slow
BY_ROWS = "pandas, row by row"


def backfill(bench: Bench) -> Cases:
    """Return by size: `refill run` with every `--table`, which loads no facts; limit.sql up to its derivation; the
    service, which finds the authoritative rows in their tables. All make the same keys.
    """
    found: Cases = {}
    project = bench.project("backfill")
    for size in bench.sizes:
        delivery = data.delivery(bench.work, size)
        warm_up(project, delivery)
        ways = {
            "refill": partial(_references, project, delivery),
            "limit": partial(bench.limit, delivery, "derive"),
            "pandas, vectors": partial(_service, bench, project, delivery, "vectors"),
        }
        if size <= MOST_BY_ROWS or bench.slow:
            ways[BY_ROWS] = partial(_service, bench, project, delivery, "rows")
        found[words(size)] = bench.take_turns(words(size), bench.rounds_of(size), ways, once=(BY_ROWS,))
        project.refill("verify")
        keys = reference_keys(load_config(project.root / "config"))
        compare(bench.server, keys, (project.database, "warehouse"), (OTHER, "public"))
    project.remove()
    bench.clear()
    return found


def _references(project: Project, delivery: data.Delivery) -> Run:
    project.forget()
    project.receive(delivery)
    return project.run(*(f"--table={name}" for name in load_config(project.root / "config").tables))


def _service(bench: Bench, project: Project, delivery: data.Delivery, how: str) -> Run:
    """Return the service on a database that holds the rows of the authoritative sources."""
    bench.limit(delivery, "prepare")
    return bench.program("service", how, project.root / "config", delivery.performance, delivery.income, on_empty=False)
