-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'file', 'table': 'organization'}, {'name': 'manual', 'decisions_on': '组织架构'}],
    'keys': ['机构代码'],
    'columns': {'机构代码': {'kind': 'text'}, '机构': {'kind': 'text'}, '年金中心': {'kind': 'text'}, '战区': {'kind': 'text'}},
}) }}
{{ refill.land(config.get('meta')) }}
-- depends_on: {{ source('landing', 'organization') }}
