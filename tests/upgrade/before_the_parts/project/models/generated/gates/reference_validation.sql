-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ refill.reference_validation(
    tables=[
        {
            'name': 'product',
            'relation': ref('dim_product'),
            'min_rows': 1,
            'sources': [],
            'required': [],
            'keys': ['code'],
            'authoritative': ref('landing_product'),
        },
        {
            'name': '地区',
            'relation': ref('dim_region'),
            'min_rows': 1,
            'sources': [''],
            'required': [],
            'keys': ['地区代码'],
            'authoritative': ref('landing_region'),
        },
        {
            'name': '客户',
            'relation': ref('dim_customer'),
            'min_rows': 1,
            'sources': ['corrections', ''],
            'required': [],
        },
        {'name': '渠道', 'relation': ref('dim_channel'), 'min_rows': 1, 'sources': [''], 'required': []},
        {'name': '编码', 'relation': ref('dim_number'), 'min_rows': 0, 'sources': [], 'required': []},
        {'name': '计划', 'relation': ref('dim_plan'), 'min_rows': 1, 'sources': [''], 'required': []},
        {'name': '货架', 'relation': ref('dim_shelf'), 'min_rows': 0, 'sources': [], 'required': []},
    ]
) }}
