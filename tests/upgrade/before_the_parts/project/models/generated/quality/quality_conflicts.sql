-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_conflicts(
    conflicts=source('ledger', 'conflicts'),
    audit=source('ledger', 'audit')
) }}

-- depends_on: {{ ref('dim_product') }}
-- depends_on: {{ ref('dim_region') }}
-- depends_on: {{ ref('dim_customer') }}
-- depends_on: {{ ref('dim_channel') }}
-- depends_on: {{ ref('dim_number') }}
-- depends_on: {{ ref('dim_plan') }}
-- depends_on: {{ ref('dim_shelf') }}
