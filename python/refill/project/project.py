"""The project on disk: its root, and the folders that refill reads and writes below it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from refill.errors import Refused

PROJECT_FILE = "dbt_project.yml"


@dataclass(frozen=True)
class Project:
    """A dbt project that refill works in. `root` is absolute and free of symbolic links."""

    root: Path
    name: str
    profile: str

    @property
    def config_dir(self) -> Path:
        """data_sources.yml and reference_sources.yml."""
        return self.root / "config"

    @property
    def models_dir(self) -> Path:
        return self.root / "models"

    @property
    def seeds_dir(self) -> Path:
        return self.root / "seeds"

    @property
    def logs_dir(self) -> Path:
        return self.root / "logs"

    @property
    def state_dir(self) -> Path:
        """The folder of this machine's own files: the embedded database and its lock. Not for version control."""
        return self.root / ".refill"

    @property
    def pwd(self) -> str:
        """The root as the shell spells it: PWD where that is the root, else the path without symbolic links.

        profiles.yml names the embedded socket after PWD, so dbt must see the same value that refill uses.
        """
        pwd = os.environ.get("PWD", "")
        if os.path.isabs(pwd) and os.path.isdir(pwd) and os.path.samefile(pwd, self.root):
            return pwd
        return str(self.root)


def find_project(start: Path) -> Project:
    """Return the project of the nearest folder, `start` or one of its parents, that holds a dbt_project.yml.

    Raise Refused where there is none, or where the file cannot be read as a project.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            return _read(folder)
    raise Refused(
        f"{start}: no {PROJECT_FILE} here or in any folder above. Go into a project, name one with --project-dir, "
        "or make one with `refill init DIR`."
    )


def _read(root: Path) -> Project:
    path = root / PROJECT_FILE
    content = read_yaml(path)
    name = content.get("name")
    if not isinstance(name, str) or not name:
        raise Refused(f"{path}: `name` is missing. Give the project a name.")
    profile = content.get("profile", name)
    if not isinstance(profile, str):
        raise Refused(f"{path}: `profile` is not a text. Name a profile of profiles.yml.")
    return Project(root=root, name=name, profile=os.environ.get("DBT_PROFILE") or profile)


def read_yaml(path: Path) -> dict[str, Any]:
    """Return the mapping that a YAML file of dbt holds. Raise Refused, naming the file, where it is anything else."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise Refused(f"{path} cannot be read: {reason}. Correct the file.") from error
    if not isinstance(content, dict):
        raise Refused(f"{path} does not hold a mapping of names to values. Correct the file.")
    return content
