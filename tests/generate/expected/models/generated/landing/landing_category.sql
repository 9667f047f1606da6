-- Generated from config/reference_sources.yml by `refill generate`. Do not edit.
{{ refill.land_references(
    sources=[
        {'name': 'seed', 'source': ref('categories'), 'columns': {'code': 'id'}},
        {'name': 'manual', 'decisions_on': 'category'},
    ],
    keys=['code'],
    columns={'code': {'kind': 'text'}, 'name': {'kind': 'text'}, 'since': {'kind': 'date'}}
) }}
