-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='returns', meta={'load': 'quarantine', 'fact': 'returns'}) }}

{{ refill.set_aside(
    facts=ref('gate_returns'),
    raw=source('raw', 'returns'),
    columns=['order_no', 'customer', 'customer_name', 'product', 'pieces', 'returned_on'],
    foreign_keys=[{'name': 'fk_returns_product', 'columns': ['product'], 'table': ref('dim_product'), 'keys': ['code']}]
) }}

-- depends_on: {{ ref('dim_customer') }}
-- depends_on: {{ ref('dim_product') }}
