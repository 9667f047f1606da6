"""Both YAML files, read, merged and checked: all or nothing, every problem at once."""

from __future__ import annotations

from pathlib import Path

from refill.config.check import check
from refill.config.draft import Draft
from refill.config.graph import derivation_order
from refill.config.merge import BUILT_IN, merged
from refill.config.models import Config, Domain, ReferenceTable
from refill.config.problems import ConfigError, Place, Problem, show, unknown
from refill.config.shape import modelled
from refill.config.yaml_reader import Node, read

DATA_SOURCES = "data_sources.yml"
REFERENCE_SOURCES = "reference_sources.yml"
VERSION = 1

__all__ = ["DATA_SOURCES", "REFERENCE_SOURCES", "ConfigError", "load_config"]


def load_config(config_dir: Path) -> Config:
    """The configuration in `config_dir`, `tables` in derivation order. Raises ConfigError with every problem."""
    draft = Draft()
    data = _file(config_dir, DATA_SOURCES, ("defaults", "domains"), draft.problems)
    references = _file(config_dir, REFERENCE_SOURCES, ("reference_tables",), draft.problems)
    unreadable = tuple(draft.problems)
    _read_tables(_members(references, "reference_tables", draft.problems), draft)
    inherited = _defaults(data, draft.problems)
    _read_domains(_members(data, "domains", draft.problems), inherited, draft)
    if data is not None and references is not None:
        check(draft)
    order = derivation_order(draft)
    if draft.problems:
        raise ConfigError(_without_echoes(draft.problems, unreadable))
    return Config(domains=draft.domains, tables={name: draft.tables[name] for name in order})


def _without_echoes(problems: list[Problem], first: tuple[Problem, ...]) -> list[Problem]:
    """The problems without those that stand where `first` has one: a value that cannot be read fits nowhere."""
    taken = {(p.place.file, p.place.line, p.place.column) for p in first}
    later = problems[len(first) :]
    return [*first, *(p for p in later if (p.place.file, p.place.line, p.place.column) not in taken)]


def _file(config_dir: Path, name: str, keys: tuple[str, ...], problems: list[Problem]) -> dict[str, Node] | None:
    """The top level of one file, or None if nothing in it can be relied on."""
    file = f"{config_dir.resolve().name}/{name}"
    try:
        content = (config_dir / name).read_bytes()
    except OSError as error:
        reason = "not found" if isinstance(error, FileNotFoundError) else str(error.strerror)
        problems.append(Problem(Place(file, 1, 1), f"{reason}. `refill init` writes one to begin with."))
        return None
    root, found = read(content, file)
    problems.extend(found)
    if root is None and found:
        return None
    if root is not None and root.value is not None and not isinstance(root.value, dict):
        problems.append(Problem(root.place(), f"{show(root.plain())}: use a map that begins with version: {VERSION}."))
        return None
    top = root.value if root is not None and isinstance(root.value, dict) else {}
    if not _version_is_known(top, file, problems):
        return None
    _refuse_unknown_keys(top, ("version", *keys), problems)
    return top


def _version_is_known(top: dict[str, Node], file: str, problems: list[Problem]) -> bool:
    version = top.get("version")
    if version is None:
        problems.append(Problem(Place(file, 1, 1), f"version is missing. Begin the file with version: {VERSION}."))
    elif version.value != VERSION or isinstance(version.value, bool | float):
        shown = show(version.plain())
        problems.append(Problem(version.place(), f"unknown version {shown}. This refill reads version: {VERSION}."))
    else:
        return True
    return False


def _refuse_unknown_keys(top: dict[str, Node], keys: tuple[str, ...], problems: list[Problem]) -> None:
    for key, node in top.items():
        if key not in keys:
            problems.append(Problem(node.place(key=True), unknown("key", key, keys)))


def _members(top: dict[str, Node] | None, key: str, problems: list[Problem]) -> dict[str, Node]:
    """The maps below `key`. An absent or empty one is a project that has none yet."""
    node = top.get(key) if top else None
    if node is None or node.value is None:
        return {}
    if isinstance(node.value, dict):
        return node.value
    problems.append(Problem(node.place(), f"{show(node.plain())}: use a map of names."))
    return {}


def _defaults(data: dict[str, Node] | None, problems: list[Problem]) -> Node:
    node = data.get("defaults") if data else None
    if node is None or node.value is None:
        return BUILT_IN
    if not isinstance(node.value, dict):
        problems.append(Problem(node.place(), f"{show(node.plain())}: use a map of what every domain inherits."))
        return BUILT_IN
    return merged(BUILT_IN, node, problems)


def _read_tables(nodes: dict[str, Node], draft: Draft) -> None:
    for name, node in nodes.items():
        draft.table_nodes[name] = node
        table = modelled(ReferenceTable, node, name, draft.problems)
        if table is not None:
            draft.tables[name] = table


def _read_domains(nodes: dict[str, Node], inherited: Node, draft: Draft) -> None:
    for name, node in nodes.items():
        whole = merged(inherited, node, draft.problems) if isinstance(node.value, dict) else node
        draft.domain_nodes[name] = whole
        domain = modelled(Domain, whole, name, draft.problems)
        if domain is not None:
            draft.domains[name] = domain
