"""The command line: `python -m examples.company --out DIR --months 202411,202412,202501`."""

import argparse
import sys
from pathlib import Path

from examples.company.deliveries import arrive, deliveries
from examples.company.reference_files import write_references
from examples.company.universe import Sample
from refill.errors import RefillError

EXAMPLES = """\
examples:
  python -m examples.company --out .                                     the demo's three months, whole
  python -m examples.company --out . --only references                   reference/ and seeds/product_lines.csv
  python -m examples.company --out . --only 202412 --corrected           the corrected file of the second month
  python -m examples.company --out /tmp/big --months 202411 --rows 1000000,400000 --format csv --plain --new-keys 0.1

Everything is invented and follows from --seed: the same arguments give the same bytes. For one delivery out of
several (--only) give the same --months each time, since the new keys spread over all of them.
"""


def main(arguments: list[str] | None = None) -> int:
    """Write the files that are asked for and print the paths. Return the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        counts = tuple(int(part) for part in asked.rows.split(","))
        if len(counts) != 2:
            raise ValueError
    except ValueError:
        print(f"--rows {asked.rows}: use two numbers, such as 3000,1100.", file=sys.stderr)
        return 2
    try:
        sample = Sample(
            months=tuple(asked.months.split(",")),
            rows=(counts[0], counts[1]),
            seed=asked.seed,
            new_keys=asked.new_keys,
            bad_rows=not asked.no_bad_rows,
            plain=asked.plain,
        )
        for path in _write(sample, asked):
            print(path)
    except RefillError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _write(sample: Sample, asked: argparse.Namespace) -> list[Path]:
    out: Path = asked.out
    if asked.only == "references":
        return write_references(out, sample, asked.caught_up)
    if asked.only and asked.only != "facts":
        return arrive(out, sample, asked.only, asked.corrected, asked.format)
    written = [] if asked.only else write_references(out, sample, asked.caught_up)
    for delivery in deliveries(sample):
        written += arrive(out, sample, delivery.month, delivery.corrected, asked.format)
    return written


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m examples.company",
        description="Makes synthetic fact files and authoritative reference files of the example company.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a project's root")
    parser.add_argument("--months", default="202411,202412,202501", help="YYYYMM, in order, joined by commas")
    parser.add_argument("--rows", default="3000,1100", help="rows a month of 规模明细 and of 收入明细 (%(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="another seed, another company (%(default)s)")
    parser.add_argument(
        "--new-keys", type=float, default=0.05, metavar="SHARE", help="keys that no reference file holds (%(default)s)"
    )
    parser.add_argument("--format", choices=("xlsx", "csv"), default="xlsx", help="of the fact files (%(default)s)")
    parser.add_argument("--only", metavar="WHAT", help="`references`, `facts`, or one month")
    parser.add_argument("--corrected", action="store_true", help="with --only and a month: its corrected file")
    parser.add_argument(
        "--caught-up", type=int, default=0, metavar="N", help="reference files that know the new keys of N months"
    )
    parser.add_argument("--no-bad-rows", action="store_true", help="every row can be loaded")
    parser.add_argument(
        "--plain", action="store_true", help="one way of writing headers, months and amounts; no clutter"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
