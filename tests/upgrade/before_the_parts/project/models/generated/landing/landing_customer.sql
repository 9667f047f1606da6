-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [
        {'name': 'corrections', 'table': 'customer__corrections'},
        {'name': 'file', 'table': 'customer'},
        {'name': 'manual', 'decisions_on': '客户'},
    ],
    'keys': ['客户号'],
    'columns': {
        '客户号': {'kind': 'text'},
        '名称': {'kind': 'text'},
        '地区代码': {'kind': 'text'},
        '等级': {'kind': 'text'},
        '渠道们': {'kind': 'text'},
        '来源': {'kind': 'json'},
    },
    'cases': {'地区代码': ''},
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
-- depends_on: {{ source('landing', 'customer__corrections') }}
-- depends_on: {{ source('landing', 'customer') }}
