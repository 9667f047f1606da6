"""A text as its column's value, in SQL: one chooser among the functions of sql/values.sql.

Its twins are the macro `column_value`, for models, and the function `value_of`, for statements of the database itself.
"""

from dataclasses import dataclass
from typing import Any

from psycopg2 import sql

from refill.config.models import Case, DataType, Domain, ReferenceTable


@dataclass(frozen=True)
class ColumnText:
    """The meaning of a column's texts.

    `compared`: texts are folded, in `case` if there is one; other texts stay as they are. Texts that are a null
    token or match a glob of `skips` are no value. A text that is blank once it is folded is none either, but for one
    that is kept as it is: only its null tokens say so, and without any an empty one alone is null. `has_comma`: a
    number whose decimals a comma separates.
    """

    type: DataType
    compared: bool
    case: Case | None = None
    null_tokens: tuple[str, ...] = ()
    skips: tuple[str, ...] = ()
    has_comma: bool = False

    def value(self, functions: str, text: sql.Composable) -> sql.Composed:
        """Return the expression of a text as the column's value. `functions` is the schema of refill's functions."""
        kind = self.type.kind
        if kind == "text":
            return self._text(functions, text, self.skips)
        if kind == "json":
            return _call(functions, "jsonb_value", text)
        size = [sql.Literal(self.type.precision), sql.Literal(self.type.scale)] if kind == "numeric" else []
        value = _call(functions, f"{self._reading}_value", text, self._tokens, *size)
        if self.case or self.skips:
            read = self._compared(functions, text, self.skips)
            value = sql.SQL("case when {} is not null then {} end").format(read, value)
        return sql.SQL("cast({} as {})").format(value, sql.SQL(self.type.sql))

    def given(self, functions: str, text: sql.Composable) -> sql.Composed:
        """Return the expression of the text itself, as it is compared; null where there is none, or only
        a null token.
        """
        if self.compared:
            return self._compared(functions, text, ())
        return _call(functions, "text_value", text, self._tokens)

    def is_bad(self, functions: str, text: sql.Composable) -> sql.Composed:
        """Return the condition of a text that is not one to skip, and that is no value of the column's type."""
        text_left = self._compared(functions, text, self.skips) if self.skips else self.given(functions, text)
        return sql.SQL("{} is null and {} is not null").format(self.value(functions, text), text_left)

    def described(self, name: str) -> dict[str, Any]:
        """Return the column as the database's function `value_of` takes it; leave out null and empty values."""
        size = {"precision": self.type.precision, "scale": self.type.scale} if self.type.kind == "numeric" else {}
        lists = {"null_tokens": list(self.null_tokens), "skip": list(self.skips)}
        case = (self.case or "") if self.compared else None
        return {"name": name, "kind": self._reading, "case": case, **size, **{k: v for k, v in lists.items() if v}}

    @property
    def _reading(self) -> str:
        return f"comma_{self.type.kind}" if self.has_comma else self.type.kind

    def _text(self, functions: str, text: sql.Composable, skips: tuple[str, ...]) -> sql.Composed:
        if self.compared:
            return self._compared(functions, text, skips)
        if self.null_tokens:
            return _call(functions, "text_value", text, _array(self.null_tokens))
        return sql.SQL("nullif({}, '')").format(text)

    def _compared(self, functions: str, text: sql.Composable, skips: tuple[str, ...]) -> sql.Composed:
        globs = _array(skips) if skips else sql.SQL("null")
        return _call(functions, "compared_value", text, sql.Literal(self.case), self._tokens, globs)

    @property
    def _tokens(self) -> sql.Composed:
        return _array(("", *self.null_tokens))


def column_text(owner: Domain | ReferenceTable, name: str) -> ColumnText:
    """Return the texts of a column of a domain, or of a reference table; those of reference tables have
    no null tokens.
    """
    column = owner.columns[name]
    if isinstance(owner, ReferenceTable):
        return ColumnText(column.type, name in owner.compared, column.case)
    skips = owner.skips(name)
    compared = bool(name in owner.compared or column.case or skips)
    return ColumnText(column.type, compared, column.case, owner.null_tokens, skips, owner.has_comma(name))


def _call(functions: str, name: str, *arguments: sql.Composable) -> sql.Composed:
    return sql.SQL("{}({})").format(sql.Identifier(functions, name), sql.SQL(", ").join(arguments))


def _array(texts: tuple[str, ...]) -> sql.Composed:
    return sql.SQL("cast({} as text[])").format(sql.Literal(list(dict.fromkeys(texts))))
