-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'domain': 'returns',
    'fact': 'returns',
    'foreign_keys': [
        {'name': 'fk_returns_customer', 'columns': ['customer'], 'table': '客户', 'keys': ['客户号']},
        {'name': 'fk_returns_product', 'columns': ['product'], 'table': 'product', 'keys': ['code']},
    ],
    'quarantine_inputs': ['product', '地区', '客户'],
}) }}

{{ refill.stage_facts(
    domain='returns',
    raw=source('raw', 'returns'),
    null_tokens=['', '-', '空白'],
    columns=[
        {'name': 'order_no', 'type': {'kind': 'text'}, 'required': true},
        {'name': 'customer', 'type': {'kind': 'text'}, 'key': true, 'blank': 'refused'},
        {'name': 'customer_name', 'type': {'kind': 'text'}},
        {'name': 'product', 'type': {'kind': 'text'}, 'key': true, 'case': 'upper'},
        {'name': 'pieces', 'type': {'kind': 'integer'}},
        {'name': 'returned_on', 'type': {'kind': 'date'}},
    ]
) }}
