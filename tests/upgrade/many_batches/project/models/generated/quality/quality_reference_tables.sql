-- Generated from config/*.yml by `refill generate`. Do not edit.
{{ refill.quality_reference_tables(
    audit=source('ledger', 'audit'),
    tables=['product', '地区', '客户', '渠道', '编码', '计划', '货架'],
    timezone='Asia/Shanghai'
) }}

-- depends_on: {{ ref('dim_product') }}
-- depends_on: {{ ref('dim_region') }}
-- depends_on: {{ ref('dim_customer') }}
-- depends_on: {{ ref('dim_channel') }}
-- depends_on: {{ ref('dim_number') }}
-- depends_on: {{ ref('dim_plan') }}
-- depends_on: {{ ref('dim_shelf') }}
