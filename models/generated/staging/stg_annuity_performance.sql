-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'domain': 'annuity_performance',
    'fact': '规模明细',
    'foreign_keys': [
        {'name': 'fk_plan', 'columns': ['计划代码'], 'table': '年金计划', 'keys': ['年金计划号']},
        {'name': 'fk_portfolio', 'columns': ['组合代码'], 'table': '组合计划', 'keys': ['组合代码']},
        {'name': 'fk_product_line', 'columns': ['产品线代码'], 'table': '产品线', 'keys': ['产品线代码']},
        {'name': 'fk_organization', 'columns': ['机构代码'], 'table': '组织架构', 'keys': ['机构代码']},
        {'name': 'fk_customer', 'columns': ['company_id'], 'table': '客户明细', 'keys': ['company_id']},
    ],
    'quarantine_inputs': ['年金计划', '组合计划', '产品线', '组织架构', '客户明细'],
    'scope': ['月度', '业务类型', '计划类型'],
}) }}

{{ refill.stage_facts(
    domain='annuity_performance',
    raw=source('raw', 'annuity_performance'),
    null_tokens=['', '-', '(空白)', '空白'],
    columns=[
        {'name': '月度', 'type': {'kind': 'month'}, 'key': true, 'required': true},
        {'name': '业务类型', 'type': {'kind': 'text'}, 'key': true, 'required': true},
        {'name': '计划类型', 'type': {'kind': 'text'}, 'key': true, 'required': true},
        {'name': '计划代码', 'type': {'kind': 'text'}, 'key': true},
        {'name': '计划名称', 'type': {'kind': 'text'}},
        {'name': '组合类型', 'type': {'kind': 'text'}},
        {'name': '组合代码', 'type': {'kind': 'text'}, 'key': true},
        {'name': '组合名称', 'type': {'kind': 'text'}},
        {'name': '客户名称', 'type': {'kind': 'text'}},
        {'name': '期初资产规模', 'type': {'kind': 'numeric', 'precision': 18, 'scale': 4}},
        {'name': '期末资产规模', 'type': {'kind': 'numeric', 'precision': 18, 'scale': 4}},
        {'name': '供款', 'type': {'kind': 'numeric', 'precision': 18, 'scale': 4}},
        {'name': '流失_含待遇支付', 'type': {'kind': 'numeric', 'precision': 18, 'scale': 4}},
        {'name': '流失', 'type': {'kind': 'numeric', 'precision': 18, 'scale': 4}},
        {'name': '待遇支付', 'type': {'kind': 'numeric', 'precision': 18, 'scale': 4}},
        {'name': '投资收益', 'type': {'kind': 'numeric', 'precision': 18, 'scale': 4}},
        {'name': '当期收益率', 'type': {'kind': 'numeric', 'precision': 10, 'scale': 6}},
        {'name': '年化收益率', 'type': {'kind': 'numeric', 'precision': 10, 'scale': 6}},
        {'name': '机构代码', 'type': {'kind': 'text'}, 'key': true},
        {'name': '机构名称', 'type': {'kind': 'text'}},
        {'name': '产品线代码', 'type': {'kind': 'text'}, 'key': true},
        {'name': '年金账户号', 'type': {'kind': 'text'}},
        {'name': '年金账户名', 'type': {'kind': 'text'}},
        {'name': 'company_id', 'type': {'kind': 'text'}, 'key': true, 'skip': ['IN*']},
        {'name': '子企业号', 'type': {'kind': 'text'}},
        {'name': '子企业名称', 'type': {'kind': 'text'}},
        {'name': '集团企业客户号', 'type': {'kind': 'text'}},
        {'name': '集团企业客户名称', 'type': {'kind': 'text'}},
    ],
    lookups=[
        {
            'column': '产品线代码',
            'reference': refill.authoritative('landing_product_line'),
            'match': {'产品线': '业务类型'},
            'take': '产品线代码',
        },
    ]
) }}
