-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [
        {'name': 'seed', 'seed': 'categories', 'columns': {'code': 'id'}},
        {'name': 'manual', 'decisions_on': 'category'},
    ],
    'keys': ['code'],
    'columns': {'code': {'kind': 'text'}, 'name': {'kind': 'text'}, 'since': {'kind': 'date'}},
}) }}
{{ refill.land(config.get('meta')) }}
-- depends_on: {{ ref('categories') }}
