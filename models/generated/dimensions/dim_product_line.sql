-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='产品线', meta={'load': 'reference', 'retiring': {'table': '产品线', 'sources': [], 'ratio': 1}}) }}

{{ refill.derive_reference(
    keys=['产品线代码'],
    columns={'产品线代码': 'text', '产品线': 'text', '产品类别': 'text', '业务大类': 'text'},
    authoritative=refill.authoritative_sources('landing_product_line')
) }}
