-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'seed', 'seed': 'products'}, {'name': 'manual', 'decisions_on': 'product'}],
    'keys': ['code'],
    'columns': {'code': {'kind': 'text'}, 'name': {'kind': 'text'}},
    'cases': {'code': 'upper'},
}) }}
{{ refill.land(config.get('meta')) }}
-- depends_on: {{ ref('products') }}
