"""A new project: the machinery, an empty configuration with every option explained, and the generated files."""

import os
import re
from pathlib import Path

from refill.config.load import load_config
from refill.errors import RefillError, Refused
from refill.generate.write import write

TEMPLATE = Path(__file__).resolve().parent / "template"
PLACEHOLDER = "new_project"
RENAMED = {"gitignore": ".gitignore"}
TAKEN = ("refill", "dbt", "dbt_postgres")


def init(folder: Path) -> list[str]:
    """Make a project in `folder`, which must be empty or not there yet; return the files written, relative to it.

    Raise Refused where something is there already, RefillError where the folder cannot be written to.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise Refused(f"{folder} is not an empty folder. Name a new one.")
    name = project_name(folder)
    try:
        files = render(name)
        for path, text in files.items():
            there = folder / path
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_text(text, encoding="utf-8", newline="\n")
        (folder / "data").mkdir()
        write(folder, load_config(folder / "config"))
    except OSError as error:
        raise RefillError(f"{error.filename}: {error.strerror}. Choose a folder that you may write to.") from error
    return list(files)


def render(name: str) -> dict[str, str]:
    """Return path to text of each file that a project called `name` begins with, the generated ones left aside."""
    files = {}
    for path in TEMPLATE.rglob("*"):
        if path.is_dir():
            continue
        place = path.relative_to(TEMPLATE)
        text = path.read_text(encoding="utf-8").replace(PLACEHOLDER, name)
        files[place.with_name(RENAMED.get(place.name, place.name)).as_posix()] = text
    return dict(sorted(files.items()))


def project_name(folder: Path) -> str:
    """Return a name that dbt accepts and no package has, from the folder's, or `project`."""
    name = re.sub(r"[^a-z0-9]+", "_", Path(os.path.abspath(folder)).name.lower()).strip("_")
    if not name or name[0].isdigit():
        name = f"project_{name}".rstrip("_")
    return f"{name}_project" if name in TAKEN else name
