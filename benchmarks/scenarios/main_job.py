"""The whole main job: `refill run` from csv files to facts behind gates, and the script that does the same by hand."""

from functools import partial

from benchmarks import data
from benchmarks.bench import OTHER, Bench, Cases
from benchmarks.compare import compare, whole_tables
from benchmarks.measure import Run
from benchmarks.project import Project, words
from refill.config.load import load_config

FIXED = 100  # rows of a month that has little but fixed costs


def main_job(bench: Bench) -> Cases:
    """Return by size: refill and the limit. After each size `refill verify` passes, and both tables are the same."""
    found: Cases = {}
    project = bench.project("main")
    for size in (FIXED, *bench.sizes):
        delivery = data.delivery(bench.work, size)
        warm_up(project, delivery)
        ways = {"refill": partial(run_afresh, project, delivery), "limit": partial(bench.limit, delivery)}
        found[words(size)] = bench.take_turns(words(size), bench.rounds_of(size), ways)
        project.refill("verify")
        columns = whole_tables(load_config(project.root / "config"))
        rows = compare(bench.server, columns, (project.database, "warehouse"), (OTHER, "public"))
        bench.say(f"  refill verify passes; the same by both: {', '.join(f'{name} {n:,}' for name, n in rows.items())}")
    project.remove()
    bench.clear()
    return found


def warm_up(project: Project, delivery: data.Delivery) -> None:
    """Let dbt parse the project, once; its parsed state stays."""
    project.forget()
    project.receive(delivery, facts=False)
    project.refill("run")


def run_afresh(project: Project, delivery: data.Delivery) -> Run:
    """Run the first month of an empty database."""
    project.forget()
    project.receive(delivery)
    return project.run()
