"""dbt's documentation of the project as one file that needs no network.

dbt makes the manifest and the catalogue; the page is dbt's own, with both inside. Texts of the YAML cannot leave their
place in it: the text between its quotes ends no script, and the page's policy runs no script but dbt's.
"""

import base64
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from refill.database.target import Target
from refill.errors import RefillError
from refill.project.project import Project
from refill.runs.dbt import Progress, dbt

PAGE = "target/docs.html"
PACKAGE = "refill"
SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL)
ICON = re.compile(r'<link rel="shortcut icon"[^>]*>')  # a file beside the page, which is not there
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; base-uri 'none'; script-src 'unsafe-eval' {scripts}"
)
# a comment, and the macro right below it
COMMENTED = re.compile(
    r"\{#-?((?:(?!#\}).)*?)-?#\}\s*\{%-?\s*(?:macro|test|materialization)\s+(\w+)(?:, adapter='(\w+)')?", re.DOTALL
)


def write_docs(project: Project, target: Target, out: Path | None, on_node: Progress | None = None) -> Path:
    """Write the page to `out`, by default below target/, whole or not at all; return its path.

    The database must be up: the catalogue lists its tables. Raise RefillError where a model does not compile.
    """
    build = dbt(project, target, ["docs", "generate"], on_node)
    if not build.ok:
        raise RefillError(
            "dbt could not compile every model. `dbt compile` says which and why; correct it, then again."
        )
    made = project.root / "target"
    manifest = _read(made / "manifest.json")
    describe_macros(manifest, project)
    manifest["metadata"]["send_anonymous_usage_stats"] = (
        False  # the page asks a server for its tracker where it is true
    )
    page = static_page((made / "index.html").read_text(encoding="utf-8"), manifest, _read(made / "catalog.json"))
    path = (out or project.root / PAGE).absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.part")
    half.write_text(page, encoding="utf-8", newline="\n")
    os.replace(half, path)
    return path


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def static_page(index: str, manifest: Mapping[str, Any], catalog: Mapping[str, Any]) -> str:
    """Return dbt's page with its data inside. Raise RefillError where this dbt's page has no place for them."""
    for name, content in (("MANIFEST", manifest), ("CATALOG", catalog)):
        place = f'"{name}.JSON INLINE DATA"'
        if index.count(place) != 1:
            raise RefillError("The page of this dbt has no place for its data. Install the dbt that refill asks for.")
        index = index.replace(place, json.dumps(content, ensure_ascii=False).replace("<", "\\u003c"))
    hashes = [hashlib.sha256(script.encode()).digest() for script in SCRIPT.findall(index)]
    scripts = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in hashes)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(scripts=scripts)}">'
    return ICON.sub("", index).replace("<head>", f"<head>{policy}", 1)


def describe_macros(manifest: dict[str, Any], project: Project) -> None:
    """Add to each macro of the project and of refill the comment above it as its description.

    Another engine's version of a macro has the words of that macro; a helper without a comment is not shown.
    """
    own = [m for m in manifest["macros"].values() if m["package_name"] in (project.name, PACKAGE)]
    comments: dict[str, str] = {}
    for package, path in {(m["package_name"], m["original_file_path"]) for m in own}:
        root = project.root if package == project.name else project.root / "dbt_packages" / package
        comments |= dict(_comments((root / path).read_text(encoding="utf-8")))
    for macro in own:
        name = macro["name"]
        found = comments.get(name) or comments.get(name.partition("__")[2])
        macro["description"] = macro["description"] or found or ""
        if not found and name.startswith("_"):
            macro["docs"] = {**(macro.get("docs") or {}), "show": False}


def _comments(text: str) -> Iterator[tuple[str, str]]:
    """Return each macro of a file under the name that dbt has for it, with the comment above it."""
    for comment, name, adapter in COMMENTED.findall(text):
        described = "\n".join(line.strip() for line in comment.strip().splitlines())
        for given in (name, f"test_{name}", f"materialization_{name}_{adapter or 'default'}"):
            yield given, described
