"""Locks of tables that are changed: strong ones for a moment, and one session at a time that makes tables."""

from collections.abc import Sequence

import psycopg2

from refill.database.ledger import REFUSED
from refill.database.warehouse import Relation, Transaction


class InUse(Exception):
    """Other sessions use a table, and have not stopped; the text says which."""


def lock_tables(work: Transaction) -> None:
    """Let no other session make or change refill's tables until the transaction ends."""
    work.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"refill {work.schemas.ledger} tables"])


def lock_for_change(work: Transaction, relations: Sequence[Relation], seconds: float, is_read: bool = False) -> None:
    """Lock the relations against everyone, or, where they are to be read meanwhile, against writers.

    No later reader waits more than a moment: sql/locks.sql. Raise InUse, with the transaction failed, where other
    sessions use them for so many `seconds`.
    """
    names = [work.name(relation) for relation in relations]
    try:
        work.execute("select {lock_for_change}(cast(%s as regclass[]), %s, %s)", [names, seconds, is_read])
    except psycopg2.Error as error:
        if error.pgcode == REFUSED:
            raise InUse(error.diag.message_primary or str(error)) from error
        raise
