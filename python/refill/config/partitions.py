"""The name of a batch's partition, of a raw table and of a fact.

What there is in a database, its view `batch_partitions` says; the macro `batch_partition` composes the names for dbt.
"""

import re

PARTITION = re.compile(r"(?P<table>.+)_b(?P<batch>[0-9]+)")


def partition_name(table: str, batch: int) -> str:
    """Return the name of the partition that holds a batch."""
    return f"{table}_b{batch}"
