-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='stock', meta={'load': 'quarantine', 'fact': '库存'}) }}

{{ refill.set_aside(
    facts=ref('gate_stock'),
    raw=source('raw', 'stock'),
    columns=['month', 'branch', 'shelf', 'number', 'pieces', 'counted_at', 'fresh']
) }}

-- depends_on: {{ ref('dim_shelf') }}
-- depends_on: {{ ref('dim_number') }}
