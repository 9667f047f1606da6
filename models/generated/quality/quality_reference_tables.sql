-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_reference_tables(
    audit=source('ledger', 'audit'),
    tables=['年金计划', '组合计划', '产品线', '组织架构', '客户明细'],
    timezone='UTC'
) }}

-- depends_on: {{ ref('dim_annuity_plan') }}
-- depends_on: {{ ref('dim_portfolio') }}
-- depends_on: {{ ref('dim_product_line') }}
-- depends_on: {{ ref('dim_organization') }}
-- depends_on: {{ ref('dim_customer') }}
