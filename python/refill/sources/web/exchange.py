"""One request and its answer, within limits of time and size, whatever the other side does."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any, TypeVar

import requests
from requests.auth import AuthBase
from requests.exceptions import (
    ChunkedEncodingError,
    ContentDecodingError,
    ProxyError,
    RequestException,
    SSLError,
    Timeout,
)
from urllib3.exceptions import HTTPError, MaxRetryError, NameResolutionError, NewConnectionError, ReadTimeoutError

T = TypeVar("T")
CHUNK = 65536


class Unconnected(Exception):
    """No answer, or the half of one: another attempt may get it. The text has the reason."""


class Untrusted(Exception):
    """The other side does not prove its identity. The text has the reason."""


class Useless(Exception):
    """An answer that stays of no use with every further attempt. The text has the reason."""


class TooLarge(Exception):
    """An answer of more bytes than allowed."""


@dataclass(frozen=True)
class Response:
    """A status, headers by lower or upper case, and the unpacked body of status 200; others are not read."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Session(requests.Session):
    """A session that leaves redirects alone. Told not to follow one, requests still reads its body, however long.

    It trusts `certificates`, a file, or else those that the environment names, or else the usual ones. Proxies are
    those of the environment; a `direct` session has none.
    """

    def __init__(self, certificates: str | None, *, direct: bool) -> None:
        super().__init__()
        self.headers.update({"Accept": "application/json", "User-Agent": "refill"})
        # both are given with each request: what a session has, the environment overrides
        self._verify = certificates or True
        self._proxies: dict[str, Any] | None = dict.fromkeys(("http", "https", "all")) if direct else None

    def ask(self, url: str, authorization: Authorization, seconds: float) -> requests.Response:
        """Return the beginning of the answer; `seconds` is the longest silence of the other side."""
        return self.get(
            url,
            auth=authorization,
            verify=self._verify,
            proxies=self._proxies and dict(self._proxies),
            timeout=seconds,
            stream=True,
            allow_redirects=False,
        )

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002  # the method of requests
        return None


class Authorization(AuthBase):
    """The header that logs in, or none. With it, requests does not look into .netrc."""

    def __init__(self, header: str | None) -> None:
        self._header = header

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._header is not None:
            request.headers["Authorization"] = self._header
        return request


def exchange(session: Session, url: str, authorization: Authorization, seconds: float, most: int) -> Response:
    """Return the answer of `url`, not redirected, within `seconds` from the look-up of the host to the last byte.

    Raise TimeoutError, TooLarge for a body of more than `most` bytes, Unconnected, Untrusted or Useless.
    """
    begun: list[requests.Response] = []

    def send() -> Response:
        with _explained(), session.ask(url, authorization, seconds) as answer:
            begun.append(answer)
            body = _body(answer, most) if answer.status_code == 200 else b""
            return Response(answer.status_code, answer.headers, body)

    try:
        return _within(seconds, send)
    except TimeoutError:
        for answer in begun:
            with contextlib.suppress(ValueError, RuntimeError, OSError):  # it has ended in this moment
                answer.raw.shutdown()
        raise TimeoutError from None


def _within(seconds: float, work: Callable[[], T]) -> T:
    """Return or raise the result of `work`; raise TimeoutError after `seconds`.

    Time-outs of sockets count from byte to byte, and looking up a name has none. So the work is done in a thread, which
    is left behind when time is over.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # for the waiting caller
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future.result(timeout=seconds)


def _body(answer: requests.Response, most: int) -> bytes:
    body = bytearray()
    for chunk in answer.iter_content(CHUNK):
        body += chunk
        if len(body) > most:
            raise TooLarge
    return bytes(body)


@contextmanager
def _explained() -> Iterator[None]:
    """Turn errors into messages without addresses: those may hold secrets."""
    try:
        yield
    except SSLError as error:
        raise Untrusted(_distrust(error)) from None
    except Timeout:
        raise TimeoutError from None
    except ProxyError:
        raise Unconnected("the proxy that the environment names gives no connection") from None
    except ContentDecodingError:
        raise Useless("the answer cannot be unpacked") from None
    except (requests.exceptions.ConnectionError, ChunkedEncodingError) as error:
        reason = error.args[0] if error.args else None
        if isinstance(reason, ReadTimeoutError):
            raise TimeoutError from None
        raise Unconnected(_disconnection(reason)) from None
    except RequestException as error:
        raise Useless(f"the request cannot be made ({type(error).__name__})") from None
    except HTTPError:
        raise Unconnected("the connection breaks off") from None
    except OSError as error:
        reason = error.strerror or "no file of certificates where REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE says"
        raise Useless(f"the request cannot be made ({reason})") from None


def _disconnection(reason: object) -> str:
    found = reason.reason if isinstance(reason, MaxRetryError) else reason
    if isinstance(found, NameResolutionError):
        return "the name of its host is not known"
    if isinstance(found, NewConnectionError):
        return "it takes no connection"
    return "the connection breaks off"


def _distrust(error: BaseException) -> str:
    """Return the words of the TLS library, such as `self-signed certificate`."""
    waiting: list[object] = [error]
    while waiting:
        found = waiting.pop()
        if isinstance(found, ssl.SSLCertVerificationError):
            return found.verify_message
        if isinstance(found, BaseException):
            waiting += [*found.args, getattr(found, "reason", None)]
    return "no TLS connection can be made"
