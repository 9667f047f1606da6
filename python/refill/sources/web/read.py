"""Reading a source of type http."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

from refill.config.problems import show
from refill.config.source import Reading, Request
from refill.errors import Refused
from refill.sources.web.client import Client, Limits
from refill.sources.web.connection import connection
from refill.sources.web.pages import names_of, pages
from refill.sources.web.settings import HttpSettings
from refill.sources.web.spool import Spool


@contextmanager
def read(source: HttpSettings, request: Request) -> Iterator[Reading]:
    """Fetch all pages before the context is entered. A page that fails refuses them all.

    A field that no record has is no column, unless the API was asked for later records only: a few records do not show
    the fields of the others.
    """
    with closing(Spool(request.wanted, request.cursor)) as spool:
        later = _fetch(source, request, spool)
        if request.cursor is not None and spool.rows and request.cursor not in spool.offered:
            offered = names_of(spool.offered)
            raise Refused(f"{source.label}: no record has the cursor {show(request.cursor)}. They have: {offered}.")
        everything = later or not spool.rows
        columns = [name for name in request.wanted if everything or name in spool.offered]
        yield Reading(
            offered=list(dict.fromkeys([*spool.offered, *columns])),
            columns=columns,
            chunks=spool.chunks(columns, source.label),
            fingerprint=None if later else spool.fingerprint,
            high_water=spool.high_water,
        )


def _fetch(source: HttpSettings, request: Request, spool: Spool) -> bool:
    """Fill the spool. Return True if the API was asked for later records only."""
    parameters = dict(source.parameters)
    later = source.since_parameter is not None and request.since is not None
    if source.since_parameter is not None and request.since is not None:
        parameters[source.since_parameter] = request.since
    limits = Limits(source.timeout, source.max_seconds, source.max_page_mb, source.max_mb)
    found = connection(source.connection, os.environ, source.label)
    with closing(Client(found, source.hosts, limits, source.label)) as client:
        for number, records in enumerate(pages(source, client, parameters), start=1):
            spool.add(records, client.where(number))
    return later
