"""The command line: `python -m benchmarks --sizes 10k,100k --only main`."""

import argparse
import contextlib
import re
import sys
from pathlib import Path

from benchmarks import plot, results, table
from benchmarks.bench import Bench
from benchmarks.scenarios import SCENARIOS, USUAL
from benchmarks.server import REPOSITORY, embedded_server, named_server

UNITS = {"": 1, "k": 1_000, "m": 1_000_000}


def main(arguments: list[str] | None = None) -> int:
    """Measure the scenarios that are asked for, write the results, print the tables. Return the exit code."""
    asked = _parser().parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        if asked.server:
            server = named_server(asked.server)
        else:
            server = stack.enter_context(embedded_server(asked.work / "server"))
        bench = Bench(asked.work.absolute(), server, asked.sizes, asked.rounds, asked.slow)
        for name in asked.only:
            bench.say(f"{name}: {SCENARIOS[name].title}")
            machine = results.machine(bench)
            made = results.document(machine, SCENARIOS[name].run(bench))
            held = results.keep(asked.out / "results.json", {name: made})
            (asked.out / "results.md").write_text(table.render(held), encoding="utf-8")
            (asked.out / f"{name}.svg").write_bytes(plot.render(SCENARIOS[name].title, made["cases"]))
            print(table.render({name: made}))
    return 0


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(_size(part) for part in text.split(","))


def _size(text: str) -> int:
    found = re.fullmatch(r"(\d+)([km]?)", text.strip().lower())
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r}: use sizes such as 10k,100k,1m")
    return int(found[1]) * UNITS[found[2]]


def _names(text: str) -> list[str]:
    unknown = [name for name in text.split(",") if name not in SCENARIOS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: use {', '.join(SCENARIOS)}")
    return text.split(",")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="refill beside the limit and the usual ways."
    )
    parser.add_argument("--only", type=_names, default=list(USUAL), metavar="SCENARIO,…", help=", ".join(SCENARIOS))
    parser.add_argument("--sizes", type=_sizes, default="10k,100k,1m", help="rows of the larger file (%(default)s)")
    parser.add_argument("--rounds", type=int, help="runs of each way; default: 3, and 1 above 10k rows")
    parser.add_argument("--slow", action="store_true", help="the usual ways also where they take many minutes")
    parser.add_argument("--server", metavar="URL", help="a server of your own, where databases may be made")
    parser.add_argument("--work", type=Path, default=REPOSITORY / ".bench", metavar="DIR", help="scratch files")
    parser.add_argument("--out", type=Path, default=REPOSITORY / "benchmarks" / "results", metavar="DIR")
    return parser


if __name__ == "__main__":
    sys.exit(main())
