"""Group roles for landing, building, reviewing, reading and auditing, as SQL that can be run at any time."""

import re
from importlib import resources

import psycopg2
from psycopg2.extensions import connection as Connection

from refill.database.schemas import Schemas
from refill.errors import Refused, UsageError

ROLES = ("owner", "loader", "transformer", "steward", "reader", "auditor")
PREFIX = re.compile(r"[a-z_][a-z0-9_]{0,40}")
OPENS_BODY = "$refill$"


def grants_sql(schemas: Schemas, prefix: str) -> str:
    """Return the statements that make the roles `<prefix>_loader`, … and grant them their rights on these schemas.

    Raise UsageError for a prefix that SQL would have to quote: dbt does not quote the role of a profile.
    """
    if not PREFIX.fullmatch(prefix):
        raise UsageError(f"--prefix {prefix!r}: use small letters, digits and _, at most 41, first a letter.")
    if OPENS_BODY in schemas.target:
        raise Refused(f"Schema {schemas.target}: its name holds {OPENS_BODY}. Grant by hand, as docs/roles.md says.")
    places = schemas.by_kind
    roles = {name: f"{prefix}_{name}" for name in ROLES}
    pieces = {name: _identifier(text) for name, text in (places | roles).items()}
    pieces |= {f"{name}_name": _literal(text) for name, text in (places | roles).items()}
    pieces["all_schemas"] = ", ".join(map(_identifier, places.values()))
    pieces["makers"] = ", ".join([*(pieces[name] for name in ("owner", "loader", "transformer")), "current_user"])
    text = resources.files("refill.database").joinpath("sql/grants.sql").read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda piece: pieces[piece[1]], text)


def apply_grants(connection: Connection, schemas: Schemas, prefix: str) -> None:
    """Execute them in one transaction, while nothing is prepared. Raise Refused where the user may not do that."""
    try:
        with connection, connection.cursor() as cursor:
            lock = f"refill {schemas.ledger} tables"
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock])
            cursor.execute("set local client_min_messages = warning")
            cursor.execute(grants_sql(schemas, prefix))
    except psycopg2.errors.InsufficientPrivilege as error:
        raise Refused(
            f"The roles were not made: {' '.join(str(error).split())}. Run `refill db grants --apply` as a superuser, "
            "or as a user who may make roles and owns refill's tables."
        ) from error


def _identifier(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
