-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='货架', meta={'load': 'reference'}) }}

{{ refill.derive_reference(
    keys=['branch', 'shelf'],
    columns={'branch': 'text', 'shelf': 'text', 'pieces': 'integer', 'counted_at': 'timestamp'},
    authoritative=refill.authoritative_sources('landing_shelf'),
    candidates=[
        {
            'name': 'stock',
            'facts': ref('stg_stock'),
            'domain': 'stock',
            'keys': ['branch', 'shelf'],
            'modes': ['insert_missing'],
            'columns': [
                {'target': 'pieces', 'take': 'sum', 'source': 'pieces'},
                {'target': 'counted_at', 'take': 'max', 'source': 'counted_at'},
            ],
        },
    ]
) }}
