"""The state that dbt has parsed, kept for each set of snapshots: a change of these makes refill parse everything anew,
and tests go back and forth between a few.
"""

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

from refill.config.load import ConfigError, load_config
from refill.generate.render import SNAPSHOTS, render
from refill.generate.write import PARSED
from refill.project.fingerprint import fingerprint, recorded_fingerprint

HISTORY = f"{SNAPSHOTS}/_snapshots.yml"


def remember(root: Path) -> None:
    """Keep the state that dbt has parsed, under the present snapshots."""
    if (root / PARSED).exists() and (root / HISTORY).exists():
        kept = _kept(root, (root / HISTORY).read_text(encoding="utf-8"))
        kept.parent.mkdir(exist_ok=True)
        shutil.copy(root / PARSED, kept)


def recall(root: Path) -> None:
    """Put both back where the YAML asks for such snapshots again."""
    if recorded_fingerprint(root) == fingerprint(root):
        return
    with suppress(ConfigError):
        wanted = render(load_config(root / "config")).get(HISTORY, "")
        kept = _kept(root, wanted)
        if kept.exists() and (root / HISTORY).read_text(encoding="utf-8") != wanted:
            (root / HISTORY).write_text(wanted, encoding="utf-8")
            shutil.copy(kept, root / PARSED)


def _kept(root: Path, snapshots: str) -> Path:
    return root / "target" / "parsed" / hashlib.sha256(snapshots.encode()).hexdigest()
