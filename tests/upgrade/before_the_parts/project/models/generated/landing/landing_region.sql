-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'file', 'table': 'region'}, {'name': 'manual', 'decisions_on': '地区'}],
    'keys': ['地区代码'],
    'columns': {'地区代码': {'kind': 'text'}, '名称': {'kind': 'text'}},
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
-- depends_on: {{ source('landing', 'region') }}
