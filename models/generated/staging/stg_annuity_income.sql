-- Generated from config/data_sources.yml by `refill generate`. Do not edit.
{{ config(meta={
    'domain': 'annuity_income',
    'fact': '收入明细',
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
    domain='annuity_income',
    raw=source('raw', 'annuity_income'),
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
        {'name': '机构代码', 'type': {'kind': 'text'}, 'key': true},
        {'name': '机构名称', 'type': {'kind': 'text'}},
        {'name': '产品线代码', 'type': {'kind': 'text'}, 'key': true},
        {'name': 'company_id', 'type': {'kind': 'text'}, 'key': true, 'skip': ['IN*']},
        {'name': '固费', 'type': {'kind': 'numeric', 'precision': 18, 'scale': 4}},
        {'name': '浮费', 'type': {'kind': 'numeric', 'precision': 18, 'scale': 4}},
        {'name': '回补', 'type': {'kind': 'numeric', 'precision': 18, 'scale': 4}},
        {'name': '税', 'type': {'kind': 'numeric', 'precision': 18, 'scale': 4}},
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
