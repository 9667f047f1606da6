-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'domain': 'loans',
    'fact': '借阅',
    'foreign_keys': [
        {'name': 'fk_reader', 'columns': ['读者号'], 'table': '读者', 'keys': ['读者号']},
        {'name': 'fk_shelf', 'columns': ['馆', '架'], 'table': 'shelf', 'keys': ['branch', 'shelf']},
        {'name': 'fk_category', 'columns': ['类别代码'], 'table': 'category', 'keys': ['code']},
    ],
    'quarantine_inputs': ['category', '读者', 'shelf'],
    'scope': ['月度'],
}) }}

{{ refill.stage_facts(
    domain='loans',
    raw=source('raw', 'loans'),
    null_tokens=['', '-'],
    columns=[
        {'name': '月度', 'type': {'kind': 'month'}, 'key': true, 'required': true},
        {'name': '读者号', 'type': {'kind': 'text'}, 'key': true, 'skip': ['TMP*', '访客?'], 'null': 'refused'},
        {'name': '读者', 'type': {'kind': 'text'}},
        {'name': '馆', 'type': {'kind': 'text'}, 'key': true, 'case': 'upper'},
        {'name': '架', 'type': {'kind': 'text'}, 'key': true},
        {'name': '书名', 'type': {'kind': 'text'}},
        {'name': '类别', 'type': {'kind': 'text'}, 'key': true},
        {'name': '类别代码', 'type': {'kind': 'text'}, 'key': true},
        {'name': '天数', 'type': {'kind': 'integer'}},
        {'name': '押金', 'type': {'kind': 'numeric', 'precision': 10, 'scale': 2}},
    ],
    lookups=[
        {
            'column': '类别代码',
            'reference': refill.authoritative('landing_category'),
            'match': {'name': '类别'},
            'take': 'code',
        },
    ]
) }}
