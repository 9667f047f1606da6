"""Text tables with the columns of the two csv files, filled by COPY, the quickest way that PostgreSQL has."""

import csv
from pathlib import Path
from typing import Any

from psycopg2 import sql


def copy_rows(cursor: Any, table: str, path: Path, how: str) -> None:
    """Copy the rows of a csv file with a header into an existing table with these columns; an empty field is null.

    `how` is `server` where the server can read the file, `client` where it is sent to it.
    """
    copy = sql.SQL("copy {} ({}) from {} (format csv, header)")
    columns = sql.SQL(", ").join(map(sql.Identifier, header(path)))
    if how == "server":
        cursor.execute(copy.format(sql.Identifier(table), columns, sql.Literal(str(path))))
        return
    statement = copy.format(sql.Identifier(table), columns, sql.SQL("stdin"))
    with path.open("rb") as file:
        cursor.copy_expert(statement.as_string(cursor), file, size=1 << 20)


def header(path: Path) -> list[str]:
    """Return the column names of a csv file."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))
