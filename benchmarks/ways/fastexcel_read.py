"""The limit of reading workbooks: `python -m benchmarks.ways.fastexcel_read WORKBOOK HOW FILE…`.

fastexcel reads both sheets as text, and COPY loads the same rows from csv files. The further work of a loader, turning
the one into the other, costs nothing here.
"""

import json
import sys
import time

import fastexcel

from benchmarks.ways import copy

SHEETS = ("规模明细", "收入明细")


def main(arguments: list[str]) -> int:
    """Print the seconds of reading and of COPY as JSON."""
    workbook, *copied = arguments
    start = time.monotonic()
    book = fastexcel.read_excel(workbook)
    rows = sum(book.load_sheet(name, dtypes="string").to_arrow().num_rows for name in SHEETS)
    read = time.monotonic() - start
    start = time.monotonic()
    copy.main(copied)
    print(json.dumps({"benchmark_stages": {"read": read, "land": time.monotonic() - start}, "rows": rows}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
