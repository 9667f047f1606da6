-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_thresholds(
    tables=[
        {
            'name': 'category',
            'relation': ref('dim_category'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': '读者',
            'relation': ref('dim_reader'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
        {
            'name': 'shelf',
            'relation': ref('dim_shelf'),
            'max_derived_ratio': 0.1,
            'max_open': 1000,
            'max_age_days': 30,
        },
    ]
) }}
