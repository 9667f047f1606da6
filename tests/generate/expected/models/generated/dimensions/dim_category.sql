-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='category', meta={'load': 'reference', 'strategy': 'full_replace'}) }}

{{ refill.derive_reference(
    keys=['code'],
    columns={'code': 'text', 'name': 'text', 'since': 'date'},
    authoritative=ref('landing_category')
) }}
