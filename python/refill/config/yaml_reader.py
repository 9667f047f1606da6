"""YAML as a tree that keeps the place of each value. Forms that the configuration does not need are refused.

Refused: anchors, aliases, tags, several documents, duplicate keys, keys that are not text, Jinja markers, NUL
characters, deep nesting. Codes are safe: only plain decimal numbers, `true`, `false` and `null` are not text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from refill.config.problems import Place, Problem, show

Scalar = str | int | float | bool | None

MAX_DEPTH = 24
JINJA = ("{{", "{%", "{#")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(slots=True, eq=False)
class Node:
    """A value of the YAML with its position. `key_line` and `key_column` are those of its key, if it has one."""

    value: Scalar | list[Node] | dict[str, Node]
    file: str
    line: int
    column: int
    parent: Node | None = None
    segment: str | int | None = None
    key_line: int = 0
    key_column: int = 0

    @property
    def path(self) -> str:
        """The path from the root, such as `domains.sales.files.patterns[0]`."""
        if self.parent is None or self.segment is None:
            return ""
        above = self.parent.path
        if isinstance(self.segment, int):
            return f"{above}[{self.segment}]"
        simple = self.segment.isprintable() and self.segment == self.segment.strip() != ""
        name = self.segment if simple else show(self.segment)
        return f"{above}.{name}" if above else name

    def place(self, *, key: bool = False) -> Place:
        """Return the place of the value, or of its key."""
        if key and self.key_line:
            return Place(self.file, self.key_line, self.key_column, self.path)
        return Place(self.file, self.line, self.column, self.path)

    def plain(self) -> Any:
        """Return the value as ordinary Python data."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value


def read(content: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a YAML document, and its problems. Return no tree if the text cannot be read at all."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [Problem(Place(file, line, 1), "not UTF-8. Save the file as UTF-8.")]
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except _TooDeep as error:
        return None, [*builder.problems, error.problem]
    except yaml.YAMLError as error:
        return None, [*builder.problems, _syntax_problem(error, text, file)]
    return builder.root, builder.problems


class _TooDeep(Exception):
    def __init__(self, place: Place) -> None:
        self.problem = Problem(place, f"more than {MAX_DEPTH} levels deep. The configuration needs no such depth.")


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        place = Place(file, mark.line + 1, mark.column + 1)
    else:
        bad = next((i for i, c in enumerate(text) if not (c.isprintable() or c in "\t\n\r\x85\ufeff")), 0)
        place = Place(file, text.count("\n", 0, bad) + 1, bad - text.rfind("\n", 0, bad))
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    hint = " Put text that has special characters in quotes." if "token" in reason or "expected" in reason else ""
    return Problem(place, f"not valid YAML: {reason}.{hint}")


class _Builder:
    """Makes the tree from the parser's events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._stack: list[Node] = []
        self._keys: list[Node | None] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add(event, _scalar(event))
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(event, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(event, [])
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._stack.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._add(event, None)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                self._refuse(self._node(event, None), "a second document: keep one document in the file.")

    def _open(self, event: yaml.CollectionStartEvent, value: list[Node] | dict[str, Node]) -> None:
        node = self._add(event, value)
        if len(self._stack) >= MAX_DEPTH:
            raise _TooDeep(Place(self.file, node.line, node.column))
        self._stack.append(node)
        self._keys.append(None)

    def _add(self, event: yaml.NodeEvent, value: Scalar | list[Node] | dict[str, Node]) -> Node:
        node = self._node(event, value)
        parent = self._stack[-1] if self._stack else None
        if parent is None:
            self.root = self.root or node
        elif isinstance(parent.value, list):
            node.parent, node.segment = parent, len(parent.value)
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            key = self._keys[-1]
            if key is None:
                self._key(node, parent)
                self._check(event, node)
                return node
            self._keys[-1] = None
            self._attach(node, key, parent, parent.value)
        self._check(event, node)
        return node

    def _key(self, node: Node, parent: Node) -> None:
        """Keep the key until its value comes. Refuse a key that is not text, and put a stand-in in its place."""
        node.parent, node.segment = parent.parent, parent.segment
        self._keys[-1] = node
        if isinstance(node.value, dict):
            self._refuse(parent, "a map as a key. A key is text, and Jinja ({{ … }}) is not accepted.")
        elif isinstance(node.value, list):
            self._refuse(node, "a list as a key: a key is text. Put it in quotes.")
        elif not isinstance(node.value, str):
            shown = show(node.value) if node.value is not None else "null"
            self._refuse(node, f"key {shown}: a key is text. Put it in quotes.")

    def _attach(self, node: Node, key: Node, parent: Node, siblings: dict[str, Node]) -> None:
        node.parent, node.key_line, node.key_column = parent, key.line, key.column
        if not isinstance(key.value, str):
            return
        node.segment = key.value
        first = siblings.get(key.value)
        if first is None:
            siblings[key.value] = node
        else:
            message = f"duplicate key {show(key.value)}: it stands in line {first.key_line} already. Keep one."
            self.problems.append(Problem(node.place(key=True), message))

    def _check(self, event: yaml.NodeEvent, node: Node) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(node, f"alias *{event.anchor}: aliases are not accepted. Write the value here.")
        elif event.anchor is not None:
            self._refuse(node, f"anchor &{event.anchor}: anchors are not accepted. Write the value where it is used.")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse(node, f"tag {show(tag)}: tags are not accepted. Leave it out; text goes in quotes.")
        if isinstance(node.value, str):
            for message in _string_problems(node.value):
                self._refuse(node, message)

    def _node(self, event: yaml.Event, value: Scalar | list[Node] | dict[str, Node]) -> Node:
        mark = event.start_mark
        return Node(value, self.file, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1)

    def _refuse(self, node: Node, message: str) -> None:
        self.problems.append(Problem(node.place(), message))


def _string_problems(text: str) -> Iterator[str]:
    if "{" in text:
        for marker in JINJA:
            if marker in text:
                yield f"{show(text)} holds {marker!r}: Jinja is not accepted in the configuration."
    if "\0" in text:
        yield f"{show(text)} holds a NUL character, which no database can store."


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    text: str = event.value
    plain: bool = event.implicit[0]
    if not plain:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
