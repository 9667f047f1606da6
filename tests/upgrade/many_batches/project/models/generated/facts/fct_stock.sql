-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='库存', meta={'load': 'facts', 'domain': 'stock'}) }}

{{ refill.load_facts(
    facts=ref('gate_stock'),
    quarantine=ref('quarantine_stock'),
    columns=['month', 'branch', 'shelf', 'number', 'pieces', 'counted_at', 'fresh']
) }}

-- depends_on: {{ ref('dim_shelf') }}
-- depends_on: {{ ref('dim_number') }}
