"""The repository's macros called from Python, as far as they only compose: without dbt and without a database."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment

from .servers import REPOSITORY

FOLDER = REPOSITORY / "macros"


class Returned(BaseException):
    """What dbt's `return` ends a macro with."""


class Macros:
    """`Macros("warehouse").batch_partition(fact, 7)`; `target.schema` is the schema that is given."""

    def __init__(self, schema: str) -> None:
        self._globals = {
            "return": _return,
            "refill": self,
            "target": SimpleNamespace(database="db", schema=schema),
            "api": SimpleNamespace(Relation=SimpleNamespace(create=lambda **names: SimpleNamespace(**names))),
            "modules": SimpleNamespace(re=re),
            "exceptions": SimpleNamespace(raise_compiler_error=_raise),
            "adapter": SimpleNamespace(dispatch=lambda name, _: getattr(self, f"postgres__{name}")),
        }

    def __getattr__(self, name: str) -> Callable[..., Any]:
        path = _places()[name]
        environment = Environment(extensions=["jinja2.ext.do"])
        template = environment.from_string(path.read_text(encoding="utf-8"), globals=self._globals)

        def call(*arguments: Any, **named: Any) -> Any:
            try:
                return getattr(template.module, name)(*arguments, **named)
            except Returned as returned:
                return returned.args[0]

        return call


@cache
def _places() -> dict[str, Path]:
    found = {}
    for path in FOLDER.rglob("*.sql"):
        for name in re.findall(r"{%-? macro (\w+)\(", path.read_text(encoding="utf-8")):
            found[name] = path
    return found


def _return(value: Any) -> None:
    raise Returned(value)


def _raise(message: str) -> None:
    raise ValueError(message)
