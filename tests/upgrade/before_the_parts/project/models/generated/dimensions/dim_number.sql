-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='编码', meta={'load': 'reference'}) }}

{{ refill.derive_reference(
    keys=['number'],
    columns={'number': 'numeric(8,2)', 'label': 'text'},
    authoritative=refill.authoritative_sources('landing_number'),
    candidates=[
        {
            'name': 'stock',
            'facts': ref('stg_stock'),
            'domain': 'stock',
            'keys': ['number'],
            'modes': ['insert_missing'],
            'columns': [{'target': 'label', 'take': 'template', 'template': '{branch}/{shelf}'}],
        },
    ]
) }}
