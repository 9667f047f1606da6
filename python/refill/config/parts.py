"""The name of a part: a partition of a raw table or of a fact.

What there is in a database, its view `part_tables` says; the macro `part_table` composes the names for dbt.
"""

import re

PART_TABLE = re.compile(r"(?P<table>.+)_p(?P<part>[0-9]+)")


def part_table(table: str, part: int) -> str:
    """Return the name of the partition that is a part of a table."""
    return f"{table}_p{part}"
