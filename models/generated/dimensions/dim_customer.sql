-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='客户明细', meta={'load': 'reference'}) }}

{{ refill.derive_reference(
    keys=['company_id'],
    columns={
        'company_id': 'text',
        '客户名称': 'text',
        '年金客户类型': 'text',
        '主拓机构代码': 'text',
        '主拓机构': 'text',
        '管理资格': 'text',
        '关键年金计划': 'text',
        '其他年金计划': 'text',
        '关联计划数': 'integer',
        '关联机构数': 'integer',
        'tags': 'json',
    },
    authoritative=refill.authoritative_sources('landing_customer'),
    candidates=[
        {
            'name': 'annuity_income',
            'facts': ref('stg_annuity_income'),
            'domain': 'annuity_income',
            'keys': ['company_id'],
            'modes': ['insert_missing'],
            'columns': [
                {
                    'target': '主拓机构代码',
                    'take': 'max_by',
                    'source': '机构代码',
                    'by': '固费',
                    'by_type': 'numeric(18,4)',
                },
                {'target': '主拓机构', 'take': 'max_by', 'source': '机构名称', 'by': '固费', 'by_type': 'numeric(18,4)'},
                {'target': '关联计划数', 'take': 'count_distinct', 'source': '计划代码'},
                {
                    'target': '其他年金计划',
                    'take': 'concat_distinct',
                    'source': '计划代码',
                    'separator': ',',
                    'sort': true,
                },
                {'target': '年金客户类型', 'take': 'constant', 'value': '新客'},
                {'target': 'tags', 'take': 'json_append', 'template': '{业务类型}'},
                {'target': '客户名称', 'take': 'first', 'source': '客户名称'},
            ],
        },
        {
            'name': 'annuity_performance',
            'facts': ref('stg_annuity_performance'),
            'domain': 'annuity_performance',
            'keys': ['company_id'],
            'modes': ['insert_missing'],
            'columns': [
                {
                    'target': '主拓机构代码',
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
                {'target': '关联计划数', 'take': 'count_distinct', 'source': '计划代码'},
                {
                    'target': '其他年金计划',
                    'take': 'concat_distinct',
                    'source': '计划代码',
                    'separator': ',',
                    'sort': true,
                },
                {'target': '年金客户类型', 'take': 'constant', 'value': '新客'},
                {'target': 'tags', 'take': 'json_append', 'template': '{业务类型}'},
                {'target': '客户名称', 'take': 'first', 'source': '客户名称'},
            ],
        },
    ]
) }}
