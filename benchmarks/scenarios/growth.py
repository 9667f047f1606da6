"""Growth: the cost of a month of 100,000 rows on top of more and more history, and the cost of history in one batch."""

from benchmarks import data
from benchmarks.bench import Bench, Cases
from benchmarks.measure import Run
from benchmarks.project import Project, words
from benchmarks.scenarios.main_job import warm_up

BATCH = 100_000
LATER = ("202412", "202501", "202502", "202503", "202504")  # months, one a round


def growth(bench: Bench) -> Cases:
    """Return by rows of history: the run that loads them, all in one batch, and runs of one later month each.

    Without history, each of the later months is the first of an empty database.
    """
    found: Cases = {}
    project = bench.project("growth")
    months = LATER[: bench.rounds or 3]
    for history in (0, *bench.sizes):
        warm_up(project, data.delivery(bench.work, max(history, BATCH)))
        if history:
            run = _add(project, data.delivery(bench.work, history))
            found[f"{words(history)} in one batch"] = {"refill": [run]}
            bench.say(f"  {words(history)} in one batch: {run.words}")
        case = f"{words(BATCH)} on {words(history)}"
        found[case] = {"refill": []}
        for month in months:
            if not history:
                project.forget()
            run = _add(project, data.delivery(bench.work, BATCH, month=month))
            found[case]["refill"].append(run)
            bench.say(f"  {case}: {run.words}")
        project.refill("verify")
    project.remove()
    bench.clear()
    return found


def _add(project: Project, delivery: data.Delivery) -> Run:
    project.receive(delivery)
    return project.run()
