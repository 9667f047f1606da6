"""What the YAML itself may not hold.

Each case changes one thing in the small configuration: the file, the text there, the text in its place, and the
places and messages of the refusal, all of them.
"""

from __future__ import annotations

from typing import Any

import pytest

CASES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "a duplicate key": (
        "data",
        "      已付: boolean\n",
        "      金额: integer\n",
        {
            "data_sources.yml:18:7: domains.sales.columns.金额": (
                "duplicate key '金额': it stands in line 16 already. Keep one."
            ),
        },
    ),
    "a duplicate domain": (
        "data",
        "        target_key: 地区代码\n",
        "        target_key: 地区代码\n  sales: {}\n",
        {
            "data_sources.yml:35:3: domains.sales": "duplicate key 'sales': it stands in line 5 already. Keep one.",
        },
    ),
    "an anchor": (
        "data",
        "description: Sales",
        "description: &name Sales",
        {
            "data_sources.yml:6:18: domains.sales.description": (
                "anchor &name: anchors are not accepted. Write the value where it is used."
            ),
        },
    ),
    "an anchor and its alias": (
        "data",
        "description: Sales",
        "description: &name Sales\n    null_tokens: [*name]",
        {
            "data_sources.yml:6:18: domains.sales.description": (
                "anchor &name: anchors are not accepted. Write the value where it is used."
            ),
            "data_sources.yml:7:19: domains.sales.null_tokens[0]": (
                "alias *name: aliases are not accepted. Write the value here."
            ),
        },
    ),
    "a merge key": (
        "data",
        "    description: Sales\n",
        "    description: Sales\n    <<: {files: {}}\n",
        {
            "data_sources.yml:7:5: domains.sales.<<": (
                "unknown key '<<'. Use one of: description, files, fact, load, retain, null_tokens, decimal, weight, "
                "columns, foreign_keys."
            ),
        },
    ),
    "a python tag": (
        "data",
        "description: Sales",
        "description: !!python/object/apply:os.system [ls]",
        {
            "data_sources.yml:6:18: domains.sales.description": (
                "tag 'tag:yaml.org,2002:python/object/apply:os.system': tags are not accepted. Leave it out; "
                "text goes in quotes."
            ),
        },
    ),
    "a plain tag": (
        "data",
        "description: Sales",
        "description: !secret Sales",
        {
            "data_sources.yml:6:18: domains.sales.description": (
                "tag '!secret': tags are not accepted. Leave it out; text goes in quotes."
            ),
        },
    ),
    "a jinja expression in a string": (
        "data",
        "description: Sales",
        "description: \"{{ env_var('HOME') }}\"",
        {
            "data_sources.yml:6:18: domains.sales.description": (
                "\"{{ env_var('HOME') }}\" holds '{{': Jinja is not accepted in the configuration."
            ),
        },
    ),
    "a jinja expression without quotes": (
        "data",
        "description: Sales",
        "description: {{ name }}",
        {
            "data_sources.yml:6:18: domains.sales.description": (
                "a map as a key. A key is text, and Jinja ({{ … }}) is not accepted."
            ),
        },
    ),
    "a jinja statement": (
        "data",
        "description: Sales",
        "description: \"{% do run_query('drop') %}\"",
        {
            "data_sources.yml:6:18: domains.sales.description": (
                "\"{% do run_query('drop') %}\" holds '{%': Jinja is not accepted in the configuration."
            ),
        },
    ),
    "a jinja comment": (
        "data",
        "description: Sales",
        'description: "a {# b"',
        {
            "data_sources.yml:6:18: domains.sales.description": (
                "'a {# b' holds '{#': Jinja is not accepted in the configuration."
            ),
        },
    ),
    "a jinja expression in a key": (
        "data",
        "      已付: boolean\n",
        '      "{{ x }}": boolean\n',
        {
            "data_sources.yml:18:7: domains.sales.columns": (
                "'{{ x }}' holds '{{': Jinja is not accepted in the configuration."
            ),
        },
    ),
    "a NUL": (
        "data",
        "description: Sales",
        'description: "a\\0b"',
        {
            "data_sources.yml:6:18: domains.sales.description": (
                "'a\\x00b' holds a NUL character, which no database can store."
            ),
        },
    ),
    "a number as a key": (
        "data",
        "      已付: boolean\n",
        "      2024: boolean\n",
        {
            "data_sources.yml:18:7: domains.sales.columns": "key 2024: a key is text. Put it in quotes.",
        },
    ),
    "a boolean as a key": (
        "data",
        "      已付: boolean\n",
        "      true: boolean\n",
        {
            "data_sources.yml:18:7: domains.sales.columns": "key true: a key is text. Put it in quotes.",
        },
    ),
    "null as a key": (
        "data",
        "      已付: boolean\n",
        "      ~: boolean\n",
        {
            "data_sources.yml:18:7: domains.sales.columns": "key null: a key is text. Put it in quotes.",
        },
    ),
    "a list as a key": (
        "data",
        "      已付: boolean\n",
        "      [a]: boolean\n",
        {
            "data_sources.yml:18:7: domains.sales.columns": "a list as a key: a key is text. Put it in quotes.",
        },
    ),
    "a second document": (
        "data",
        "version: 1\n",
        "version: 1\n---\na: 1\n---\n",
        {
            "data_sources.yml:2:1": "a second document: keep one document in the file.",
        },
    ),
    "a broken text": (
        "data",
        "description: Sales",
        'description: "Sales',
        {
            "data_sources.yml:7:20": (
                "not valid YAML: did not find expected key. Put text that has special characters in quotes."
            ),
        },
    ),
    "a tab as indentation": (
        "data",
        "    description: Sales",
        "\x09description: Sales",
        {
            "data_sources.yml:6:1": (
                "not valid YAML: found character that cannot start any token. Put text that has special "
                "characters in quotes."
            ),
        },
    ),
    "a percent sign that begins a value": (
        "data",
        "description: Sales",
        "description: %Sales",
        {
            "data_sources.yml:6:18": (
                "not valid YAML: found character that cannot start any token. Put text that has special "
                "characters in quotes."
            ),
        },
    ),
    "a control character": (
        "data",
        "description: Sales",
        "description: Sa\x07les",
        {
            "data_sources.yml:6:20": "not valid YAML: control characters are not allowed.",
        },
    ),
    "a list at the top": (
        "references",
        "",
        "- 1\n",
        {
            "reference_sources.yml:1:1": "a list: use a map that begins with version: 1.",
        },
    ),
    "nothing at all": (
        "references",
        "",
        "",
        {
            "reference_sources.yml:1:1": "version is missing. Begin the file with version: 1.",
        },
    ),
    "no version": (
        "references",
        "version: 1\n",
        "",
        {
            "reference_sources.yml:1:1": "version is missing. Begin the file with version: 1.",
        },
    ),
    "a later version": (
        "references",
        "version: 1\n",
        "version: 2\n",
        {
            "reference_sources.yml:1:10: version": "unknown version 2. This refill reads version: 1.",
        },
    ),
    "a version in quotes": (
        "references",
        "version: 1\n",
        'version: "1"\n',
        {
            "reference_sources.yml:1:10: version": "unknown version '1'. This refill reads version: 1.",
        },
    ),
    "a version that is true": (
        "references",
        "version: 1\n",
        "version: true\n",
        {
            "reference_sources.yml:1:10: version": "unknown version true. This refill reads version: 1.",
        },
    ),
    "an unknown key at the top": (
        "data",
        "domains:\n",
        "domain:\n",
        {
            "data_sources.yml:4:1: domain": (
                "unknown key 'domain'. Did you mean 'domains'? Use one of: version, defaults, domains, exposures."
            ),
        },
    ),
    "domains as a list": (
        "data",
        "",
        "version: 1\ndomains: [a]\n",
        {
            "data_sources.yml:2:10: domains": "a list: use a map of names.",
        },
    ),
    "defaults as a list": (
        "data",
        'defaults:\n  files: {exclude: ["~$*"]}\n',
        "defaults: [a]\n",
        {
            "data_sources.yml:2:11: defaults": "a list: use a map of what every domain inherits.",
        },
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "says"), CASES.values(), ids=CASES.keys())
def test_is_refused(small: Any, file: str, old: str, new: str, says: dict[str, str]) -> None:
    count = "1 problem" if len(says) == 1 else f"{len(says)} problems"
    expected = [f"{count} in the configuration:", *(f"config/{place}: {message}" for place, message in says.items())]
    assert small.with_(file, old, new).refusal() == "\n".join(expected)
