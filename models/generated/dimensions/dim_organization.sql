-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='组织架构', meta={'load': 'reference', 'retiring': {'table': '组织架构', 'sources': [''], 'ratio': 0.2}}) }}

{{ refill.derive_reference(
    keys=['机构代码'],
    columns={'机构代码': 'text', '机构': 'text', '年金中心': 'text', '战区': 'text'},
    authoritative=refill.authoritative_sources('landing_organization'),
    candidates=[
        {
            'name': 'annuity_income',
            'facts': ref('stg_annuity_income'),
            'domain': 'annuity_income',
            'keys': ['机构代码'],
            'modes': ['insert_missing'],
            'columns': [{'target': '机构', 'take': 'first', 'source': '机构名称'}],
        },
        {
            'name': 'annuity_performance',
            'facts': ref('stg_annuity_performance'),
            'domain': 'annuity_performance',
            'keys': ['机构代码'],
            'modes': ['insert_missing'],
            'columns': [{'target': '机构', 'take': 'first', 'source': '机构名称'}],
        },
    ]
) }}
