"""The command line of the crash sweep.

python -m tests.crash sweep --all                              every point: hours
python -m tests.crash sweep --seconds 210 --seed 7             a sample
python -m tests.crash sweep --point month:messages:123:before  one point again, with all that differs
"""

import argparse
import signal
import sys
from pathlib import Path

from .points import MODES, parse
from .scenarios import SCENARIOS
from .sweep import Asked, sweep


def main() -> int:
    """Return exit code 1 where a rerun does not repair what a crash has left."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__.splitlines()[0])
    command = parser.add_subparsers(required=True).add_parser("sweep", help="crash runs, run again, compare")
    command.add_argument("--all", action="store_true", help="every point; else --points or --seconds limit them")
    command.add_argument("--points", type=int, default=0, help="at most so many")
    command.add_argument("--seconds", type=float, default=0, help="begin no trial after so many seconds of trials")
    command.add_argument("--seed", type=int, default=0, help="which sample")
    command.add_argument("--kind", action="append", choices=MODES, help="messages, files, faults; default: all")
    command.add_argument("--scenario", action="append", choices=SCENARIOS, help="default: all")
    command.add_argument("--point", action="append", type=parse, default=[], help="this point; may be given again")
    command.add_argument("--workers", type=int, default=2, help="each with a server of its own")
    command.add_argument("--log", type=Path, help="a file that gets a JSON line for each trial")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that servers and folders are cleared away
    if not (given.all or given.points or given.seconds or given.point):
        parser.error("how many: --all, --points, --seconds or --point")
    asked = Asked(
        scenarios=given.scenario or list(SCENARIOS),
        kinds=given.kind or list(MODES),
        count=given.points,
        seconds=given.seconds,
        seed=given.seed,
        workers=given.workers,
        only=given.point,
        log=given.log,
    )
    swept = sweep(asked, lambda line: print(line, flush=True))
    print(f"{swept.summary()} Seed {given.seed}.")
    return 1 if swept.violations or not swept.results else 0


if __name__ == "__main__":
    sys.exit(main())
