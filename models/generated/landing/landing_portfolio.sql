-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'file', 'table': 'portfolio'}, {'name': 'manual', 'decisions_on': '组合计划'}],
    'keys': ['组合代码'],
    'columns': {
        '组合代码': {'kind': 'text'},
        '年金计划号': {'kind': 'text'},
        '组合名称': {'kind': 'text'},
        '组合简称': {'kind': 'text'},
        '组合类型': {'kind': 'text'},
        '组合状态': {'kind': 'text'},
        '运作开始日': {'kind': 'date'},
        '受托人': {'kind': 'text'},
        '投资管理人': {'kind': 'text'},
        '备注': {'kind': 'text'},
    },
    'cases': {'年金计划号': ''},
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
-- depends_on: {{ source('landing', 'portfolio') }}
