-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [
        {'name': 'seed', 'seed': 'categories', 'columns': {'code': 'id'}},
        {'name': 'manual', 'decisions_on': 'category'},
    ],
    'keys': ['code'],
    'columns': {'code': {'kind': 'text'}, 'name': {'kind': 'text'}, 'since': {'kind': 'date'}},
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
-- depends_on: {{ ref('categories') }}
