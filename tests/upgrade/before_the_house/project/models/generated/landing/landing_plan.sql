-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'postgres', 'table': 'plan'}, {'name': 'manual', 'decisions_on': '计划'}],
    'keys': ['code'],
    'columns': {'code': {'kind': 'text'}, 'name': {'kind': 'text'}, 'open': {'kind': 'boolean'}},
}) }}
{{ refill.land(config.get('meta')) }}
-- depends_on: {{ source('landing', 'plan') }}
