"""Answers of one API: from its own host alone, tried again where that may help, within limits for all of them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import requests

from refill.config.problems import show
from refill.config.source import Unavailable
from refill.errors import Refused
from refill.sources.web.connection import Connection, origin
from refill.sources.web.exchange import (
    Authorization,
    Response,
    Session,
    TooLarge,
    Unconnected,
    Untrusted,
    Useless,
    exchange,
)

BACK_OFF = (1.0, 2.0, 4.0)
"""Seconds before the second, third and fourth attempt; the API may ask for more."""
LONGEST_WAIT = 60.0
REDIRECTS = 5
REDIRECTED = (301, 302, 303, 307, 308)
BUSY = (408, 425, 429)
LOGIN = (401, 403)


@dataclass(frozen=True)
class Limits:
    """`timeout` and `seconds` are for one request and for all of them; `page` and `whole` are megabytes, unpacked."""

    timeout: int
    seconds: int
    page: int
    whole: int


@dataclass(frozen=True)
class Answer:
    """A body that came from `url`, with its Link and Content-Type headers."""

    url: str
    body: bytes
    link: str
    kind: str


class Client:
    """Asks one API. `hosts` are further hosts that a link or a redirect may lead to; no credentials go there."""

    def __init__(self, connection: Connection, hosts: tuple[str, ...], limits: Limits, label: str) -> None:
        scheme = connection.origin.partition(":")[0]
        self._connection = connection
        self._allowed = {connection.origin, *(origin(f"{scheme}://{host}") for host in hosts)}
        self._limits = limits
        self._label = label
        self._left = limits.whole << 20
        self._until = time.monotonic() + limits.seconds
        self._session = Session(connection.certificates, direct=connection.is_loopback)

    def close(self) -> None:
        self._session.close()

    def where(self, page: int) -> str:
        return f"{self._label}, page {page}"

    def address(self, path: str, parameters: dict[str, str]) -> str:
        """Return the address of a path below the API's."""
        bare = f"{self._connection.origin}{self._connection.base}{path}"
        return str(requests.Request("GET", bare, params=parameters).prepare().url)

    def followed(self, link: str, url: str, page: int) -> str:
        """Return the address of `link` in the answer from `url`. Raise Refused where it leads to another host."""
        try:
            whole = urljoin(url, link)
            found, parts = origin(whole), urlsplit(whole)
        except ValueError:
            raise Refused(f"{self.where(page)}: the answer leads to something that is no address.") from None
        if found not in self._allowed:
            raise Refused(
                f"{self.where(page)}: the answer leads to {show(found)}, and only {', '.join(sorted(self._allowed))} "
                "may be asked. If that is right, name the host under `hosts`."
            )
        # made anew of an allowed origin: any other reader of the address finds the same host
        return f"{found}{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"

    def get(self, url: str, page: int) -> Answer:
        """Return the answer of `url`, an address that `address` or `followed` has returned.

        Raise Unavailable where there is none, or not in time, and Refused where the answer is of no use.
        """
        where = self.where(page)
        for _ in range(REDIRECTS + 1):
            response = self._patient(url, page)
            if response.status == 200:
                headers = response.headers
                return Answer(url, response.body, headers.get("Link", ""), headers.get("Content-Type", ""))
            target = response.headers.get("Location", "").encode("latin-1", "replace").decode(errors="replace")
            if response.status not in REDIRECTED or not target:
                end = (
                    " If there is no such page, say in `total` where the number of all records is." if page > 1 else ""
                )
                raise Refused(f"{where}: status {response.status}. Correct `path`, `parameters` or `paging`.{end}")
            url = self.followed(target, url, page)
        raise Refused(f"{where}: more than {REDIRECTS} redirects. Correct `path`.")

    def _patient(self, url: str, page: int) -> Response:
        """Return the first response that is not a passing failure."""
        attempts = 1 + len(BACK_OFF)
        for wait in (*BACK_OFF, None):
            after = 0.0
            try:
                response = self._once(url, page)
            except Unconnected as error:
                reason = str(error)
            else:
                if response.status not in BUSY and response.status < 500:
                    return response
                reason, after = f"status {response.status}", _retry_after(response)
            if wait is not None:
                self._pause(max(wait, after), page)
        raise Unavailable(
            f"{self.where(page)}: {reason}, {attempts} times in a row. Sync again later, or have the API at "
            f"{self._connection.name}_URL looked at."
        )

    def _once(self, url: str, page: int) -> Response:
        where, limits = self.where(page), self._limits
        own = origin(url) == self._connection.origin
        try:
            response = exchange(
                self._session,
                url,
                Authorization(self._connection.authorization if own else None),
                min(limits.timeout, self._remaining(page)),
                min(limits.page << 20, self._left),
            )
        except TimeoutError:
            self._remaining(page)
            raise Unavailable(
                f"{where}: no whole answer within timeout ({limits.timeout} seconds). Sync again later, ask for "
                "smaller pages, or raise it."
            ) from None
        except Untrusted as error:
            raise Unavailable(
                f"{where}: the host does not prove who it is: {error}. Have its certificate renewed, or name a file of "
                f"certificates to trust in {self._connection.name}_CA."
            ) from None
        except Useless as error:
            raise Refused(f"{where}: {error}. Have the API looked at.") from None
        except TooLarge:
            raise Refused(f"{where}: {self._too_large()}") from None
        if own and response.status in LOGIN:
            raise Unavailable(
                f"{where}: status {response.status}: the API does not let refill in. Correct {self._connection.by}."
            )
        self._left -= len(response.body)
        return response

    def _too_large(self) -> str:
        if self._left < self._limits.page << 20:
            return (
                f"all pages together are more than max_mb ({self._limits.whole}). Ask for fewer records, or raise it."
            )
        return f"the answer is more than max_page_mb ({self._limits.page}). Ask for smaller pages, or raise it."

    def _pause(self, seconds: float, page: int) -> None:
        if seconds > LONGEST_WAIT:
            raise Unavailable(
                f"{self.where(page)}: the API wants to be left alone for {seconds:.0f} seconds. Sync again after that."
            )
        if seconds > 0:
            time.sleep(min(seconds, self._remaining(page)))

    def _remaining(self, page: int) -> float:
        seconds = self._until - time.monotonic()
        if seconds <= 0:
            raise Unavailable(
                f"{self.where(page)}: not read to the end within max_seconds ({self._limits.seconds}). Sync again "
                "later, or raise it."
            )
        return seconds


def _retry_after(response: Response) -> float:
    """Return the seconds that the header of that name asks for, as a number or as a date; 0 if it does not."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp() - datetime.now(UTC).timestamp()
