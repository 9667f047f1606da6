"""Plain SQL: the language of generated models and of the macros outside macros/engine/postgres/.

`unplain` takes a compiled query apart and compares each piece with a list of what every engine has. It lists the
allowed ones: sqlglot reads more than any one engine, so that it proves nothing by not refusing. A text that is in no
query, or only on a way that no query took, is searched for words (`spellings`).
"""

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import sqlglot
from sqlglot import exp

ENGINE = "engine_"  # the beginning of each stand-in for the engine's own words

PIECES: tuple[type[exp.Expression], ...] = (
    *(exp.Select, exp.Union, exp.Except, exp.Subquery, exp.With, exp.CTE, exp.From, exp.Join, exp.Where, exp.Group),
    *(exp.Having, exp.Order, exp.Ordered, exp.Limit, exp.Distinct, exp.Window, exp.WindowSpec),
    *(exp.Table, exp.TableAlias, exp.Alias, exp.Column, exp.Identifier, exp.Star, exp.Literal, exp.Boolean, exp.Null),
    *(exp.And, exp.Or, exp.Not, exp.Paren, exp.In, exp.Exists, exp.Is, exp.Between, exp.Like, exp.Case, exp.If),
    *(exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ),
    *(exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Neg, exp.Cast, exp.DataType),
    *(exp.Coalesce, exp.Nullif, exp.Greatest, exp.Least, exp.Round, exp.Abs),
    *(exp.Concat, exp.ConcatWs, exp.DPipe, exp.Substring, exp.Pad),
    *(exp.Count, exp.Sum, exp.Min, exp.Max, exp.RowNumber, exp.Lag, exp.Lead),
)

WORDS = (
    r"::|\be'|@>|<@|&&|->|#>|~\*|\[\]|\b(?:any|all|now)\(|\binterval '|\bas (?:text|numeric)\)|\barray\[|"
    r"\b(?:collate|lateral|unnest|with time zone|at time zone|current_timestamp|distinct on|within group|offset|"
    r"ilike|similar to|to_jsonb?|jsonb|jsonb?_(?:agg|array\w*|build\w*|each\w*|object\w*|to_record\w*|strip\w*|typeof)|"
    r"array_agg|array_to_string|string_to_array|string_agg|cardinality|generate_series|num_nulls|num_nonnulls|"
    r"bigint|timestamptz|regclass|regtype|to_regclass|pg_\w+|on conflict|returning|for update|update|insert into|"
    r"delete from|lock table|truncate|(?:create|drop|alter) (?:table|view|unlogged))\b|\bfilter \(where"
)
LITERAL = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*")
SPELLING = re.compile(WORDS, re.IGNORECASE)
JINJA = jinja2.Environment(extensions=["jinja2.ext.do"])  # lexes macros, and renders nothing


def unplain(query: str) -> list[str]:
    """Return what a compiled query says that not every engine understands, each piece once."""
    if re.search(r"::|\be'", LITERAL.sub("''", query)):
        return ["a cast operator or an escaped string"]
    try:
        (tree,) = sqlglot.parse(query)
    except (sqlglot.ParseError, ValueError) as error:
        return [f"not to be read: {error}"]
    return list(dict.fromkeys(_pieces(tree)))


def _pieces(tree: exp.Expression | None) -> Iterator[str]:
    for node in tree.walk() if tree else ():
        if isinstance(node, exp.Anonymous):
            if not node.name.startswith(ENGINE):
                yield f"function {node.name}"
        elif isinstance(node, exp.DataType):
            if not node.sql().startswith(ENGINE):
                yield f"type {node.sql()}"
        elif not isinstance(node, PIECES):
            yield f"{type(node).__name__}: {node.sql()}"
        elif isinstance(node, exp.Distinct) and node.args.get("on"):
            yield "distinct on"
        elif (
            isinstance(node, exp.DPipe)
            and not isinstance(node.parent, exp.DPipe)
            and not any(map(_is_text, node.flatten()))
        ):
            yield f"|| of what may be no text: {node.sql()}"
        elif isinstance(node, (exp.Count, exp.Sum, exp.Min, exp.Max)) and isinstance(node.this, exp.Order):
            yield f"an ordered aggregate: {node.sql()}"


def _is_text(node: exp.Expression) -> bool:
    return node.is_string or (isinstance(node, exp.Cast) and node.to.sql() == f"{ENGINE}text")


def spellings(path: Path) -> list[str]:
    """Return the words of an engine in a macro's file, each with its line; comments and names of macros are no SQL."""
    found = []
    for line, kind, value in JINJA.lex(path.read_text(encoding="utf-8")):
        if kind in ("data", "string"):
            for match in SPELLING.finditer(value):
                number = line + value.count("\n", 0, match.start())
                found.append(f"{path.name}, line {number}: {match[0]}")
    return found
