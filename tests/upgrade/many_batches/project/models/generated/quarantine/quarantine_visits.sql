-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='visits', meta={'load': 'quarantine', 'fact': 'visits'}) }}

{{ refill.set_aside(
    facts=ref('gate_visits'),
    raw=source('raw', 'visits'),
    columns=['month', 'plan', 'customer', 'hours'],
    foreign_keys=[{'name': 'fk_visited', 'columns': ['customer'], 'table': ref('dim_customer'), 'keys': ['客户号']}]
) }}

-- depends_on: {{ ref('dim_plan') }}
-- depends_on: {{ ref('dim_customer') }}
