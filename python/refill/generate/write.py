"""Writing the generated files: whole, with stale ones removed, and only those that changed."""

import hashlib
import os
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from refill.config.models import Config
from refill.config.schema import json_schemas
from refill.config.source import kinds
from refill.generate.render import FOLDER, SNAPSHOTS, render
from refill.project.fingerprint import RECORD, fingerprint
from refill.project.package import link_package

SCHEMAS = "config/schema"
WRITTEN = "target/generated.sha256"  # the state after the last write: where it is that still, nothing differs
CODE = ("config", "generate", "text")  # the rooms that the generated files follow from, with the YAML
PARSED = "target/partial_parse.msgpack"  # dbt's parsed state; it overlooks snapshots that a file gains


def wanted(root: Path, config: Config) -> dict[str, str]:
    """Return every generated file of the project: path relative to `root` to text."""
    files = render(config)
    files |= {f"{SCHEMAS}/{name}": text for name, text in json_schemas().items()}
    files[RECORD] = fingerprint(root) + "\n"
    return files


def differences(root: Path, config: Config) -> list[str]:
    """Return the changes of `write`, a line each; none where everything is up to date."""
    return _differences(root, wanted(root, config))


def write(root: Path, config: Config) -> list[str]:
    """Write differing files and remove stale ones; return the lines that `differences` would have returned.

    The macros that the models call are linked too, where the project takes them from the package.
    """
    link_package(root)
    if _written(root) == _state(root, config):
        return []
    files = wanted(root, config)
    changes = _differences(root, files)
    if any(SNAPSHOTS in change for change in changes):
        (root / PARSED).unlink(missing_ok=True)  # first: once the files are there, nothing differs any more
    for path, text in files.items():
        there = root / path
        if not there.exists() or there.read_text(encoding="utf-8") != text:
            there.parent.mkdir(parents=True, exist_ok=True)
            half = there.with_name(there.name + ".part")
            half.write_text(text, encoding="utf-8", newline="\n")
            os.replace(half, there)
    for path in _stale(root, files):
        (root / path).unlink()
    if (root / WRITTEN).parent.is_dir():
        with suppress(OSError):  # a full disk is told of by what must be written
            (root / WRITTEN).write_text(_state(root, config), encoding="utf-8")
    return changes


def _written(root: Path) -> str:
    """Return the state that the last write has left; nothing where it is not known."""
    try:
        return (root / WRITTEN).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _state(root: Path, config: Config) -> str:
    """Return the hash of the generated files, and of all that they follow from."""
    code = Path(__file__).parents[1]
    sources = [path for room in CODE for path in sorted((code / room).rglob("*.py"))]
    digest = hashlib.sha256(f"{fingerprint(root)} {config!r} {kinds()} {version('pydantic')}".encode())
    for path in (*sources, *_generated(root)):
        digest.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _differences(root: Path, files: dict[str, str]) -> list[str]:
    lines = []
    for path, text in files.items():
        there = root / path
        if not there.exists():
            lines.append(f"missing: {path}")
        elif there.read_text(encoding="utf-8") != text:
            lines.append(f"differs: {path}")
    return lines + [f"stale: {path}" for path in _stale(root, files)]


def _stale(root: Path, files: dict[str, str]) -> list[str]:
    """Return files in the generated folders that nothing asks for."""
    found = [path.relative_to(root).as_posix() for path in _generated(root)]
    return [path for path in found if path not in files]


def _generated(root: Path) -> list[Path]:
    """Return all files that are there in the generated folders."""
    return [p for folder in (FOLDER, SNAPSHOTS, SCHEMAS) for p in sorted((root / folder).rglob("*")) if p.is_file()]
