-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'manual', 'decisions_on': 'shelf'}],
    'keys': ['branch', 'shelf'],
    'columns': {'branch': {'kind': 'text'}, 'shelf': {'kind': 'text'}, 'category': {'kind': 'text'}},
    'cases': {'branch': 'upper', 'category': ''},
}) }}
{{ refill.land(config.get('meta')) }}
