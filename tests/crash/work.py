"""Workers: processes with a server, a bench and forks of their own, which do the work of the sweep."""

import multiprocessing
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from ..support.postmaster import PORT, USER, postmaster
from ..support.servers import NOT_FOUND, REPOSITORY, Server, debian_binaries
from .bench import bench
from .points import Point
from .trial import survey, try_point


@contextmanager
def workers(count: int, sabotage: Callable[[], None] | None = None) -> Iterator[list[Connection]]:
    """Yield their ends. Each takes the name of a scenario and returns its survey, or a point and returns its result.

    They are fresh processes, since each must be free of threads. `sabotage` is called in each, before its first run.
    """
    context = multiprocessing.get_context("spawn")
    if str(REPOSITORY) not in sys.path:
        sys.path.append(str(REPOSITORY))  # where the new processes look for this package
    started, ends = [], []
    with tempfile.TemporaryDirectory(prefix="refill-crash-") as folder:
        Path(folder).chmod(0o755)  # the server's user must be able to come in
        try:
            for number in range(count):
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(theirs, Path(folder), f"w{number}", sabotage))
                process.start()
                theirs.close()
                started.append(process)
                ends.append(ours)
            yield ends
        finally:
            for end in ends:
                end.close()
            for process in started:
                process.join(60)


def judge_of(folder: Path, scenario: str) -> Path:
    """Return the file of the values that are expected at the end of a scenario."""
    return folder / f"{scenario}.json"


def _work(orders: Connection, folder: Path, name: str, sabotage: Callable[[], None] | None) -> None:
    """Work until the other end is closed."""
    binaries = debian_binaries()
    if binaries is None:
        raise SystemExit(NOT_FOUND)
    if sabotage is not None:
        sabotage()
    with postmaster(binaries) as server, bench(Server(str(server.folder), PORT, USER), folder, name) as place:

        def restart() -> None:
            server.stop(signal.SIGQUIT)
            server.start()

        while True:
            try:
                order = orders.recv()
            except EOFError:
                return
            if isinstance(order, Point):
                orders.send(try_point(place, order, judge_of(folder, order.scenario), restart))
            else:
                orders.send(survey(place, order, judge_of(folder, order)))
