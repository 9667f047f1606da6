"""Writing the generated files: whole, with stale ones removed, and only those that changed."""

import os
from pathlib import Path

from refill.config.models import Config
from refill.config.schema import json_schemas
from refill.generate.render import FOLDER, SNAPSHOTS, render
from refill.project.fingerprint import RECORD, fingerprint
from refill.project.package import link_package

SCHEMAS = "config/schema"
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
    return changes


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
    found = [p for folder in (FOLDER, SNAPSHOTS, SCHEMAS) for p in sorted((root / folder).rglob("*")) if p.is_file()]
    return [str(p.relative_to(root).as_posix()) for p in found if p.relative_to(root).as_posix() not in files]
