-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='product', meta={'load': 'reference', 'retiring': {'table': 'product', 'sources': [], 'ratio': 1}}) }}

{{ refill.derive_reference(
    keys=['code'],
    columns={'code': 'text', 'name': 'text'},
    authoritative=refill.authoritative_sources('landing_product')
) }}
