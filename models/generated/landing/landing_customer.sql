-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'file', 'table': 'customer'}, {'name': 'manual', 'decisions_on': '客户明细'}],
    'keys': ['company_id'],
    'columns': {
        'company_id': {'kind': 'text'},
        '客户名称': {'kind': 'text'},
        '年金客户类型': {'kind': 'text'},
        '主拓机构代码': {'kind': 'text'},
        '主拓机构': {'kind': 'text'},
        '管理资格': {'kind': 'text'},
        '关键年金计划': {'kind': 'text'},
        '其他年金计划': {'kind': 'text'},
        '关联计划数': {'kind': 'integer'},
        '关联机构数': {'kind': 'integer'},
        'tags': {'kind': 'json'},
    },
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
-- depends_on: {{ source('landing', 'customer') }}
