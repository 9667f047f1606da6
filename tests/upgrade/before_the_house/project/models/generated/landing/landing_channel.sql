-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'file', 'table': 'channel'}, {'name': 'manual', 'decisions_on': '渠道'}],
    'keys': ['编号'],
    'columns': {'编号': {'kind': 'text'}, '名称': {'kind': 'text'}},
}) }}
{{ refill.land(config.get('meta')) }}
-- depends_on: {{ source('landing', 'channel') }}
