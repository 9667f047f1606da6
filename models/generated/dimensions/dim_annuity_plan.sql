-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='年金计划', meta={'load': 'reference'}) }}

{{ refill.derive_reference(
    keys=['年金计划号'],
    columns={
        '年金计划号': 'text',
        '计划简称': 'text',
        '计划全称': 'text',
        '计划类型': 'text',
        '客户名称': 'text',
        'company_id': 'text',
        '主拓代码': 'text',
        '主拓机构': 'text',
        '管理资格': 'text',
        '计划状态': 'text',
        '备注': 'text',
    },
    authoritative=refill.authoritative_sources('landing_annuity_plan'),
    candidates=[
        {
            'name': 'annuity_income',
            'facts': ref('stg_annuity_income'),
            'domain': 'annuity_income',
            'keys': ['计划代码'],
            'modes': ['insert_missing'],
            'columns': [
                {'target': '计划全称', 'take': 'first', 'source': '计划名称'},
                {'target': '计划类型', 'take': 'first', 'source': '计划类型'},
                {'target': '客户名称', 'take': 'first', 'source': '客户名称'},
                {'target': 'company_id', 'take': 'first', 'source': 'company_id'},
                {'target': '主拓代码', 'take': 'max_by', 'source': '机构代码', 'by': '固费', 'by_type': 'numeric(18,4)'},
                {'target': '主拓机构', 'take': 'max_by', 'source': '机构名称', 'by': '固费', 'by_type': 'numeric(18,4)'},
                {
                    'target': '管理资格',
                    'take': 'concat_distinct',
                    'source': '业务类型',
                    'separator': '+',
                    'sort': true,
                },
            ],
        },
        {
            'name': 'annuity_performance',
            'facts': ref('stg_annuity_performance'),
            'domain': 'annuity_performance',
            'keys': ['计划代码'],
            'modes': ['insert_missing'],
            'columns': [
                {'target': '计划全称', 'take': 'first', 'source': '计划名称'},
                {'target': '计划类型', 'take': 'first', 'source': '计划类型'},
                {'target': '客户名称', 'take': 'first', 'source': '客户名称'},
                {'target': 'company_id', 'take': 'first', 'source': 'company_id'},
                {
                    'target': '主拓代码',
                    'take': 'max_by',
                    'source': '机构代码',
                    'by': '期末资产规模',
                    'by_type': 'numeric(18,4)',
                },
                {
                    'target': '主拓机构',
                    'take': 'max_by',
                    'source': '机构名称',
                    'by': '期末资产规模',
                    'by_type': 'numeric(18,4)',
                },
                {
                    'target': '管理资格',
                    'take': 'concat_distinct',
                    'source': '业务类型',
                    'separator': '+',
                    'sort': true,
                },
            ],
        },
    ]
) }}
