-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='客户', meta={'load': 'reference'}) }}

{{ refill.derive_reference(
    keys=['客户号'],
    columns={'客户号': 'text', '名称': 'text', '地区代码': 'text', '等级': 'text', '渠道们': 'text', '来源': 'json'},
    authoritative=refill.authoritative_sources('landing_customer'),
    candidates=[
        {
            'name': 'sales',
            'facts': ref('stg_sales'),
            'domain': 'sales',
            'keys': ['客户号'],
            'modes': ['insert_missing'],
            'columns': [
                {'target': '名称', 'take': 'first', 'source': '客户名称'},
                {
                    'target': '地区代码',
                    'take': 'max_by',
                    'key': true,
                    'source': '地区代码',
                    'by': '金额',
                    'by_type': 'numeric(12,2)',
                },
                {'target': '渠道们', 'take': 'concat_distinct', 'source': '渠道', 'separator': '+', 'sort': true},
            ],
        },
        {
            'name': 'returns',
            'facts': ref('stg_returns'),
            'domain': 'returns',
            'keys': ['customer'],
            'modes': ['insert_missing', 'fill_null_only'],
            'columns': [
                {'target': '名称', 'take': 'first', 'source': 'customer_name'},
                {'target': '来源', 'take': 'json_append', 'template': '{order_no}:{pieces}'},
            ],
        },
    ],
    parents=[{'table': ref('dim_region'), 'columns': ['地区代码'], 'keys': ['地区代码']}]
) }}
