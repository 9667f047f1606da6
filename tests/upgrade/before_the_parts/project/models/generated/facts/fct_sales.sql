-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='销售明细', meta={'load': 'facts', 'domain': 'sales', 'scope': ['月度', '渠道']}) }}

{{ refill.load_facts(
    facts=ref('gate_sales'),
    quarantine=ref('quarantine_sales'),
    columns=['月度', '渠道', '客户号', '客户名称', '地区代码', '产品', '金额']
) }}

-- depends_on: {{ ref('dim_channel') }}
-- depends_on: {{ ref('dim_region') }}
-- depends_on: {{ ref('dim_customer') }}
-- depends_on: {{ ref('dim_product') }}
