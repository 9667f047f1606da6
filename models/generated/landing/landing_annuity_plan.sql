-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'file', 'table': 'annuity_plan'}, {'name': 'manual', 'decisions_on': '年金计划'}],
    'keys': ['年金计划号'],
    'columns': {
        '年金计划号': {'kind': 'text'},
        '计划简称': {'kind': 'text'},
        '计划全称': {'kind': 'text'},
        '计划类型': {'kind': 'text'},
        '客户名称': {'kind': 'text'},
        'company_id': {'kind': 'text'},
        '主拓代码': {'kind': 'text'},
        '主拓机构': {'kind': 'text'},
        '管理资格': {'kind': 'text'},
        '计划状态': {'kind': 'text'},
        '备注': {'kind': 'text'},
    },
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
-- depends_on: {{ source('landing', 'annuity_plan') }}
