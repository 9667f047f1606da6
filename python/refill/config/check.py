"""Every check that needs more than one value: names against names, types against types, both files together."""

from __future__ import annotations

from refill.config.check_domains import check_domain
from refill.config.check_exposures import check_exposure
from refill.config.check_keys import check_foreign_key, check_names_of_keys
from refill.config.check_tables import check_table
from refill.config.draft import Draft
from refill.config.names import MAX_DOMAIN_BYTES, ascii_problems, relation_problems
from refill.config.parts import PART_TABLE
from refill.config.problems import Place, Problem, show


def check(draft: Draft) -> None:
    """Add all mistakes between the values of both files to `draft.problems`."""
    for name, node in draft.domain_nodes.items():
        for message in ascii_problems("domain", name, limit=MAX_DOMAIN_BYTES):
            draft.problems.append(Problem(node.place(key=True), message))
    for name, node in draft.table_nodes.items():
        for message in relation_problems(name):
            draft.problems.append(Problem(node.place(key=True), message))
    _check_part_names(draft)
    _check_unique(draft)
    for table in draft.tables.values():
        check_table(table, draft)
    for domain in draft.domains.values():
        check_domain(domain, draft)
        check_names_of_keys(domain, draft)
        for index in range(len(domain.foreign_keys)):
            check_foreign_key(domain, index, draft)
    for exposure in draft.exposures.values():
        check_exposure(exposure, draft)


def _check_part_names(draft: Draft) -> None:
    """Refuse a domain's name that is the name of a part beside another domain's."""
    for name, node in draft.domain_nodes.items():
        match = PART_TABLE.fullmatch(name)
        if match and match["table"] in draft.domain_nodes:
            message = (
                f"domain {show(name)}: parts of domain {show(match['table'])} bear such names. Choose another name."
            )
            draft.problems.append(Problem(node.place(key=True), message))


def _check_unique(draft: Draft) -> None:
    """Refuse a name that is used twice: models and tables of both files are in one schema."""
    models: dict[str, Place] = {}
    relations: dict[str, Place] = {}
    for name, table in draft.tables.items():
        _claim(draft, models, "model", table.model, draft.table(name).place("model"))
        _claim(draft, relations, "table", name, draft.table_nodes[name].place(key=True))
    for name, domain in draft.domains.items():
        _claim(draft, models, "model", domain.fact.model, draft.domain(name).place("fact", "model"))
        _claim(draft, relations, "table", domain.fact.table, draft.domain(name).place("fact", "table"))


def _claim(draft: Draft, claimed: dict[str, Place], what: str, name: str, place: Place) -> None:
    first = claimed.setdefault(name, place)
    if first is not place:
        message = f"{what} {show(name)} is used twice: also in {first.path} ({first.file}:{first.line}). Rename one."
        draft.problems.append(Problem(place, message))
