-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='annuity_income', meta={'load': 'quarantine', 'fact': '收入明细'}) }}

{{ refill.set_aside(
    facts=ref('gate_annuity_income'),
    raw=source('raw', 'annuity_income'),
    columns=[
        '月度', '业务类型', '计划类型', '计划代码', '计划名称', '组合类型', '组合代码', '组合名称', '客户名称', '机构代码', '机构名称', '产品线代码', 'company_id',
        '固费', '浮费', '回补', '税'
    ],
    foreign_keys=[{'name': 'fk_product_line', 'columns': ['产品线代码'], 'table': ref('dim_product_line'), 'keys': ['产品线代码']}],
    scope=['月度', '业务类型', '计划类型']
) }}

-- depends_on: {{ ref('dim_annuity_plan') }}
-- depends_on: {{ ref('dim_portfolio') }}
-- depends_on: {{ ref('dim_product_line') }}
-- depends_on: {{ ref('dim_organization') }}
-- depends_on: {{ ref('dim_customer') }}
