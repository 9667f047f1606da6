-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_thresholds(
    tables=[
        {
            'name': '年金计划',
            'relation': ref('dim_annuity_plan'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': '组合计划',
            'relation': ref('dim_portfolio'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': '产品线',
            'relation': ref('dim_product_line'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': '组织架构',
            'relation': ref('dim_organization'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': '客户明细',
            'relation': ref('dim_customer'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
    ]
) }}
