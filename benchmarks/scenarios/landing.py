"""Landing alone: files into text tables, by COPY, refill, pandas and dlt; csv files, and workbooks."""

from functools import partial

from benchmarks import data
from benchmarks.bench import Bench, Cases, Way
from benchmarks.measure import Run
from benchmarks.project import Project, words

MOST_BY_PANDAS = {"csv": 100_000, "xlsx": 10_000}  # rows; above these only with --slow
MOST_IN_WORKBOOKS = 100_000
LARGE = {"1 GB csv": ("csv", 2_500_000), "300k workbook": ("xlsx", 300_000)}


def landing(bench: Bench) -> Cases:
    """Return by size, from csv: COPY of the same bytes by the server, `refill land`, dlt, pandas."""
    return _cases(bench, "csv", bench.sizes)


def workbooks(bench: Bench) -> Cases:
    """Return by size, from workbooks: fastexcel's reading alone and COPY of the same rows, `refill land`, pandas."""
    return _cases(bench, "xlsx", tuple(size for size in bench.sizes if size <= MOST_IN_WORKBOOKS))


def memory(bench: Bench) -> Cases:
    """Return for a csv file of a gigabyte, and a workbook of 300,000 rows, the memory of landing."""
    found: Cases = {}
    for name, (form, size) in LARGE.items():
        found |= _cases(bench, form, (size,), name)
    return found


def _cases(bench: Bench, form: str, sizes: tuple[int, ...], name: str = "") -> Cases:
    found: Cases = {}
    project = bench.project("landing", form)
    for size in sizes:
        ways = _ways(bench, project, form, size)
        case = name or words(size)
        found[case] = bench.take_turns(case, bench.rounds_of(size), ways)
    project.remove()
    bench.clear()
    return found


def _ways(bench: Bench, project: Project, form: str, size: int) -> dict[str, Way]:
    delivery, as_csv = data.delivery(bench.work, size, form), data.delivery(bench.work, size)
    copied = (bench.copies(as_csv), as_csv.performance, as_csv.income)
    ways: dict[str, Way] = {"refill land": partial(land_afresh, project, delivery)}
    if form == "csv":
        ways["limit"] = partial(bench.program, "copy", *copied)
        ways["dlt"] = partial(bench.program, "dlt_load", *copied[1:])
    else:
        ways["limit"] = partial(bench.program, "fastexcel_read", delivery.performance, *copied)
    if size <= MOST_BY_PANDAS[form] or bench.slow:
        files = {delivery.performance, delivery.income}  # two csv files, or one workbook
        ways["pandas"] = partial(bench.program, "to_sql", *sorted(files))
    return ways


def land_afresh(project: Project, delivery: data.Delivery) -> Run:
    """Land the first files of an empty database."""
    project.forget()
    project.receive(delivery)
    return project.refill("land")
