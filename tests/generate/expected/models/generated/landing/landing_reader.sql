-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'file', 'table': 'reader'}, {'name': 'manual', 'decisions_on': '读者'}],
    'keys': ['读者号'],
    'columns': {
        '读者号': {'kind': 'text'},
        '姓名': {'kind': 'text'},
        '常去': {'kind': 'text'},
        '读过': {'kind': 'text'},
        '册数': {'kind': 'integer'},
        '来源': {'kind': 'text'},
        'tags': {'kind': 'json'},
        '邮箱': {'kind': 'text'},
        '介绍人': {'kind': 'text'},
    },
    'cases': {'介绍人': ''},
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
-- depends_on: {{ source('landing', 'reader') }}
