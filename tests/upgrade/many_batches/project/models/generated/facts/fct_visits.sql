-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='visits', meta={'load': 'facts', 'domain': 'visits'}) }}

{{ refill.load_facts(
    facts=ref('gate_visits'),
    quarantine=ref('quarantine_visits'),
    columns=['month', 'plan', 'customer', 'hours']
) }}

-- depends_on: {{ ref('dim_plan') }}
-- depends_on: {{ ref('dim_customer') }}
