-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='sales', meta={'load': 'quarantine', 'fact': '销售明细'}) }}

{{ refill.set_aside(
    facts=ref('gate_sales'),
    raw=source('raw', 'sales'),
    columns=['月度', '渠道', '客户号', '客户名称', '地区代码', '产品', '金额'],
    foreign_keys=[{'name': 'fk_product', 'columns': ['产品'], 'table': ref('dim_product'), 'keys': ['code']}],
    scope=['月度', '渠道']
) }}

-- depends_on: {{ ref('dim_channel') }}
-- depends_on: {{ ref('dim_region') }}
-- depends_on: {{ ref('dim_customer') }}
-- depends_on: {{ ref('dim_product') }}
