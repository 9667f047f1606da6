-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='渠道', meta={'load': 'reference'}) }}

{{ refill.derive_reference(
    keys=['编号'],
    columns={'编号': 'text', '名称': 'text'},
    authoritative=refill.authoritative_sources('landing_channel'),
    candidates=[
        {
            'name': 'sales',
            'facts': ref('stg_sales'),
            'domain': 'sales',
            'keys': ['渠道'],
            'modes': ['insert_missing'],
            'columns': [],
        },
    ]
) }}
