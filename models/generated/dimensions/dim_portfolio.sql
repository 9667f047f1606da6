-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='组合计划', meta={'load': 'reference'}) }}

{{ refill.derive_reference(
    keys=['组合代码'],
    columns={
        '组合代码': 'text',
        '年金计划号': 'text',
        '组合名称': 'text',
        '组合简称': 'text',
        '组合类型': 'text',
        '组合状态': 'text',
        '运作开始日': 'date',
        '受托人': 'text',
        '投资管理人': 'text',
        '备注': 'text',
    },
    authoritative=refill.authoritative_sources('landing_portfolio'),
    candidates=[
        {
            'name': 'annuity_income',
            'facts': ref('stg_annuity_income'),
            'domain': 'annuity_income',
            'keys': ['组合代码'],
            'modes': ['insert_missing'],
            'columns': [
                {'target': '年金计划号', 'take': 'first', 'key': true, 'source': '计划代码'},
                {'target': '组合名称', 'take': 'first', 'source': '组合名称'},
                {'target': '组合类型', 'take': 'first', 'source': '组合类型'},
            ],
        },
        {
            'name': 'annuity_performance',
            'facts': ref('stg_annuity_performance'),
            'domain': 'annuity_performance',
            'keys': ['组合代码'],
            'modes': ['insert_missing'],
            'columns': [
                {'target': '年金计划号', 'take': 'first', 'key': true, 'source': '计划代码'},
                {'target': '组合名称', 'take': 'first', 'source': '组合名称'},
                {'target': '组合类型', 'take': 'first', 'source': '组合类型'},
            ],
        },
    ],
    parents=[{'table': ref('dim_annuity_plan'), 'columns': ['年金计划号'], 'keys': ['年金计划号']}]
) }}
