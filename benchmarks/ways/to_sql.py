"""The usual way to land files: pandas, read_csv or read_excel, and to_sql. `python -m benchmarks.ways.to_sql FILE…`."""

import json
import sys
import time

import pandas
from sqlalchemy import create_engine

SHEETS = ("规模明细", "收入明细")


def main(arguments: list[str]) -> int:
    """Load one table a csv file, or a sheet; every column as text. Print the seconds of reading and writing as JSON."""
    seconds = {"read": 0.0, "land": 0.0}
    engine = create_engine("postgresql+psycopg2://")
    for path in arguments:
        start = time.monotonic()
        if path.endswith(".csv"):
            frames = {path.rsplit("_", 1)[1].removesuffix(".csv"): pandas.read_csv(path, dtype=str)}
        else:
            frames = pandas.read_excel(path, sheet_name=list(SHEETS), dtype=str)
        seconds["read"] += time.monotonic() - start
        start = time.monotonic()
        for name, frame in frames.items():
            frame.to_sql(name, engine, index=False, if_exists="replace")
        seconds["land"] += time.monotonic() - start
    print(json.dumps({"benchmark_stages": seconds}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
