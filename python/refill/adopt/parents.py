"""The foreign keys of an adopted table to other reference tables."""

from psycopg2 import sql

from refill.adopt import statements
from refill.adopt.checks import first
from refill.config.models import ReferenceTable, RefForeignKey
from refill.database.warehouse import Transaction
from refill.errors import Refused
from refill.generate.foreign_keys import parent_name


def add_foreign_keys(work: Transaction, table: ReferenceTable, added: list[str], waiting: list[str]) -> None:
    """Add each foreign key, not valid first, then validated, and its name to `added`; to `waiting` where the parent is
    not made yet, and the run that makes it adds the key.

    Raise Refused where the parent is not adopted yet, and where rows have no parent, with the first ten of them.
    """
    for number, key in enumerate(table.foreign_keys, 1):
        name = parent_name(table, number)
        parent = work.config.tables[key.target_table]
        place = work.name(work.warehouse.table(parent))
        [(is_there, is_ours)] = work.rows(statements.IS_OURS, [place, place])
        if not is_there:
            waiting.append(f"{name} (with {parent.name})")
            continue
        if not is_ours:
            raise Refused(
                f"Table {table.name} refers to {parent.name}. Adopt that first: `refill adopt {parent.name}`."
            )
        _refuse_orphans(work, table, key, parent)
        _add(work, table, key, parent, name)
        added.append(name)


def _refuse_orphans(work: Transaction, table: ReferenceTable, key: RefForeignKey, parent: ReferenceTable) -> None:
    pairs = zip(parent.keys, key.columns, strict=True)
    same = [
        sql.SQL("{} = {}").format(sql.Identifier("parent", theirs), sql.Identifier("child", ours))
        for theirs, ours in pairs
    ]
    orphans = work.rows(
        statements.ORPHANS,
        table=work.warehouse.table(table),
        parent=work.warehouse.table(parent),
        child_columns=sql.SQL(", ").join(sql.Identifier("child", column) for column in key.columns),
        same=sql.SQL(" and ").join(same),
    )
    if orphans:
        count = orphans[0][1]
        raise Refused(
            f"Table {table.name}: {count:,} {'value' if count == 1 else 'values'} of {', '.join(key.columns)} "
            f"{'has' if count == 1 else 'have'} no row in {parent.name}: {first(orphans)}. Add the rows there, or "
            "correct the values here."
        )


def _add(work: Transaction, table: ReferenceTable, key: RefForeignKey, parent: ReferenceTable, name: str) -> None:
    """Add the constraint as the macro `add_validated_key` does; by its comment the models know it as their own."""
    place = work.warehouse.table(table)
    definition = sql.SQL("foreign key ({}) references {} ({})").format(
        sql.SQL(", ").join(map(sql.Identifier, key.columns)),
        sql.Identifier(work.cursor.connection.info.dbname, work.schemas.target, parent.name),
        sql.SQL(", ").join(map(sql.Identifier, parent.keys)),
    )
    if work.value(statements.HAS_CONSTRAINT, [work.name(place), name]):
        raise Refused(f"Table {table.name} has a constraint {name}, the name of one that refill adds. Rename it.")
    pieces = {"place": place, "name": (name,), "definition": definition}
    for statement in (
        "alter table {place} add constraint {name} {definition} not valid",
        "alter table {place} validate constraint {name}",
    ):
        work.execute(statement, **pieces)
    comment = f"refill: {definition.as_string(work.cursor)}"
    work.execute("comment on constraint {name} on {place} is {comment}", **pieces, comment=comment)
