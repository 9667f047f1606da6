-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_conflicts(
    conflicts=source('ledger', 'conflicts'),
    audit=source('ledger', 'audit')
) }}

-- depends_on: {{ ref('dim_category') }}
-- depends_on: {{ ref('dim_reader') }}
-- depends_on: {{ ref('dim_shelf') }}
