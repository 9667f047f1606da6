-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='计划', meta={'load': 'reference'}) }}

{{ refill.derive_reference(
    keys=['code'],
    columns={'code': 'text', 'name': 'text', 'open': 'boolean'},
    authoritative=refill.authoritative_sources('landing_plan')
) }}
