"""Hosts prove their identity."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from refill.config.source import Unavailable

from ...support.api import Api, serving
from .plans import CELLS, ROWS, read, refusal, source


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def secure(authority: trustme.CA) -> Iterator[Api]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with serving(context) as started:
        started.answer = lambda call: call.json(ROWS)
        yield started


def test_a_certificate_is_checked_against_the_authority_of_the_environment(
    api: Api, secure: Api, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    monkeypatch.setenv("MDM_URL", secure.url)
    untrusted = (
        "http MDM, /v1/plans, page 1: the host does not prove who it is: unable to get local issuer certificate. "
        "Have its certificate renewed, or name a file of certificates to trust in MDM_CA."
    )
    assert refusal(source(), Unavailable) == untrusted
    monkeypatch.setenv("MDM_CA", str(tmp_path / "other.pem"))
    assert refusal(source(), Unavailable) == untrusted
    assert secure.calls == []
    monkeypatch.setenv("MDM_CA", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "other.pem"))
    assert read(source()) == (["code", "name"], CELLS)
    monkeypatch.delenv("MDM_CA")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
    assert read(source()) == (["code", "name"], CELLS)
    monkeypatch.setenv("MDM_URL", secure.url.replace("127.0.0.1", "localhost"))
    assert "does not prove who it is: Hostname mismatch" in refusal(source(), Unavailable)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere")
    assert "no file of certificates where REQUESTS_CA_BUNDLE or CURL_CA_BUNDLE says" in refusal(source())


def test_a_host_without_tls_where_it_should_be_is_unavailable(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MDM_URL", api.url.replace("http:", "https:"))
    assert "page 1: the host does not prove who it is: no TLS connection can be made." in refusal(source(), Unavailable)
