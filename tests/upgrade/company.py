"""The company whose database is dumped: four domains, seven reference tables, a source of each kind but http."""

DATA = """\
version: 1
defaults:
  files: {path: "{YYYYMM}", on_many: all}
  null_tokens: ["", "-", "空白"]
domains:
  sales:
    description: What was sold in a month, by channel
    files: {patterns: ["sales*.csv"], total_rows: [客户名称]}
    fact: {model: fct_sales, table: 销售明细}
    load: {mode: replace_scope, scope: [月度, 渠道]}
    retain: {raw: 99 years}
    weight: 金额
    columns:
      月度: {type: month, required: true}
      渠道: text
      客户号: text
      客户名称: text
      地区代码: text
      产品: {type: text, case: upper}
      金额: {type: "numeric(12,2)", aliases: [amount]}
    foreign_keys:
      - {name: fk_channel, source_column: 渠道, target_table: 渠道, target_key: 编号}
      - {name: fk_region, source_column: 地区代码, target_table: 地区, target_key: 地区代码}
      - name: fk_customer
        source_column: 客户号
        target_table: 客户
        target_key: 客户号
        skip_patterns: ["IN*"]
        on_null: quarantine
        backfill_columns:
          - {source: 客户名称, target: 名称}
          - {source: 地区代码, target: 地区代码, aggregation: {type: max_by, order_column: 金额}}
          - {source: 渠道, target: 渠道们, aggregation: {type: concat_distinct}}
      - name: fk_product
        source_column: 产品
        target_table: product
        target_key: code
        on_missing: quarantine
  returns:
    description: What was sent back, one row per order
    files: {patterns: ["returns*.csv", "returns*.xlsx"]}
    fact: {model: fct_returns, table: returns}
    columns:
      order_no: {type: text, required: true}
      customer: text
      customer_name: text
      product: {type: text, case: upper}
      pieces: integer
      returned_on: date
    foreign_keys:
      - name: fk_returns_customer
        source_column: customer
        target_table: 客户
        target_key: 客户号
        priority: 200
        skip_blank_values: false
        mode: [insert_missing, fill_null_only]
        backfill_columns:
          - {source: customer_name, target: 名称}
          - {target: 来源, aggregation: {type: json_append, template: "{order_no}:{pieces}"}}
      - name: fk_returns_product
        source_column: product
        target_table: product
        target_key: code
        on_missing: quarantine
  stock:
    description: What lies on a shelf at the end of a month
    files: {patterns: ["stock*.csv"]}
    fact: {model: fct_stock, table: 库存}
    weight: pieces
    columns:
      month: {type: month, required: true}
      branch: {type: text, required: true}
      shelf: {type: text, required: true}
      number: {type: "numeric(8,2)"}
      pieces: integer
      counted_at: timestamp
      fresh: boolean
    foreign_keys:
      - name: fk_shelf
        source_columns: [branch, shelf]
        target_table: 货架
        target_keys: [branch, shelf]
        backfill_columns:
          - {source: pieces, target: pieces, aggregation: {type: sum}}
          - {source: counted_at, target: counted_at, aggregation: {type: max}}
      - name: fk_number
        source_column: number
        target_table: 编码
        target_key: number
        backfill_columns:
          - {target: label, aggregation: {type: template, template: "{branch}/{shelf}"}}
  visits:
    description: Who was visited; a plan must be known
    files: {patterns: ["visits*.csv"]}
    fact: {model: fct_visits, table: visits}
    columns: {month: month, plan: text, customer: text, hours: "numeric(6,1)"}
    foreign_keys:
      - {name: fk_plan, source_column: plan, target_table: 计划, target_key: code, on_missing: fail}
      - {name: fk_visited, source_column: customer, target_table: 客户, target_key: 客户号, on_missing: quarantine}
exposures:
  weekly:
    type: dashboard
    description: Sales by region
    owner: {name: Sales}
    reads: {domains: [sales], tables: [客户], quality: [weight]}
"""

REFERENCES = """\
version: 1
timezone: Asia/Shanghai
reference_tables:
  地区:
    model: dim_region
    key: 地区代码
    columns: {地区代码: text, 名称: text}
    source: {type: file, path: reference/regions.yml}
    guard: {max_retire_ratio: 0.3}
  渠道:
    model: dim_channel
    key: 编号
    columns: {编号: text, 名称: text}
    source: {type: file, path: reference/channels.csv}
    strategy: merge
  客户:
    model: dim_customer
    key: 客户号
    columns: {客户号: text, 名称: text, 地区代码: text, 等级: text, 渠道们: text, 来源: json}
    sources:
      - {type: file, path: reference/corrections.csv, name: corrections, guard: {min_rows: 0}}
      - {type: file, path: reference/customers.csv, columns: {名字: 名称}}
    strategy: merge
    foreign_keys:
      - {column: 地区代码, target_table: 地区}
  product:
    model: dim_product
    key: code
    columns: {code: {type: text, case: upper}, name: text}
    source: {type: seed, seed: products}
  货架:
    model: dim_shelf
    keys: [branch, shelf]
    columns: {branch: text, shelf: text, pieces: integer, counted_at: timestamp}
  编码:
    model: dim_number
    key: number
    columns: {number: "numeric(8,2)", label: text}
  计划:
    model: dim_plan
    key: code
    columns: {code: text, name: text, "open": boolean}
    source: {type: postgres, connection: LEGACY, table: legacy.plans, columns: {is_open: "open"}}
    strategy: incremental
    cursor: id
"""

REGIONS = {"N": "北方", "S": "南方", "E": "东方", "M": "中部"}
CHANNELS = "编号,名称\n店,门店\n网,网上\n"
CUSTOMERS = "客户号,名字,地区代码,等级\n001,长城公司,N,A\n002,黄河公司,S,B\n"
CORRECTIONS = "客户号,名称\n002,黄河集团\n"
PRODUCTS = "code,name\nP1,Tea\nP2,Silk\n"

# A table that is there before refill, and one that another program keeps.
LEGACY = """
create schema legacy;
create table legacy.plans (id integer primary key, code text, name text, is_open boolean);
insert into legacy.plans values (1, 'A1', '甲', true), (2, 'A2', '乙', false);
create table warehouse."渠道" (
    "编号" varchar(4) not null unique, "名称" varchar(20) not null, id integer generated always as identity primary key
);
insert into warehouse."渠道" ("编号", "名称") values ('店', '门店'), ('网', '网上'), ('邮', '邮购');
"""

SALES = "月度,渠道,客户号,客户名称,地区代码,产品,金额"
RETURNS = "order_no,customer,customer_name,product,pieces,returned_on"
STOCK = "month,branch,shelf,number,pieces,counted_at,fresh"
VISITS = "month,plan,customer,hours"


def regions(**names: str) -> str:
    """The file of the regions."""
    return "".join(f"- {{地区代码: {code}, 名称: {name}}}\n" for code, name in names.items())


def lines(header: str, *rows: str) -> str:
    """A csv file."""
    return "\n".join([header, *rows, ""])
