-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'domain': 'visits',
    'fact': 'visits',
    'foreign_keys': [
        {'name': 'fk_plan', 'columns': ['plan'], 'table': '计划', 'keys': ['code']},
        {'name': 'fk_visited', 'columns': ['customer'], 'table': '客户', 'keys': ['客户号']},
    ],
    'quarantine_inputs': ['地区', '客户', '计划'],
}) }}

{{ refill.stage_facts(
    domain='visits',
    raw=source('raw', 'visits'),
    null_tokens=['', '-', '空白'],
    columns=[
        {'name': 'month', 'type': {'kind': 'month'}},
        {'name': 'plan', 'type': {'kind': 'text'}, 'key': true},
        {'name': 'customer', 'type': {'kind': 'text'}, 'key': true},
        {'name': 'hours', 'type': {'kind': 'numeric', 'precision': 6, 'scale': 1}},
    ]
) }}
