-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ refill.reference_validation(
    tables=[
        {'name': '年金计划', 'relation': ref('dim_annuity_plan'), 'min_rows': 1, 'sources': [''], 'required': []},
        {'name': '组合计划', 'relation': ref('dim_portfolio'), 'min_rows': 1, 'sources': [''], 'required': []},
        {
            'name': '产品线',
            'relation': ref('dim_product_line'),
            'min_rows': 1,
            'sources': [],
            'required': [],
            'keys': ['产品线代码'],
            'authoritative': ref('landing_product_line'),
        },
        {
            'name': '组织架构',
            'relation': ref('dim_organization'),
            'min_rows': 1,
            'sources': [''],
            'required': [],
            'keys': ['机构代码'],
            'authoritative': ref('landing_organization'),
        },
        {'name': '客户明细', 'relation': ref('dim_customer'), 'min_rows': 1, 'sources': [''], 'required': []},
    ]
) }}
