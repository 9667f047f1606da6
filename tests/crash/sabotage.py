"""Pipelines that are broken on purpose, to see the sweep find it."""

from refill.landing import partition
from refill.landing.partition import Cursor, Partition


def land_in_two_transactions() -> None:
    """Commit a batch's raw rows before the ledger knows the batch."""
    create = partition.create

    def create_and_commit(cursor: Cursor, part: Partition, file: str, sheet: str) -> None:
        create(cursor, part, file, sheet)
        cursor.connection.commit()

    partition.create = create_and_commit
