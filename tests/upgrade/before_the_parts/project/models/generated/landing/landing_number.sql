-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'manual', 'decisions_on': '编码'}],
    'keys': ['number'],
    'columns': {'number': {'kind': 'numeric', 'precision': 8, 'scale': 2}, 'label': {'kind': 'text'}},
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
