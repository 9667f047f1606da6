-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='地区', meta={'load': 'reference', 'retiring': {'table': '地区', 'sources': [''], 'ratio': 0.3}}) }}

{{ refill.derive_reference(
    keys=['地区代码'],
    columns={'地区代码': 'text', '名称': 'text'},
    authoritative=refill.authoritative_sources('landing_region'),
    candidates=[
        {
            'name': 'sales',
            'facts': ref('stg_sales'),
            'domain': 'sales',
            'keys': ['地区代码'],
            'modes': ['insert_missing'],
            'columns': [],
        },
    ]
) }}
