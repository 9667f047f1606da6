"""Sample months, made once and kept: `python -m examples.company` with plain rows, all of which can be loaded."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

NEW_KEYS = "0.1"
MONTH = "202411"


@dataclass(frozen=True)
class Delivery:
    """A month's files. `root` has data/, reference/ and seeds/ as a project has them."""

    root: Path
    performance: Path
    income: Path


def rows_of(size: int) -> tuple[int, int]:
    """Return the rows of 规模明细 and of 收入明细: the number of the size, and a hundredth of it, 100 at least."""
    return size, max(size // 100, 100)


def delivery(work: Path, size: int, form: str = "csv", month: str = MONTH) -> Delivery:
    """Return the files of one month, from the cache below `work` if they are there."""
    root = work / "samples" / f"{form}-{size}-{month}"
    if not root.exists():
        fresh = root.with_suffix(".new")
        shutil.rmtree(fresh, ignore_errors=True)
        first, second = rows_of(size)
        options = ("--months", month, "--rows", f"{first},{second}", "--format", form, "--new-keys", NEW_KEYS)
        command = [sys.executable, "-m", "examples.company", "--out", str(fresh), *options, "--plain", "--no-bad-rows"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        fresh.rename(root)
    files = sorted(path for path in (root / "data").rglob("*") if path.is_file())
    if form == "csv":
        by_sheet = {path.stem.rsplit("_", 1)[1]: path for path in files}
        return Delivery(root, by_sheet["规模明细"], by_sheet["收入明细"])
    return Delivery(root, files[0], files[0])
