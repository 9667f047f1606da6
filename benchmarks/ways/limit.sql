-- The main job as one writes it by hand for these five reference tables and two facts, with every set-based trick that
-- PostgreSQL has: no row-by-row checks, no index before its rows, missing keys before aggregates. It handles what the
-- company's files hold (dashes, commas, percentages, three ways to write a month) and stops at anything else.
-- limit.py runs the stages one after the other, fills raw and authoritative by COPY, and looks at what the gate lists.

-- stage: prepare
create function clean(value text) returns text language sql immutable parallel safe
return nullif(nullif(nullif(nullif(btrim(value), ''), '-'), '(空白)'), '空白');

create function amount(value text) returns numeric language sql immutable parallel safe
return cast(nullif(nullif(replace(btrim(value), ',', ''), ''), '-') as numeric);

create function rate(value text) returns numeric language sql immutable parallel safe
return case when right(value, 1) = '%' then amount(rtrim(value, '%')) / 100 else amount(value) end;

create function month(value text) returns date language sql immutable parallel safe
return make_date(cast(left(value, 4) as integer), cast(translate(substr(value, 5), '-年月', '') as integer), 1);

create table raw_performance (
    row_number bigint generated always as identity,
    "月度" text, "业务类型" text, "计划类型" text, "计划代码" text, "计划名称" text, "组合类型" text, "组合代码" text,
    "组合名称" text, "客户名称" text, "期初资产规模" text, "期末资产规模" text, "供款" text, "流失(含待遇支付)" text,
    "流失" text, "待遇支付" text, "投资收益" text, "当期收益率" text, "年化收益率" text, "机构代码" text, "机构名称" text,
    "年金账户号" text, "年金账户名" text, company_id text, "子企业号" text, "子企业名称" text, "集团企业客户号" text,
    "集团企业客户名称" text
);
create table raw_income (
    row_number bigint generated always as identity,
    "月度" text, "业务类型" text, "计划类型" text, "计划代码" text, "计划名称" text, "组合类型" text, "组合代码" text,
    "组合名称" text, "客户名称" text, "机构代码" text, "机构名称" text, company_id text, "固费" text, "浮费" text,
    "回补" text, "税" text
);

create table "产品线" (
    "产品线代码" text primary key, "产品线" text, "产品类别" text, "业务大类" text,
    _source text not null default 'authoritative', _needs_review boolean not null default false,
    _derived_from_domain text, _derived_at timestamptz
);
create table "组织架构" (
    "机构代码" text primary key, "机构" text, "年金中心" text, "战区" text,
    _source text not null default 'authoritative', _needs_review boolean not null default false,
    _derived_from_domain text, _derived_at timestamptz
);
create table "年金计划" (
    "年金计划号" text primary key, "计划简称" text, "计划全称" text, "计划类型" text, "客户名称" text, company_id text,
    "主拓代码" text, "主拓机构" text, "管理资格" text, "计划状态" text, "备注" text,
    _source text not null default 'authoritative', _needs_review boolean not null default false,
    _derived_from_domain text, _derived_at timestamptz
);
create table "组合计划" (
    "组合代码" text primary key, "年金计划号" text references "年金计划", "组合名称" text, "组合简称" text, "组合类型" text,
    "组合状态" text, "运作开始日" date, "受托人" text, "投资管理人" text, "备注" text,
    _source text not null default 'authoritative', _needs_review boolean not null default false,
    _derived_from_domain text, _derived_at timestamptz
);
create table "客户明细" (
    company_id text primary key, "客户名称" text, "年金客户类型" text, "主拓机构代码" text, "主拓机构" text, "管理资格" text,
    "关键年金计划" text, "其他年金计划" text, "关联计划数" bigint, "关联机构数" bigint, tags jsonb,
    _source text not null default 'authoritative', _needs_review boolean not null default false,
    _derived_from_domain text, _derived_at timestamptz
);

-- stage: stage
create unlogged table staging_performance as
select
    row_number,
    month(clean("月度")) as "月度",
    clean("业务类型") as "业务类型",
    clean("计划类型") as "计划类型",
    clean("计划代码") as "计划代码",
    clean("计划名称") as "计划名称",
    clean("组合类型") as "组合类型",
    clean("组合代码") as "组合代码",
    clean("组合名称") as "组合名称",
    clean("客户名称") as "客户名称",
    cast(amount("期初资产规模") as numeric(18, 4)) as "期初资产规模",
    cast(amount("期末资产规模") as numeric(18, 4)) as "期末资产规模",
    cast(amount("供款") as numeric(18, 4)) as "供款",
    cast(amount("流失(含待遇支付)") as numeric(18, 4)) as "流失_含待遇支付",
    cast(amount("流失") as numeric(18, 4)) as "流失",
    cast(amount("待遇支付") as numeric(18, 4)) as "待遇支付",
    cast(amount("投资收益") as numeric(18, 4)) as "投资收益",
    cast(rate("当期收益率") as numeric(10, 6)) as "当期收益率",
    cast(rate("年化收益率") as numeric(10, 6)) as "年化收益率",
    clean("机构代码") as "机构代码",
    clean("机构名称") as "机构名称",
    line."产品线代码",
    clean("年金账户号") as "年金账户号",
    clean("年金账户名") as "年金账户名",
    case when company_id not like 'IN%' then clean(company_id) end as company_id,
    clean("子企业号") as "子企业号",
    clean("子企业名称") as "子企业名称",
    clean("集团企业客户号") as "集团企业客户号",
    clean("集团企业客户名称") as "集团企业客户名称"
from raw_performance
left join "产品线" as line on line."产品线" = clean("业务类型");

create unlogged table staging_income as
select
    row_number,
    month(clean("月度")) as "月度",
    clean("业务类型") as "业务类型",
    clean("计划类型") as "计划类型",
    clean("计划代码") as "计划代码",
    clean("计划名称") as "计划名称",
    clean("组合类型") as "组合类型",
    clean("组合代码") as "组合代码",
    clean("组合名称") as "组合名称",
    clean("客户名称") as "客户名称",
    clean("机构代码") as "机构代码",
    clean("机构名称") as "机构名称",
    line."产品线代码",
    case when company_id not like 'IN%' then clean(company_id) end as company_id,
    cast(amount("固费") as numeric(18, 4)) as "固费",
    cast(amount("浮费") as numeric(18, 4)) as "浮费",
    cast(amount("回补") as numeric(18, 4)) as "回补",
    cast(amount("税") as numeric(18, 4)) as "税"
from raw_income
left join "产品线" as line on line."产品线" = clean("业务类型");

analyze staging_performance, staging_income;

-- stage: derive
create temp table new_plans as
with
income as (
    select
        facts."计划代码",
        (array_agg("计划名称" order by row_number) filter (where "计划名称" is not null))[1] as "计划全称",
        (array_agg("计划类型" order by row_number) filter (where "计划类型" is not null))[1] as "计划类型",
        (array_agg("客户名称" order by row_number) filter (where "客户名称" is not null))[1] as "客户名称",
        (array_agg(company_id order by row_number) filter (where company_id is not null))[1] as company_id,
        (array_agg("机构代码" order by "固费" desc nulls last, row_number) filter (where "机构代码" is not null))[1] as "主拓代码",
        (array_agg("机构名称" order by "固费" desc nulls last, row_number) filter (where "机构名称" is not null))[1] as "主拓机构",
        string_agg(distinct "业务类型" collate "C", '+' order by "业务类型" collate "C") as "管理资格"
    from staging_income as facts
    where "计划代码" is not null and not exists (select from "年金计划" as held where held."年金计划号" = facts."计划代码")
    group by facts."计划代码"
),

performance as (
    select
        facts."计划代码",
        (array_agg("计划名称" order by row_number) filter (where "计划名称" is not null))[1] as "计划全称",
        (array_agg("计划类型" order by row_number) filter (where "计划类型" is not null))[1] as "计划类型",
        (array_agg("客户名称" order by row_number) filter (where "客户名称" is not null))[1] as "客户名称",
        (array_agg(company_id order by row_number) filter (where company_id is not null))[1] as company_id,
        (array_agg("机构代码" order by "期末资产规模" desc nulls last, row_number) filter (where "机构代码" is not null))[1] as "主拓代码",
        (array_agg("机构名称" order by "期末资产规模" desc nulls last, row_number) filter (where "机构名称" is not null))[1] as "主拓机构",
        string_agg(distinct "业务类型" collate "C", '+' order by "业务类型" collate "C") as "管理资格"
    from staging_performance as facts
    where "计划代码" is not null and not exists (select from "年金计划" as held where held."年金计划号" = facts."计划代码")
    group by facts."计划代码"
)

select
    "计划代码",
    coalesce(income."计划全称", performance."计划全称") as "计划全称",
    coalesce(income."计划类型", performance."计划类型") as "计划类型",
    coalesce(income."客户名称", performance."客户名称") as "客户名称",
    coalesce(income.company_id, performance.company_id) as company_id,
    coalesce(income."主拓代码", performance."主拓代码") as "主拓代码",
    coalesce(income."主拓机构", performance."主拓机构") as "主拓机构",
    coalesce(income."管理资格", performance."管理资格") as "管理资格",
    case when income."计划代码" is not null then 'annuity_income' else 'annuity_performance' end as domain
from income
full join performance using ("计划代码");

insert into "年金计划" (
    "年金计划号", "计划全称", "计划类型", "客户名称", company_id, "主拓代码", "主拓机构", "管理资格", _derived_from_domain,
    _source, _needs_review, _derived_at
)
select *, 'auto_derived', true, now() from new_plans;

create temp table new_portfolios as
with
income as (
    select
        facts."组合代码",
        (array_agg("计划代码" order by row_number) filter (where "计划代码" is not null))[1] as "年金计划号",
        (array_agg("组合名称" order by row_number) filter (where "组合名称" is not null))[1] as "组合名称",
        (array_agg("组合类型" order by row_number) filter (where "组合类型" is not null))[1] as "组合类型"
    from staging_income as facts
    where "组合代码" is not null and not exists (select from "组合计划" as held where held."组合代码" = facts."组合代码")
    group by facts."组合代码"
),

performance as (
    select
        facts."组合代码",
        (array_agg("计划代码" order by row_number) filter (where "计划代码" is not null))[1] as "年金计划号",
        (array_agg("组合名称" order by row_number) filter (where "组合名称" is not null))[1] as "组合名称",
        (array_agg("组合类型" order by row_number) filter (where "组合类型" is not null))[1] as "组合类型"
    from staging_performance as facts
    where "组合代码" is not null and not exists (select from "组合计划" as held where held."组合代码" = facts."组合代码")
    group by facts."组合代码"
)

select
    "组合代码",
    coalesce(income."年金计划号", performance."年金计划号") as "年金计划号",
    coalesce(income."组合名称", performance."组合名称") as "组合名称",
    coalesce(income."组合类型", performance."组合类型") as "组合类型",
    case when income."组合代码" is not null then 'annuity_income' else 'annuity_performance' end as domain
from income
full join performance using ("组合代码");

insert into "组合计划" (
    "组合代码", "年金计划号", "组合名称", "组合类型", _derived_from_domain, _source, _needs_review, _derived_at
)
select "组合代码", parent."年金计划号", "组合名称", "组合类型", domain, 'auto_derived', true, now()
from (select "组合代码", "年金计划号" as plan, "组合名称", "组合类型", domain from new_portfolios) as made
left join (select "年金计划号" from "年金计划") as parent on parent."年金计划号" = made.plan;

create temp table new_organisations as
with
income as (
    select
        facts."机构代码",
        (array_agg("机构名称" order by row_number) filter (where "机构名称" is not null))[1] as "机构"
    from staging_income as facts
    where "机构代码" is not null and not exists (select from "组织架构" as held where held."机构代码" = facts."机构代码")
    group by facts."机构代码"
),

performance as (
    select
        facts."机构代码",
        (array_agg("机构名称" order by row_number) filter (where "机构名称" is not null))[1] as "机构"
    from staging_performance as facts
    where "机构代码" is not null and not exists (select from "组织架构" as held where held."机构代码" = facts."机构代码")
    group by facts."机构代码"
)

select
    "机构代码",
    coalesce(income."机构", performance."机构") as "机构",
    case when income."机构代码" is not null then 'annuity_income' else 'annuity_performance' end as domain
from income
full join performance using ("机构代码");

insert into "组织架构" ("机构代码", "机构", _derived_from_domain, _source, _needs_review, _derived_at)
select *, 'auto_derived', true, now() from new_organisations;

create temp table new_customers as
with
income as (
    select
        facts.company_id,
        (array_agg("客户名称" order by row_number) filter (where "客户名称" is not null))[1] as "客户名称",
        (array_agg("机构代码" order by "固费" desc nulls last, row_number) filter (where "机构代码" is not null))[1] as "主拓机构代码",
        (array_agg("机构名称" order by "固费" desc nulls last, row_number) filter (where "机构名称" is not null))[1] as "主拓机构",
        count(distinct "计划代码") as "关联计划数",
        string_agg(distinct "计划代码" collate "C", ',' order by "计划代码" collate "C") as "其他年金计划",
        to_jsonb(array_agg(distinct "业务类型" collate "C" order by "业务类型" collate "C") filter (where "业务类型" is not null)) as tags
    from staging_income as facts
    where company_id is not null and not exists (select from "客户明细" as held where held.company_id = facts.company_id)
    group by facts.company_id
),

performance as (
    select
        facts.company_id,
        (array_agg("客户名称" order by row_number) filter (where "客户名称" is not null))[1] as "客户名称",
        (array_agg("机构代码" order by "期末资产规模" desc nulls last, row_number) filter (where "机构代码" is not null))[1] as "主拓机构代码",
        (array_agg("机构名称" order by "期末资产规模" desc nulls last, row_number) filter (where "机构名称" is not null))[1] as "主拓机构",
        count(distinct "计划代码") as "关联计划数",
        string_agg(distinct "计划代码" collate "C", ',' order by "计划代码" collate "C") as "其他年金计划",
        to_jsonb(array_agg(distinct "业务类型" collate "C" order by "业务类型" collate "C") filter (where "业务类型" is not null)) as tags
    from staging_performance as facts
    where company_id is not null and not exists (select from "客户明细" as held where held.company_id = facts.company_id)
    group by facts.company_id
)

select
    company_id,
    coalesce(income."客户名称", performance."客户名称") as "客户名称",
    coalesce(income."主拓机构代码", performance."主拓机构代码") as "主拓机构代码",
    coalesce(income."主拓机构", performance."主拓机构") as "主拓机构",
    coalesce(income."关联计划数", performance."关联计划数") as "关联计划数",
    coalesce(income."其他年金计划", performance."其他年金计划") as "其他年金计划",
    coalesce(income.tags, performance.tags) as tags,
    case when income.company_id is not null then 'annuity_income' else 'annuity_performance' end as domain
from income
full join performance using (company_id);

insert into "客户明细" (
    company_id, "客户名称", "主拓机构代码", "主拓机构", "关联计划数", "其他年金计划", tags, _derived_from_domain, "年金客户类型",
    _source, _needs_review, _derived_at
)
select *, '新客', 'auto_derived', true, now() from new_customers;

analyze "产品线", "组织架构", "年金计划", "组合计划", "客户明细";

-- stage: gate
create temp table unresolved as
select
    count(*) filter (where facts."月度" is null or facts."业务类型" is null or facts."计划类型" is null) as required,
    count(*) filter (where facts."计划代码" is not null and plan."年金计划号" is null) as plans,
    count(*) filter (where facts."组合代码" is not null and portfolio."组合代码" is null) as portfolios,
    count(*) filter (where facts."产品线代码" is not null and line."产品线代码" is null) as lines,
    count(*) filter (where facts."机构代码" is not null and organisation."机构代码" is null) as organisations,
    count(*) filter (where facts.company_id is not null and customer.company_id is null) as customers
from (
    select "月度", "业务类型", "计划类型", "计划代码", "组合代码", "产品线代码", "机构代码", company_id from staging_performance
    union all
    select "月度", "业务类型", "计划类型", "计划代码", "组合代码", "产品线代码", "机构代码", company_id from staging_income
) as facts
left join "年金计划" as plan on plan."年金计划号" = facts."计划代码"
left join "组合计划" as portfolio on portfolio."组合代码" = facts."组合代码"
left join "产品线" as line on line."产品线代码" = facts."产品线代码"
left join "组织架构" as organisation on organisation."机构代码" = facts."机构代码"
left join "客户明细" as customer on customer.company_id = facts.company_id;

-- stage: fact
begin;
create table "规模明细" as select * from staging_performance;
alter table "规模明细"
    add primary key (row_number),
    add constraint fk_plan foreign key ("计划代码") references "年金计划",
    add constraint fk_portfolio foreign key ("组合代码") references "组合计划",
    add constraint fk_product_line foreign key ("产品线代码") references "产品线",
    add constraint fk_organization foreign key ("机构代码") references "组织架构",
    add constraint fk_customer foreign key (company_id) references "客户明细";
create table "收入明细" as select * from staging_income;
alter table "收入明细"
    add primary key (row_number),
    add constraint fk_plan foreign key ("计划代码") references "年金计划",
    add constraint fk_portfolio foreign key ("组合代码") references "组合计划",
    add constraint fk_product_line foreign key ("产品线代码") references "产品线",
    add constraint fk_organization foreign key ("机构代码") references "组织架构",
    add constraint fk_customer foreign key (company_id) references "客户明细";
analyze "规模明细", "收入明细";
commit;
