"""The names, comments and docstrings of a file, each with its line."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

WORD = re.compile(r"[^\W\d]\w*")
CODE = re.compile(r"`[^`]*`")
JINJA_COMMENT = re.compile(r"\{#-?(.*?)-?#\}", re.DOTALL)
SQL_COMMENT = re.compile(r"--(?!\s*noqa)(.*)")
SENTENCE = re.compile(r'"[^"\n]* [^"\n]*"')  # a text for people, in double quotes
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


class Piece(NamedTuple):
    """A name (`is_name`) or a piece of prose, without its code in backticks, and the line where it begins."""

    line: int
    text: str
    is_name: bool


def pieces(path: Path) -> Iterator[Piece]:
    """Return the names and the prose of a file: Python by its tokens, all else as SQL with Jinja."""
    text = path.read_text(encoding="utf-8")
    yield from python_pieces(text) if path.suffix == ".py" else sql_pieces(text)


def python_pieces(text: str) -> Iterator[Piece]:
    comment: list[Piece] = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        line = token.start[0]
        if token.type == tokenize.NAME:
            yield Piece(line, token.string, True)
        elif token.type == tokenize.STRING:  # names of SQL in it are those with an underscore
            yield from (Piece(line, name, True) for name in WORD.findall(token.string) if "_" in name)
        elif token.type == tokenize.COMMENT:
            piece = Piece(line, token.string.split("# ")[-1].strip("# "), False)
            goes_on = comment and comment[-1].line == line - 1 and not token.line[: token.start[1]].strip()
            comment = [*comment, piece] if goes_on else [piece]
            yield prose(line, piece.text) if not goes_on else prose(line, f"… {piece.text}")
    for node in ast.walk(ast.parse(text)):
        for statement in node.body if isinstance(node, DOCUMENTED) else ():
            match statement:
                case ast.Expr(value=ast.Constant(value=str(docstring))):
                    yield from prose_lines(statement.lineno, docstring)


def sql_pieces(text: str) -> Iterator[Piece]:
    for found in JINJA_COMMENT.finditer(text):
        yield from prose_lines(text.count("\n", 0, found.start()) + 1, found[1])
    code = JINJA_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    goes_on = False
    for number, line in enumerate(code.splitlines(), 1):
        comment = SQL_COMMENT.search(line)
        if comment:
            yield prose(number, f"… {comment[1].strip()}" if goes_on else comment[1])
        goes_on = line.lstrip().startswith("--")
        yield from (Piece(number, name, True) for name in WORD.findall(SENTENCE.sub("", SQL_COMMENT.sub("", line))))


def prose_lines(first: int, text: str) -> Iterator[Piece]:
    """Return the lines of a text; only the first one counts as its start."""
    for number, line in enumerate(text.split("\n")):
        yield prose(first + number, line if number == 0 else f"… {line.strip()}")


def prose(line: int, text: str) -> Piece:
    return Piece(line, CODE.sub("`…`", text.strip()), False)
