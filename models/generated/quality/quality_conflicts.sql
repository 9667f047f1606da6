-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_conflicts(
    conflicts=source('ledger', 'conflicts'),
    audit=source('ledger', 'audit')
) }}

-- depends_on: {{ ref('dim_annuity_plan') }}
-- depends_on: {{ ref('dim_portfolio') }}
-- depends_on: {{ ref('dim_product_line') }}
-- depends_on: {{ ref('dim_organization') }}
-- depends_on: {{ ref('dim_customer') }}
