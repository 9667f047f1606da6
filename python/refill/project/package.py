"""The dbt package `refill`, the macros that generated models call, as a project has it: by two links.

    .refill/dbt           → the folder `dbt` of the installed refill
    dbt_packages/refill   → .refill/dbt; `dbt deps` makes the same from packages.yml

Both belong to this machine, so packages.yml names no path of it. The repository of refill is the package itself, has no
packages.yml, and gets no links.
"""

import os
from pathlib import Path

from refill.errors import Refused
from refill.project.project import read_yaml

ASKED_FOR = ".refill/dbt"
INSTALLED = Path(__file__).resolve().parent / "dbt"


def link_package(root: Path) -> None:
    """Make the links of the project `root` where they are missing or lead elsewhere, if packages.yml asks for them.

    Raise Refused where a file or folder is in their place.
    """
    if not _asks_for_package(root / "packages.yml"):
        return
    _link(root / ASKED_FOR, INSTALLED)
    _link(root / "dbt_packages" / "refill", Path("..", ASKED_FOR))


def _asks_for_package(path: Path) -> bool:
    packages = read_yaml(path).get("packages") if path.exists() else None
    named = [item.get("local") for item in packages or () if isinstance(item, dict)]
    return ASKED_FOR in (os.path.normpath(name) for name in named if isinstance(name, str))


def _link(link: Path, target: Path) -> None:
    if link.is_symlink() and link.resolve() == INSTALLED:
        return
    if link.exists() and not link.is_symlink():
        raise Refused(f"{link}: refill keeps a link to its macros there. Move what is there away.")
    link.parent.mkdir(exist_ok=True)
    fresh = link.with_name(f"{link.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target, target_is_directory=True)
    os.replace(fresh, link)
