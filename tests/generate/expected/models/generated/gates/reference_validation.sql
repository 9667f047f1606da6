-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ refill.reference_validation(
    tables=[
        {
            'name': 'category',
            'relation': ref('dim_category'),
            'min_rows': 1,
            'sources': [],
            'required': [],
            'keys': ['code'],
            'authoritative': ref('landing_category'),
        },
        {'name': '读者', 'relation': ref('dim_reader'), 'min_rows': 1, 'sources': [''], 'required': []},
        {'name': 'shelf', 'relation': ref('dim_shelf'), 'min_rows': 0, 'sources': [], 'required': []},
    ]
) }}
