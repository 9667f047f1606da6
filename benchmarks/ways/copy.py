"""The limit of landing: `python -m benchmarks.ways.copy HOW FILE…` copies csv files into text tables."""

import sys
from pathlib import Path

import psycopg2
from psycopg2 import sql

from benchmarks.ways.raw import copy_rows, header


def main(arguments: list[str]) -> int:
    """Copy into raw1, raw2, … in the database of PostgreSQL's own variables."""
    how, *files = arguments
    with psycopg2.connect("") as connection, connection.cursor() as cursor:
        for number, path in enumerate(map(Path, files), start=1):
            columns = sql.SQL(", ").join(sql.SQL("{} text").format(sql.Identifier(name)) for name in header(path))
            cursor.execute(sql.SQL("create table {} ({})").format(sql.Identifier(f"raw{number}"), columns))
            copy_rows(cursor, f"raw{number}", path, how)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
