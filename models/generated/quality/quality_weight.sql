-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_weight(
    domains=[
        {
            'name': 'annuity_performance',
            'facts': ref('fct_annuity_performance'),
            'weight': '期末资产规模',
            'references': [
                {
                    'name': '年金计划',
                    'relation': ref('dim_annuity_plan'),
                    'keys': ['年金计划号'],
                    'foreign_keys': [['计划代码']],
                },
                {
                    'name': '组合计划',
                    'relation': ref('dim_portfolio'),
                    'keys': ['组合代码'],
                    'foreign_keys': [['组合代码']],
                },
                {
                    'name': '产品线',
                    'relation': ref('dim_product_line'),
                    'keys': ['产品线代码'],
                    'foreign_keys': [['产品线代码']],
                },
                {
                    'name': '组织架构',
                    'relation': ref('dim_organization'),
                    'keys': ['机构代码'],
                    'foreign_keys': [['机构代码']],
                },
                {
                    'name': '客户明细',
                    'relation': ref('dim_customer'),
                    'keys': ['company_id'],
                    'foreign_keys': [['company_id']],
                },
            ],
        },
        {
            'name': 'annuity_income',
            'facts': ref('fct_annuity_income'),
            'references': [
                {
                    'name': '年金计划',
                    'relation': ref('dim_annuity_plan'),
                    'keys': ['年金计划号'],
                    'foreign_keys': [['计划代码']],
                },
                {
                    'name': '组合计划',
                    'relation': ref('dim_portfolio'),
                    'keys': ['组合代码'],
                    'foreign_keys': [['组合代码']],
                },
                {
                    'name': '产品线',
                    'relation': ref('dim_product_line'),
                    'keys': ['产品线代码'],
                    'foreign_keys': [['产品线代码']],
                },
                {
                    'name': '组织架构',
                    'relation': ref('dim_organization'),
                    'keys': ['机构代码'],
                    'foreign_keys': [['机构代码']],
                },
                {
                    'name': '客户明细',
                    'relation': ref('dim_customer'),
                    'keys': ['company_id'],
                    'foreign_keys': [['company_id']],
                },
            ],
        },
    ]
) }}
