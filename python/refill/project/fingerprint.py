"""The inputs of the generated models: a hash of the two YAML files, kept beside the models.

This module imports nothing heavy, since dbt loads it at every start.
"""

import hashlib
from pathlib import Path

CONFIG_FILES = ("config/data_sources.yml", "config/reference_sources.yml")
STATE_FOLDERS = ("models", "macros", "seeds", "snapshots")
RECORD = "models/generated/.fingerprint"


def fingerprint(root: Path) -> str:
    """Return the hash of both YAML files below `root`; line ends do not count, a missing file counts as empty."""
    digest = hashlib.sha256()
    for name in CONFIG_FILES:
        path = root / name
        content = path.read_bytes().replace(b"\r\n", b"\n") if path.exists() else b""
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def project_state(root: Path) -> str:
    """Return the hash of every input of a build outside the database: YAML, models, macros, seeds."""
    digest = hashlib.sha256(fingerprint(root).encode())
    for folder in [*(root / name for name in STATE_FOLDERS), *sorted(root.glob("dbt_packages/*/macros"))]:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def recorded_fingerprint(root: Path) -> str | None:
    """Return the hash that the generated models were made from; None where nothing has been generated."""
    path = root / RECORD
    return path.read_text().strip() if path.exists() else None
