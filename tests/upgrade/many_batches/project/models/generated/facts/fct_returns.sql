-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='returns', meta={'load': 'facts', 'domain': 'returns'}) }}

{{ refill.load_facts(
    facts=ref('gate_returns'),
    quarantine=ref('quarantine_returns'),
    columns=['order_no', 'customer', 'customer_name', 'product', 'pieces', 'returned_on']
) }}

-- depends_on: {{ ref('dim_customer') }}
-- depends_on: {{ ref('dim_product') }}
