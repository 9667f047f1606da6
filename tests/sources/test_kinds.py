"""A package of its own adds a kind of source by an entry point."""

import os
import subprocess
import sys
from pathlib import Path

KIND = """
from contextlib import contextmanager
from typing import ClassVar, Literal

from refill.config.source import Reading, Source


class LettersSource(Source):
    type: Literal["letters"]
    last: str

    label: ClassVar[str] = "the letters"
    description: ClassVar[str] = "From the letters."

    @contextmanager
    def open(self, request):
        letters = [chr(code) for code in range(ord("a"), ord(self.last) + 1)]
        yield Reading(["letter"], ["letter"], iter([("\\n".join(letters) + "\\n").encode()]))
"""
READ = """
from pathlib import Path
from refill.config.load import load_config
from refill.config.schema import json_schemas
from refill.config.source import Request

(source,) = load_config(Path("config")).tables["letters"].sources
with source.open(Request(Path(), ("letter",))) as reading:
    print(b"".join(reading.chunks).split(), "LettersSource" in json_schemas()["reference_sources.schema.json"])
"""
YAML = """
version: 1
reference_tables:
  letters:
    model: dim_letter
    key: letter
    columns: {letter: text}
    source: {type: letters, last: c}
"""


def run(folder: Path, second: bool = False) -> subprocess.CompletedProcess[str]:
    for number in range(1 + second):
        installed = folder / f"letters_{number}-1.dist-info"
        installed.mkdir()
        (folder / f"letters_{number}.py").write_text(KIND)
        (installed / "entry_points.txt").write_text(f"[refill.sources]\nletters = letters_{number}:LettersSource\n")
        (installed / "METADATA").write_text(f"Metadata-Version: 2.1\nName: letters-{number}\nVersion: 1\n")
    (folder / "config").mkdir()
    (folder / "config" / "reference_sources.yml").write_text(YAML)
    (folder / "config" / "data_sources.yml").write_text("version: 1\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}
    return subprocess.run([sys.executable, "-c", READ], cwd=folder, env=environment, capture_output=True, text=True)


def test_a_package_adds_a_kind_of_source_with_its_settings_and_its_schema(tmp_path: Path) -> None:
    found = run(tmp_path)
    assert (found.stdout, found.stderr) == ("[b'a', b'b', b'c'] True\n", "")


def test_a_kind_that_two_packages_bring_is_refused(tmp_path: Path) -> None:
    found = run(tmp_path, second=True)
    assert found.stderr.splitlines()[-1].startswith(
        "refill.errors.RefillError: Source type letters: two packages bring it"
    )
