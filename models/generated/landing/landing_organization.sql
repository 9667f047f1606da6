-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'file', 'table': 'organization'}, {'name': 'manual', 'decisions_on': '组织架构'}],
    'keys': ['机构代码'],
    'columns': {'机构代码': {'kind': 'text'}, '机构': {'kind': 'text'}, '年金中心': {'kind': 'text'}, '战区': {'kind': 'text'}},
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
-- depends_on: {{ source('landing', 'organization') }}
