-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='loans', meta={'load': 'quarantine', 'fact': '借阅'}) }}

{{ refill.set_aside(
    facts=ref('gate_loans'),
    raw=source('raw', 'loans'),
    columns=['月度', '读者号', '读者', '馆', '架', '书名', '类别', '类别代码', '天数', '押金'],
    scope=['月度']
) }}

-- depends_on: {{ ref('dim_reader') }}
-- depends_on: {{ ref('dim_shelf') }}
-- depends_on: {{ ref('dim_category') }}
