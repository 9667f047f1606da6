"""The macros as Jinja has compiled them, kept beside dbt's parsed state.

Else each run compiles all that it calls once more, which is a fifth of a small run.
"""

import hashlib
import importlib.util
import marshal
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import Any

KEPT = "target/templates.marshal"
MOST = 3000  # texts; beyond that only those of the last run are kept
MAKERS = ("jinja2", "dbt-common")  # what they make of a text may change with their version


class Templates(dict[str, Any]):
    """dbt's templates by the text of their macro, compiled where they are asked for and not there.

    It takes the place of the dictionary in which dbt looks before it compiles. `codes` are those that are known.
    """

    def __init__(self, made: dict[str, Any], codes: dict[str, CodeType]) -> None:
        from dbt_common.clients.jinja import get_environment

        super().__init__(made)
        self.codes = codes
        self.compiled: list[str] = []
        self._environment = get_environment()

    def __contains__(self, text: object) -> bool:
        return super().__contains__(text) or (isinstance(text, str) and self._make(text))

    def _make(self, text: str) -> bool:
        code = self.codes.get(text)
        if code is None:
            try:
                code = self._environment.compile(text)
            except Exception:  # whatever is wrong with it, dbt finds it too, and says of which macro
                return False
            self.codes[text] = code
            self.compiled.append(text)
        environment = self._environment
        self[text] = environment.template_class.from_code(environment, code, environment.make_globals({}))
        return True


@contextmanager
def templates_of(root: Path, keep: bool = True) -> Iterator[None]:
    """Let dbt find the templates of the project's macros, and keep those that it needed anew; without `keep`, in this
    process only.
    """
    from dbt_common.clients import jinja

    cache, codes = jinja.template_cache, _read(root / KEPT)
    before = cache.file_cache
    cache.file_cache = templates = Templates(before, codes)
    try:
        yield
    finally:
        cache.file_cache = dict(templates)
        if templates.compiled and keep:
            wanted = codes if len(codes) <= MOST else {text: codes[text] for text in templates if text in codes}
            with suppress(OSError):  # a full disk is told of by what must be written
                _write(root / KEPT, wanted)


def _read(path: Path) -> dict[str, CodeType]:
    """Return the code of each text that is kept; none where the file is of other versions, or not whole."""
    try:
        kept = path.read_bytes()
    except OSError:
        return {}
    heading = _heading(body := kept[len(_heading(b"")) :])
    if not kept.startswith(heading):
        return {}
    return marshal.loads(body)  # type: ignore[no-any-return]  # noqa: S302  # as trusted as the macros, and as a .pyc


def _write(path: Path, codes: dict[str, CodeType]) -> None:
    body = marshal.dumps(codes)
    half = path.with_name(path.name + ".part")
    half.write_bytes(_heading(body) + body)
    os.replace(half, path)


def _heading(body: bytes) -> bytes:
    """Return the digest of the body and of all that it depends on."""
    makers = " ".join(f"{name} {version(name)}" for name in MAKERS)
    return hashlib.sha256(importlib.util.MAGIC_NUMBER + makers.encode() + b"\n" + body).digest()
