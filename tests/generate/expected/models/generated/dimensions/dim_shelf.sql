-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='shelf', meta={'load': 'reference'}) }}

{{ refill.derive_reference(
    keys=['branch', 'shelf'],
    columns={'branch': 'text', 'shelf': 'text', 'category': 'text'},
    authoritative=refill.authoritative_sources('landing_shelf'),
    candidates=[
        {
            'name': 'loans',
            'facts': ref('stg_loans'),
            'domain': 'loans',
            'keys': ['馆', '架'],
            'modes': ['insert_missing'],
            'columns': [],
        },
    ],
    parents=[{'table': ref('dim_category'), 'columns': ['category'], 'keys': ['code']}]
) }}

-- depends_on: {{ ref('dim_reader') }}
