"""Sources of type http in the YAML: the accepted settings, and the refused ones with their places."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from refill.config.schema import json_schemas

FILE = "{type: file, path: reference/regions.csv}"
HTTP = "{type: http, connection: MDM, path: /v1/regions}"
WHOLE = """{type: http, connection: MDM, path: /v1/regions, parameters: {status: active}, records: data.items, \
paging: {type: offset, parameter: skip, limit_parameter: limit, limit: 500}, total: data.total, \
since_parameter: updated_since, hosts: ["files.example", "files.example:8443"], timeout: 10, max_seconds: 60, \
max_page_mb: 8, max_mb: 100, max_pages: 50, columns: {address.city: 名称}}"""


@pytest.mark.parametrize(
    "settings",
    [
        HTTP,
        WHOLE,
        HTTP.replace("}", ", paging: {type: none}}"),
        HTTP.replace("}", ", paging: {type: link}}"),
        HTTP.replace("}", ", paging: {type: link, field: links.next}}"),
        HTTP.replace("}", ", paging: {type: cursor, field: meta.next, parameter: after}}"),
        HTTP.replace("}", ", paging: {type: page, first: 0, limit_parameter: size, limit: 9}}"),
    ],
)
def test_is_accepted_by_the_program_and_by_the_json_schema(small: Any, settings: str) -> None:
    made = small.with_("references", FILE, settings)
    assert made.refusal() == "accepted"
    schema = Draft202012Validator(json.loads(json_schemas()["reference_sources.schema.json"]))
    assert [error.json_path for error in schema.iter_errors(yaml.safe_load(made.references))] == []


TOKENS = "connection 'mdm': use the prefix of environment variables, such as LEGACY."
REFUSED: dict[str, tuple[str, str, str]] = {
    "a connection in small letters": ("connection: mdm, path: /v1", "connection", TOKENS),
    "a whole address": (
        "connection: MDM, path: 'https://mdm.example/v1'",
        "path",
        "path 'https://mdm.example/v1': begin it with one /, such as /v1/plans. The host is in the environment.",
    ),
    "another host": (
        "connection: MDM, path: //mdm.example/v1",
        "path",
        "path '//mdm.example/v1': begin it with one /, such as /v1/plans. The host is in the environment.",
    ),
    "a path with parameters": (
        "connection: MDM, path: '/v1?key=x'",
        "path",
        "path '/v1?key=x': ? and # are not accepted. What follows a ? goes under parameters.",
    ),
    "a path that leads up": (
        "connection: MDM, path: /v1/%2e%2e/admin",
        "path",
        "path '/v1/%2e%2e/admin': '..', \\ and control characters are not accepted.",
    ),
    "a field without a name": (
        "connection: MDM, path: /v1, records: data..items",
        "records",
        "records 'data..items': use the name of a field, with dots into objects, such as data.items.",
    ),
    "a total without a name": (
        "connection: MDM, path: /v1, total: ''",
        "total",
        "total '': use the name of a field, with dots into objects, such as data.items.",
    ),
    "a cursor's field without a name": (
        "connection: MDM, path: /v1, paging: {type: cursor, field: '.', parameter: after}",
        "paging.field",
        "field '.': use the name of a field, with dots into objects, such as data.items.",
    ),
    "an unknown paging": (
        "connection: MDM, path: /v1, paging: {type: curser}",
        "paging",
        "unknown type 'curser'. Did you mean 'cursor'? Use one of: none, link, cursor, offset, page.",
    ),
    "a key of another paging": (
        "connection: MDM, path: /v1, paging: {type: link, fields: next}",
        "paging.fields",
        "unknown key 'fields'. Did you mean 'field'? Use one of: type, field.",
    ),
    "a cursor without its parameter": (
        "connection: MDM, path: /v1, paging: {type: cursor, field: next}",
        "paging",
        "parameter is missing.",
    ),
    "a limit without its parameter": (
        "connection: MDM, path: /v1, paging: {type: offset, limit: 5}",
        "paging.limit",
        "limit_parameter is missing: the name of the parameter that has the limit.",
    ),
    "a limit parameter without its limit": (
        "connection: MDM, path: /v1, paging: {type: offset, limit_parameter: size}",
        "paging.limit_parameter",
        "limit is missing: how many records to ask for.",
    ),
    "a parameter that paging has too": (
        "connection: MDM, path: /v1, parameters: {page: '1'}, paging: {type: page}",
        "paging",
        "parameter 'page' is also under parameters. Keep one.",
    ),
    "one parameter for two things": (
        "connection: MDM, path: /v1, paging: {type: page, limit_parameter: page, limit: 5}",
        "paging.limit_parameter",
        "parameter 'page' is also paging's parameter. Keep one.",
    ),
    "a since that is a parameter": (
        "connection: MDM, path: /v1, parameters: {since: '1'}, since_parameter: since",
        "since_parameter",
        "parameter 'since' is also under parameters. Keep one.",
    ),
    "a parameter that is a number": (
        "connection: MDM, path: /v1, parameters: {size: 5}",
        "parameters.size",
        '5 is not text here. Put it in quotes: "5".',
    ),
    "a host with a scheme": (
        "connection: MDM, path: /v1, hosts: ['https://files.example']",
        "hosts[0]",
        "host 'https://files.example': use a host, such as files.example or files.example:8443.",
    ),
    "a host with a user": (
        "connection: MDM, path: /v1, hosts: ['a@files.example']",
        "hosts[0]",
        "host 'a@files.example': use a host, such as files.example or files.example:8443.",
    ),
    "no time": ("connection: MDM, path: /v1, timeout: 0", "timeout", "0: use a number of at least 1."),
    "endless time": (
        "connection: MDM, path: /v1, max_seconds: 86401",
        "max_seconds",
        "86401: use a number of at most 86400.",
    ),
}


@pytest.mark.parametrize(("settings", "place", "message"), REFUSED.values(), ids=REFUSED)
def test_is_refused_with_its_place(small: Any, settings: str, place: str, message: str) -> None:
    said = small.with_("references", FILE, f"{{type: http, {settings}}}").refusal()
    count, _, problem = said.partition("\n")
    assert (count, problem.split(": ", 1)[1]) == (
        "1 problem in the configuration:",
        f"reference_tables.地区.source.{place}: {message}",
    )
