"""The rules of names: identifiers of the database, ASCII names of models and keys, paths of files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath

from refill.config.problems import did_you_mean, listed, show
from refill.text.folding import fold

MAX_COLUMN_BYTES = 63
MAX_RELATION_BYTES = 50
MAX_DOMAIN_BYTES = 40
ASCII_NAME = re.compile(r"[a-z][a-z0-9_]*")
CONNECTION = re.compile(r"[A-Z][A-Z0-9_]*")
SYSTEM_COLUMNS = ("tableoid", "ctid", "xmin", "xmax", "cmin", "cmax")


def column_problems(name: str) -> Iterator[str]:
    """Return the reasons why `name` cannot be a column of a fact or of a reference table."""
    yield from _identifier_problems("column", name, MAX_COLUMN_BYTES)
    if name.startswith("_"):
        yield f"column {show(name)}: a leading underscore is kept for refill's own columns. Choose another name."
    if name in SYSTEM_COLUMNS:
        yield f"column {show(name)}: PostgreSQL has a system column of that name. Choose another name."


def relation_problems(name: str) -> Iterator[str]:
    """Return the reasons why `name` cannot be a table."""
    yield from _identifier_problems("table", name, MAX_RELATION_BYTES)


def ascii_problems(what: str, name: str, prefix: str = "", limit: int = MAX_RELATION_BYTES) -> Iterator[str]:
    """Return the reasons why `name` cannot name a model, a domain, a seed or a foreign key."""
    if not ASCII_NAME.fullmatch(name):
        yield f"{what} {show(name)}: use small ASCII letters, digits and _, beginning with a letter."
    elif not name.startswith(prefix):
        yield f"{what} {show(name)}: begin it with {prefix}, such as {prefix}{name}."
    elif name == prefix:
        yield f"{what} {show(name)}: a name is needed after {prefix}."
    if len(name.encode()) > limit:
        yield f"{what} {show(name)}: {len(name.encode())} bytes. Use at most {limit}."


def path_problems(path: str, placeholders: Collection[str] = ()) -> Iterator[str]:
    """Return the reasons why `path` is no path below the project. `placeholders` are those that it may hold."""
    if path.startswith(("/", "~/")) or re.match(r"[A-Za-z]:", path):
        yield f"path {show(path)}: use a path relative to the project."
    elif "\\" in path:
        yield f"path {show(path)}: use / between folders."
    elif ".." in PurePosixPath(path).parts:
        yield f"path {show(path)}: '..' is not accepted. Use a path that stays below the project."
    elif not path.strip():
        yield "empty: use a path relative to the project."
    braces = re.sub("|".join(map(re.escape, placeholders)), "", path) if placeholders else path
    if "{" in braces or "}" in braces:
        accepted = f"placeholders are {', '.join(placeholders)}." if placeholders else "it may hold no { or }."
        yield f"path {show(path)}: {accepted}"


def connection_problems(connection: str) -> Iterator[str]:
    """Return the reasons why `connection` is no prefix of environment variables."""
    if not CONNECTION.fullmatch(connection):
        yield f"connection {show(connection)}: use the prefix of environment variables, such as LEGACY."


def encoding_problems(encoding: str) -> Iterator[str]:
    """Return the reasons why Python cannot decode text with `encoding`."""
    try:
        b"text".decode(encoding)
    except UnicodeDecodeError:
        return
    except (LookupError, ValueError):
        known = ("utf-8", "gb18030", "gbk", "big5", "utf-16")
        close = did_you_mean(encoding.lower(), known)
        yield f"unknown encoding {show(encoding)}.{close} Use one such as {listed(known)}."


def folded_problems(what: str, texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Return texts that are compared with folded values but are not folded themselves: they would never match."""
    for index, text in enumerate(texts):
        if fold(text) != text:
            yield index, f"{what} {show(text)} is not folded and would never match. Write {show(fold(text))}."


def _identifier_problems(what: str, name: str, limit: int) -> Iterator[str]:
    size = len(name.encode(errors="surrogatepass"))
    if not name:
        yield f"{what} '': a name is needed."
    elif size > limit:
        yield f"{what} {show(name)}: {size} bytes of UTF-8. Use at most {limit}."
    bad = next((c for c in name if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")), None)
    if bad is not None:
        yield f"{what} {show(name)} holds U+{ord(bad):04X}, a control or bidirectional character. Take it out."
    elif name != name.strip():
        yield f"{what} {show(name)}: white space around it. Take it out."
    if '"' in name:
        yield f"{what} {show(name)} holds a double quote, which quoted names cannot. Take it out."
