-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ config(alias='读者', meta={'load': 'reference'}) }}

{{ refill.derive_reference(
    keys=['读者号'],
    columns={
        '读者号': 'text',
        '姓名': 'text',
        '常去': 'text',
        '读过': 'text',
        '册数': 'integer',
        '来源': 'text',
        'tags': 'json',
        '邮箱': 'text',
        '介绍人': 'text',
    },
    authoritative=refill.authoritative_sources('landing_reader'),
    candidates=[
        {
            'name': 'loans',
            'facts': ref('stg_loans'),
            'domain': 'loans',
            'keys': ['读者号'],
            'modes': ['insert_missing', 'fill_null_only'],
            'columns': [
                {'target': '姓名', 'take': 'first', 'source': '读者'},
                {'target': '常去', 'take': 'max_by', 'source': '馆', 'by': '押金', 'by_type': 'numeric(10,2)'},
                {'target': '读过', 'take': 'concat_distinct', 'source': '书名', 'separator': '、', 'sort': true},
                {'target': '册数', 'take': 'count_distinct', 'source': '书名'},
                {'target': '来源', 'take': 'constant', 'value': 'it\'s new'},
                {'target': 'tags', 'take': 'json_append', 'template': '{类别}'},
            ],
        },
    ],
    parents=[{'columns': ['介绍人'], 'keys': ['读者号']}]
) }}
