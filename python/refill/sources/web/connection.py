"""The address of an API and its log-in: environment variables that begin with the connection's name."""

from __future__ import annotations

import ipaddress
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from refill.errors import Refused

PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[A-Za-z0-9_.-]+|[0-9A-Fa-f:.]+")


class _Wrong(Exception):
    """A mistake in a variable, and its remedy."""


@dataclass(frozen=True)
class Connection:
    """An API's address and credentials.

    `origin` is scheme, host and port; `base` is the path that comes before every other. `authorization` is the header
    of that name, or None for an API that is open to all; `by` names the variables that it comes from.
    """

    name: str
    origin: str
    base: str
    authorization: str | None = field(repr=False)
    by: str
    certificates: str | None

    @property
    def is_loopback(self) -> bool:
        """True if the host is this machine."""
        return _is_loopback(urlsplit(self.origin).hostname or "")


def connection(name: str, environ: Mapping[str, str], where: str) -> Connection:
    """Return the connection of the variables `<name>_…`. Raise Refused, which names the variable and no value."""
    try:
        host, base = _address(name, environ)
        authorization, by = _authorization(name, environ)
        return Connection(name, host, base, authorization, by, _certificates(name, environ))
    except _Wrong as wrong:
        raise Refused(f"{where}: {wrong}") from None


def origin(address: str) -> str:
    """Return scheme, host and port of an absolute address: `https://host:443`.

    Raise ValueError for another scheme, for no host, and for a user name in it.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in PORTS or "@" in parts.netloc or not HOST.fullmatch(host):
        raise ValueError("no address")
    port = parts.port or PORTS[parts.scheme]
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _address(name: str, environ: Mapping[str, str]) -> tuple[str, str]:
    variable = f"{name}_URL"
    url = environ.get(variable, "").strip()
    if not url:
        raise _Wrong(f"{variable} is not set. Set it to the address of the API, such as https://mdm.example/api.")
    try:
        found = origin(url)
    except ValueError:
        raise _Wrong(
            f"{variable} is no address that can be asked. Use https://, a host in ASCII, perhaps a port and a path; "
            f"a user and a password go into {name}_USER and {name}_PASSWORD."
        ) from None
    parts = urlsplit(url)
    if parts.query or parts.fragment:
        raise _Wrong(f"{variable} holds ? or #. Put the parameters into the YAML, under `parameters`.")
    if parts.scheme == "http" and not _is_loopback(parts.hostname or "") and environ.get(f"{name}_ALLOW_HTTP") != "1":
        raise _Wrong(
            f"{variable} begins with http://, which anybody on the way can read and change. Use https://, "
            f"or set {name}_ALLOW_HTTP=1."
        )
    return found, parts.path.rstrip("/")


def _certificates(name: str, environ: Mapping[str, str]) -> str | None:
    path = environ.get(f"{name}_CA")
    if path and not Path(path).is_file():
        raise _Wrong(f"{name}_CA names no file. Give a file of certificates in PEM format.")
    return path or None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _authorization(name: str, environ: Mapping[str, str]) -> tuple[str | None, str]:
    token, user, password = (environ.get(f"{name}_{part}") for part in ("TOKEN", "USER", "PASSWORD"))
    both = f"{name}_USER and {name}_PASSWORD"
    if token and (user or password):
        raise _Wrong(f"{name}_TOKEN is set, and so are {both}. Set the one or the other.")
    if token:
        if not re.fullmatch(r"[!-~]+", token):
            raise _Wrong(f"{name}_TOKEN holds a space, a line break or a character that is not ASCII. Take it out.")
        return f"Bearer {token}", f"{name}_TOKEN"
    if user is None and password is None:
        return None, f"{name}_TOKEN, or {both}"
    if not user or password is None or ":" in user:
        raise _Wrong(f"{both} go together, and the user has no colon. Set both.")
    return f"Basic {b64encode(f'{user}:{password}'.encode(errors='surrogateescape')).decode()}", both
