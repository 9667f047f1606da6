"""The changes of a reference row: the words of the view `row_changes`, of the build and of all that read them."""

from enum import StrEnum


class RowChange(StrEnum):
    """One change of a reference row. A build counts rows that it has derived as inserted too."""

    INSERTED = "inserted"
    DERIVED = "derived"
    FILLED = "filled"
    PROMOTED = "promoted"
    UPDATED = "updated"
    RESTORED = "restored"
    RETIRED = "retired"
    DELETED = "deleted"

    @property
    def words(self) -> str:
        """The rows that are counted so, in a sentence."""
        return WORDS[self]


WORDS = {
    RowChange.INSERTED: "Reference rows made, of either origin.",
    RowChange.DERIVED: "Those of them that came from the facts.",
    RowChange.FILLED: "Reference rows whose nulls the facts filled.",
    RowChange.PROMOTED: "Derived rows that their source has now.",
    RowChange.UPDATED: "Reference rows that their source changed.",
    RowChange.RESTORED: "Retired rows that their source has again.",
    RowChange.RETIRED: "Reference rows that their source no longer has.",
    RowChange.DELETED: "Reference rows deleted.",
}
BUILT = tuple(change for change in RowChange if change is not RowChange.DELETED)
"""Those that a build makes, in the order in which they are shown."""
COUNTED = tuple(change for change in BUILT if change is not RowChange.DERIVED)
"""Those by whose names a build counts the rows that it writes: the macros' `_change`."""
