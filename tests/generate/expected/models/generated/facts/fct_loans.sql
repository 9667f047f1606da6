-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='借阅', meta={'load': 'facts', 'domain': 'loans', 'scope': ['月度']}) }}

{{ refill.load_facts(
    facts=ref('gate_loans'),
    quarantine=ref('quarantine_loans'),
    columns=['月度', '读者号', '读者', '馆', '架', '书名', '类别', '类别代码', '天数', '押金']
) }}

-- depends_on: {{ ref('dim_reader') }}
-- depends_on: {{ ref('dim_shelf') }}
-- depends_on: {{ ref('dim_category') }}
