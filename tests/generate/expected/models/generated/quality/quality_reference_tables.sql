-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_reference_tables(
    audit=source('ledger', 'audit'),
    tables=['category', '读者', 'shelf'],
    timezone='UTC'
) }}

-- depends_on: {{ ref('dim_category') }}
-- depends_on: {{ ref('dim_reader') }}
-- depends_on: {{ ref('dim_shelf') }}
