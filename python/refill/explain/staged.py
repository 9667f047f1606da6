"""A raw column as staging reads it: the same rules as `macros/staging/`, for the few rows of one key."""

from psycopg2 import sql

from refill.config.models import Domain
from refill.explain.keys import folded, typed
from refill.generate.columns import staged_columns
from refill.text.folding import fold


def staged(functions: str, domain: Domain, name: str) -> sql.Composed:
    """The expression of a column of the raw row `raw` as its value: folded where it is compared, typed, and null for
    null tokens, skipped keys and what is no value of its type. `functions` is the schema of refill's functions."""
    (described,) = (one for one in staged_columns(domain) if one["name"] == name)
    column = domain.columns[name]
    raw = sql.SQL("raw.{}").format(sql.Identifier(name))
    compared = folded(functions, raw, column.case)
    tokens = [fold(token, column.case) if column.case else token for token in domain.null_tokens]
    no_value = [sql.SQL("{} = any({})").format(compared, sql.Literal(tokens))] if tokens else []
    no_value += [sql.SQL("{} like {}").format(compared, sql.Literal(_like(glob))) for glob in described.get("skip", ())]
    is_text = column.type.kind == "text" and not column.case and not {"key", "skip"} & set(described)
    value = raw if is_text else typed(functions, compared, column.type)
    if not no_value:
        return value
    return sql.SQL("case when {} then null else {} end").format(sql.SQL(" or ").join(no_value), value)


def _like(glob: str) -> str:
    """The LIKE pattern for a glob of `*` and `?`."""
    escaped = glob.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return escaped.replace("*", "%").replace("?", "_")
