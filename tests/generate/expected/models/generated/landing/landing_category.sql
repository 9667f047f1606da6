-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ refill.land_reference(
    source=ref('categories'),
    keys=['code'],
    columns={'code': {'kind': 'text'}, 'name': {'kind': 'text'}, 'since': {'kind': 'date'}},
    source_columns={'code': 'id'}
) }}
