"""Checks of the consumers: their names, their addresses, and that the models that they read exist."""

from __future__ import annotations

import re

from refill.config.draft import Draft
from refill.config.exposures import Exposure
from refill.config.names import ascii_problems
from refill.config.problems import show

EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
URL = re.compile(r"https?://[^\s<>\"']+")


def check_exposure(exposure: Exposure, draft: Draft) -> None:
    """Add the mistakes of `exposure` to the draft's problems."""
    report = draft.exposure(exposure.name)
    report.add_all(ascii_problems("exposure", exposure.name), key=True)
    if not exposure.description.strip():
        report.add("say what it is for.", "description")
    if exposure.url is not None and not URL.fullmatch(exposure.url):
        report.add(f"url {show(exposure.url)}: use an address that begins with https:// or http://.", "url")
    email = exposure.owner.email
    if email is not None and not EMAIL.fullmatch(email):
        report.add(f"email {show(email)}: use an address such as data@example.org.", "owner", "email")
    for kind, names, known in (
        ("domain", exposure.reads.domains, draft.domain_nodes),
        ("table", exposure.reads.tables, draft.table_nodes),
    ):
        report.distinct(kind, names, "reads", f"{kind}s")
        for index, name in enumerate(names):
            report.known(kind, name, known, "reads", f"{kind}s", index)
    for index, model in enumerate(exposure.reads.quality):
        if model == "weight" and not any(domain.foreign_keys for domain in draft.domains.values()):
            report.add("no domain has a foreign key, so there is nothing to weigh.", "reads", "quality", index)
        elif not draft.table_nodes:
            report.add("there is no reference table yet, so no quality model.", "reads", "quality", index)
    report.distinct("quality model", exposure.reads.quality, "reads", "quality")
