-- Not what runs: the reference table and staging contain this query themselves. Tests and gates read it here.
-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'sources': [{'name': 'seed', 'seed': 'product_lines'}, {'name': 'manual', 'decisions_on': '产品线'}],
    'keys': ['产品线代码'],
    'columns': {'产品线代码': {'kind': 'text'}, '产品线': {'kind': 'text'}, '产品类别': {'kind': 'text'}, '业务大类': {'kind': 'text'}},
}) }}
{{ refill.authoritative_rows(config.get('meta')) }}
-- depends_on: {{ ref('product_lines') }}
