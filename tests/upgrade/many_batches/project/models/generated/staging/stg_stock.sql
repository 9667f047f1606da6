-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'domain': 'stock',
    'fact': '库存',
    'foreign_keys': [
        {'name': 'fk_shelf', 'columns': ['branch', 'shelf'], 'table': '货架', 'keys': ['branch', 'shelf']},
        {'name': 'fk_number', 'columns': ['number'], 'table': '编码', 'keys': ['number']},
    ],
    'quarantine_inputs': ['编码', '货架'],
}) }}

{{ refill.stage_facts(
    domain='stock',
    raw=source('raw', 'stock'),
    null_tokens=['', '-', '空白'],
    columns=[
        {'name': 'month', 'type': {'kind': 'month'}, 'required': true},
        {'name': 'branch', 'type': {'kind': 'text'}, 'key': true, 'required': true},
        {'name': 'shelf', 'type': {'kind': 'text'}, 'key': true, 'required': true},
        {'name': 'number', 'type': {'kind': 'numeric', 'precision': 8, 'scale': 2}, 'key': true},
        {'name': 'pieces', 'type': {'kind': 'integer'}},
        {'name': 'counted_at', 'type': {'kind': 'timestamp'}},
        {'name': 'fresh', 'type': {'kind': 'boolean'}},
    ]
) }}
