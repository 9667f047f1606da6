-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='收入明细', meta={'load': 'facts', 'domain': 'annuity_income', 'scope': ['月度', '业务类型', '计划类型']}) }}

{{ refill.load_facts(
    facts=ref('gate_annuity_income'),
    quarantine=ref('quarantine_annuity_income'),
    columns=[
        '月度', '业务类型', '计划类型', '计划代码', '计划名称', '组合类型', '组合代码', '组合名称', '客户名称', '机构代码', '机构名称', '产品线代码', 'company_id',
        '固费', '浮费', '回补', '税'
    ]
) }}

-- depends_on: {{ ref('dim_annuity_plan') }}
-- depends_on: {{ ref('dim_portfolio') }}
-- depends_on: {{ ref('dim_product_line') }}
-- depends_on: {{ ref('dim_organization') }}
-- depends_on: {{ ref('dim_customer') }}
