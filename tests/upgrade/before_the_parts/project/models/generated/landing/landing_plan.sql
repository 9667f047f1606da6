-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'postgres', 'table': 'plan'}, {'name': 'manual', 'decisions_on': '计划'}],
    'keys': ['code'],
    'columns': {'code': {'kind': 'text'}, 'name': {'kind': 'text'}, 'open': {'kind': 'boolean'}},
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
-- depends_on: {{ source('landing', 'plan') }}
