-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'file', 'table': 'region'}, {'name': 'manual', 'decisions_on': '地区'}],
    'keys': ['地区代码'],
    'columns': {'地区代码': {'kind': 'text'}, '名称': {'kind': 'text'}},
}) }}
{{ refill.land(config.get('meta')) }}
-- depends_on: {{ source('landing', 'region') }}
