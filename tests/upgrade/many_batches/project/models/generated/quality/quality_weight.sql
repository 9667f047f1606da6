-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_weight(
    domains=[
        {
            'name': 'sales',
            'facts': ref('fct_sales'),
            'weight': '金额',
            'references': [
                {'name': '渠道', 'relation': ref('dim_channel'), 'keys': ['编号'], 'foreign_keys': [['渠道']]},
                {'name': '地区', 'relation': ref('dim_region'), 'keys': ['地区代码'], 'foreign_keys': [['地区代码']]},
                {'name': '客户', 'relation': ref('dim_customer'), 'keys': ['客户号'], 'foreign_keys': [['客户号']]},
                {
                    'name': 'product',
                    'relation': ref('dim_product'),
                    'keys': ['code'],
                    'foreign_keys': [['产品']],
                },
            ],
        },
        {
            'name': 'returns',
            'facts': ref('fct_returns'),
            'references': [
                {
                    'name': '客户',
                    'relation': ref('dim_customer'),
                    'keys': ['客户号'],
                    'foreign_keys': [['customer']],
                },
                {
                    'name': 'product',
                    'relation': ref('dim_product'),
                    'keys': ['code'],
                    'foreign_keys': [['product']],
                },
            ],
        },
        {
            'name': 'stock',
            'facts': ref('fct_stock'),
            'weight': 'pieces',
            'references': [
                {
                    'name': '货架',
                    'relation': ref('dim_shelf'),
                    'keys': ['branch', 'shelf'],
                    'foreign_keys': [['branch', 'shelf']],
                },
                {
                    'name': '编码',
                    'relation': ref('dim_number'),
                    'keys': ['number'],
                    'foreign_keys': [['number']],
                },
            ],
        },
        {
            'name': 'visits',
            'facts': ref('fct_visits'),
            'references': [
                {'name': '计划', 'relation': ref('dim_plan'), 'keys': ['code'], 'foreign_keys': [['plan']]},
                {
                    'name': '客户',
                    'relation': ref('dim_customer'),
                    'keys': ['客户号'],
                    'foreign_keys': [['customer']],
                },
            ],
        },
    ]
) }}
