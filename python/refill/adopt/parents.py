"""The foreign keys of an adopted table to other reference tables."""

from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor

from refill.adopt import statements
from refill.adopt.checks import first
from refill.config.models import Config, ReferenceTable, RefForeignKey
from refill.database.schemas import Schemas
from refill.errors import Refused
from refill.generate.foreign_keys import parent_name


def add_foreign_keys(
    cursor: Cursor, schemas: Schemas, config: Config, table: ReferenceTable, added: list[str], waiting: list[str]
) -> None:
    """Adds each foreign key, not valid first, then validated, and its name to `added`; to `waiting` where the parent is
    not made yet, and the run that makes it adds the key.

    Raises Refused where the parent is not adopted yet, and where rows have no parent, with the first ten of them.
    """
    for number, key in enumerate(table.foreign_keys, 1):
        name = parent_name(table, number)
        parent = config.tables[key.target_table]
        place = sql.Identifier(schemas.target, parent.name).as_string(cursor)
        cursor.execute(statements.IS_OURS, [place, place])
        is_there, is_ours = cursor.fetchone() or (False, False)
        if not is_there:
            waiting.append(f"{name} (with {parent.name})")
            continue
        if not is_ours:
            raise Refused(
                f"Table {table.name} refers to {parent.name}. Adopt that first: `refill adopt {parent.name}`."
            )
        _refuse_orphans(cursor, schemas, table, key, parent)
        _add(cursor, schemas, table, key, parent, name)
        added.append(name)


def _refuse_orphans(
    cursor: Cursor, schemas: Schemas, table: ReferenceTable, key: RefForeignKey, parent: ReferenceTable
) -> None:
    pairs = zip(parent.keys, key.columns, strict=True)
    same = [
        sql.SQL("{} = {}").format(sql.Identifier("parent", theirs), sql.Identifier("child", ours))
        for theirs, ours in pairs
    ]
    cursor.execute(
        sql.SQL(statements.ORPHANS).format(
            table=sql.Identifier(schemas.target, table.name),
            parent=sql.Identifier(schemas.target, parent.name),
            child_columns=sql.SQL(", ").join(sql.Identifier("child", column) for column in key.columns),
            same=sql.SQL(" and ").join(same),
        )
    )
    if orphans := cursor.fetchall():
        count = orphans[0][1]
        raise Refused(
            f"Table {table.name}: {count:,} {'value' if count == 1 else 'values'} of {', '.join(key.columns)} "
            f"{'has' if count == 1 else 'have'} no row in {parent.name}: {first(orphans)}. Add the rows there, or "
            "correct the values here."
        )


def _add(
    cursor: Cursor, schemas: Schemas, table: ReferenceTable, key: RefForeignKey, parent: ReferenceTable, name: str
) -> None:
    """The constraint as the macro `add_validated_key` makes it; by its comment the models know it as their own."""
    place = sql.Identifier(schemas.target, table.name)
    definition = sql.SQL("foreign key ({}) references {} ({})").format(
        sql.SQL(", ").join(map(sql.Identifier, key.columns)),
        sql.Identifier(cursor.connection.info.dbname, schemas.target, parent.name),
        sql.SQL(", ").join(map(sql.Identifier, parent.keys)),
    )
    cursor.execute(statements.HAS_CONSTRAINT, [place.as_string(cursor), name])
    if (cursor.fetchone() or (False,))[0]:
        raise Refused(f"Table {table.name} has a constraint {name}, the name of one that refill adds. Rename it.")
    pieces = {"place": place, "name": sql.Identifier(name), "definition": definition}
    for statement in (
        "alter table {place} add constraint {name} {definition} not valid",
        "alter table {place} validate constraint {name}",
    ):
        cursor.execute(sql.SQL(statement).format(**pieces))
    comment = sql.Literal(f"refill: {definition.as_string(cursor)}")
    cursor.execute(sql.SQL("comment on constraint {name} on {place} is {comment}").format(**pieces, comment=comment))
