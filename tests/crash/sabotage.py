"""Pipelines that are broken on purpose, to see the sweep find it."""

from typing import Any

from refill.database.warehouse import Transaction
from refill.landing import ledger


def land_in_two_transactions() -> None:
    """Commit a batch's row of the ledger before its raw rows."""
    record = ledger.record

    def record_and_commit(work: Transaction, *given: Any) -> None:
        record(work, *given)
        work.cursor.connection.commit()

    ledger.record = record_and_commit
