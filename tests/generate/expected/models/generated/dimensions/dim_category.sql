-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='category', meta={'load': 'reference', 'retiring': {'table': 'category', 'sources': [], 'ratio': 1}}) }}

{{ refill.derive_reference(
    keys=['code'],
    columns={'code': 'text', 'name': 'text', 'since': 'date'},
    authoritative=refill.authoritative_sources('landing_category')
) }}
