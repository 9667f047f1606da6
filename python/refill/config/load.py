"""Both YAML files, read, merged and checked: all or nothing, every problem at once."""

from __future__ import annotations

from pathlib import Path

from refill.config.alerts import Alerts
from refill.config.check import check
from refill.config.draft import Draft
from refill.config.graph import derivation_order
from refill.config.merge import BUILT_IN, NOTHING, merged
from refill.config.models import Config, Domain, Exposure, ReferenceTable
from refill.config.problems import ConfigError, Place, Problem, show, unknown
from refill.config.schedule import timezone_problems
from refill.config.shape import modelled
from refill.config.yaml_reader import Node, read

DATA_SOURCES = "data_sources.yml"
REFERENCE_SOURCES = "reference_sources.yml"
ALERTS = "alerts.yml"
VERSION = 1

__all__ = ["ALERTS", "DATA_SOURCES", "REFERENCE_SOURCES", "ConfigError", "load_alerts", "load_config"]


def load_config(config_dir: Path) -> Config:
    """Return the configuration in `config_dir`, `tables` in derivation order. Raise ConfigError with every problem."""
    draft = Draft()
    data = _file(config_dir, DATA_SOURCES, ("defaults", "domains", "exposures"), draft.problems)
    references = _file(config_dir, REFERENCE_SOURCES, ("timezone", "defaults", "reference_tables"), draft.problems)
    unreadable = tuple(draft.problems)
    of_tables = _defaults(references, NOTHING, "table", draft.problems)
    _read_tables(_members(references, "reference_tables", draft.problems), of_tables, draft)
    timezone = _timezone(references, draft.problems)
    of_domains = _defaults(data, BUILT_IN, "domain", draft.problems)
    _read_domains(_members(data, "domains", draft.problems), of_domains, draft)
    _read_exposures(_members(data, "exposures", draft.problems), draft)
    if data is not None and references is not None:
        check(draft)
    order = derivation_order(draft)
    if draft.problems:
        raise ConfigError(_without_echoes(draft.problems, unreadable))
    fed = {key.target_table for domain in draft.domains.values() for key in domain.foreign_keys}
    tables = {name: draft.tables[name].with_decisions() if name in fed else draft.tables[name] for name in order}
    return Config(domains=draft.domains, tables=tables, timezone=timezone, exposures=draft.exposures)


def load_alerts(config_dir: Path) -> Alerts:
    """Return the alerts that `config_dir` asks for: none without the file. Raise ConfigError with every problem."""
    if not (config_dir / ALERTS).exists():
        return Alerts()
    problems: list[Problem] = []
    top = _file(config_dir, ALERTS, ("channels",), problems)
    alerts = None
    if top is not None:
        channels = {key: node for key, node in top.items() if key == "channels"}
        alerts = modelled(Alerts, Node(channels, f"{config_dir.resolve().name}/{ALERTS}", 1, 1), None, problems)
    if alerts is None or problems:
        raise ConfigError(problems)
    return alerts


def _without_echoes(problems: list[Problem], first: tuple[Problem, ...]) -> list[Problem]:
    """Return the problems without those at a place where `first` has one: an unreadable value fits no type."""
    taken = {(p.place.file, p.place.line, p.place.column) for p in first}
    later = problems[len(first) :]
    return [*first, *(p for p in later if (p.place.file, p.place.line, p.place.column) not in taken)]


def _file(config_dir: Path, name: str, keys: tuple[str, ...], problems: list[Problem]) -> dict[str, Node] | None:
    """Return the top level of one file, or None if nothing in it can be relied on."""
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
    """Return the maps below `key`. An absent or empty one is a project that has none yet."""
    node = top.get(key) if top else None
    if node is None or node.value is None:
        return {}
    if isinstance(node.value, dict):
        return node.value
    problems.append(Problem(node.place(), f"{show(node.plain())}: use a map of names."))
    return {}


def _defaults(top: dict[str, Node] | None, built_in: Node, what: str, problems: list[Problem]) -> Node:
    node = top.get("defaults") if top else None
    if node is None or node.value is None:
        return built_in
    if not isinstance(node.value, dict):
        problems.append(Problem(node.place(), f"{show(node.plain())}: use a map of what every {what} inherits."))
        return built_in
    return merged(built_in, node, problems)


def _timezone(references: dict[str, Node] | None, problems: list[Problem]) -> str:
    """Return the time zone of schedules."""
    node = references.get("timezone") if references else None
    if node is None:
        return "UTC"
    name = node.plain()
    if not isinstance(name, str):
        problems.append(Problem(node.place(), f"{show(name)}: use a name such as Asia/Shanghai or UTC."))
        return "UTC"
    problems.extend(Problem(node.place(), message) for message in timezone_problems(name))
    return name


def _read_tables(nodes: dict[str, Node], inherited: Node, draft: Draft) -> None:
    for name, node in nodes.items():
        whole = merged(inherited, node, draft.problems) if isinstance(node.value, dict) else node
        draft.table_nodes[name] = whole
        table = modelled(ReferenceTable, whole, name, draft.problems)
        if table is not None:
            draft.tables[name] = table


def _read_domains(nodes: dict[str, Node], inherited: Node, draft: Draft) -> None:
    for name, node in nodes.items():
        whole = merged(inherited, node, draft.problems) if isinstance(node.value, dict) else node
        draft.domain_nodes[name] = whole
        domain = modelled(Domain, whole, name, draft.problems)
        if domain is not None:
            draft.domains[name] = domain


def _read_exposures(nodes: dict[str, Node], draft: Draft) -> None:
    for name, node in nodes.items():
        draft.exposure_nodes[name] = node
        exposure = modelled(Exposure, node, name, draft.problems)
        if exposure is not None:
            draft.exposures[name] = exposure
