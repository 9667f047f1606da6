-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_weight(
    domains=[
        {
            'name': 'loans',
            'facts': ref('fct_loans'),
            'weight': '押金',
            'references': [
                {'name': '读者', 'relation': ref('dim_reader'), 'keys': ['读者号'], 'foreign_keys': [['读者号']]},
                {
                    'name': 'shelf',
                    'relation': ref('dim_shelf'),
                    'keys': ['branch', 'shelf'],
                    'foreign_keys': [['馆', '架']],
                },
                {
                    'name': 'category',
                    'relation': ref('dim_category'),
                    'keys': ['code'],
                    'foreign_keys': [['类别代码']],
                },
            ],
        },
    ]
) }}
