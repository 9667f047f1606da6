-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'manual', 'decisions_on': '货架'}],
    'keys': ['branch', 'shelf'],
    'columns': {
        'branch': {'kind': 'text'},
        'shelf': {'kind': 'text'},
        'pieces': {'kind': 'integer'},
        'counted_at': {'kind': 'timestamp'},
    },
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
