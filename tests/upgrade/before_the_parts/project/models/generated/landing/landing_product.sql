-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'seed', 'seed': 'products'}, {'name': 'manual', 'decisions_on': 'product'}],
    'keys': ['code'],
    'columns': {'code': {'kind': 'text'}, 'name': {'kind': 'text'}},
    'cases': {'code': 'upper'},
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
-- depends_on: {{ ref('products') }}
