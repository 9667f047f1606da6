-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'domain': 'sales',
    'fact': '销售明细',
    'foreign_keys': [
        {'name': 'fk_channel', 'columns': ['渠道'], 'table': '渠道', 'keys': ['编号']},
        {'name': 'fk_region', 'columns': ['地区代码'], 'table': '地区', 'keys': ['地区代码']},
        {'name': 'fk_customer', 'columns': ['客户号'], 'table': '客户', 'keys': ['客户号']},
        {'name': 'fk_product', 'columns': ['产品'], 'table': 'product', 'keys': ['code']},
    ],
    'quarantine_inputs': ['product', '地区', '客户', '渠道'],
    'scope': ['月度', '渠道'],
}) }}

{{ refill.stage_facts(
    domain='sales',
    raw=source('raw', 'sales'),
    null_tokens=['', '-', '空白'],
    columns=[
        {'name': '月度', 'type': {'kind': 'month'}, 'key': true, 'required': true},
        {'name': '渠道', 'type': {'kind': 'text'}, 'key': true},
        {'name': '客户号', 'type': {'kind': 'text'}, 'key': true, 'skip': ['IN*'], 'null': 'refused'},
        {'name': '客户名称', 'type': {'kind': 'text'}},
        {'name': '地区代码', 'type': {'kind': 'text'}, 'key': true},
        {'name': '产品', 'type': {'kind': 'text'}, 'key': true, 'case': 'upper'},
        {'name': '金额', 'type': {'kind': 'numeric', 'precision': 12, 'scale': 2}},
    ]
) }}
