-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(alias='annuity_performance', meta={'load': 'quarantine', 'fact': '规模明细'}) }}

{{ refill.set_aside(
    facts=ref('gate_annuity_performance'),
    raw=source('raw', 'annuity_performance'),
    columns=[
        '月度', '业务类型', '计划类型', '计划代码', '计划名称', '组合类型', '组合代码', '组合名称', '客户名称', '期初资产规模', '期末资产规模', '供款', '流失_含待遇支付',
        '流失', '待遇支付', '投资收益', '当期收益率', '年化收益率', '机构代码', '机构名称', '产品线代码', '年金账户号', '年金账户名', 'company_id', '子企业号',
        '子企业名称', '集团企业客户号', '集团企业客户名称'
    ],
    foreign_keys=[{'name': 'fk_product_line', 'columns': ['产品线代码'], 'table': ref('dim_product_line'), 'keys': ['产品线代码']}],
    scope=['月度', '业务类型', '计划类型']
) }}

-- depends_on: {{ ref('dim_annuity_plan') }}
-- depends_on: {{ ref('dim_portfolio') }}
-- depends_on: {{ ref('dim_product_line') }}
-- depends_on: {{ ref('dim_organization') }}
-- depends_on: {{ ref('dim_customer') }}
