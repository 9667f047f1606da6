-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_thresholds(
    tables=[
        {
            'name': 'product',
            'relation': ref('dim_product'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': '地区',
            'relation': ref('dim_region'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': '客户',
            'relation': ref('dim_customer'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': '渠道',
            'relation': ref('dim_channel'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': '编码',
            'relation': ref('dim_number'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': '计划',
            'relation': ref('dim_plan'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': '货架',
            'relation': ref('dim_shelf'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
    ]
) }}
