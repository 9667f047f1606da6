"""A small company: two domains and three reference tables, one the parent of another, with ASCII and Chinese names."""

from .project import Project

DATA = """\
version: 1
defaults:
  files: {path: "{YYYYMM}", on_many: all}
  null_tokens: ["", "-", "空白"]
domains:
  sales:
    description: What was sold in a month, by channel
    files: {patterns: ["sales*.csv"]}
    fact: {model: fct_sales, table: 销售明细}
    load: {mode: replace_scope, scope: [月度, 渠道]}
    columns:
      月度: {type: month, required: true}
      渠道: text
      客户号: text
      客户名称: text
      地区代码: text
      产品: {type: text, case: upper}
      金额: {type: "numeric(12,2)", aliases: [amount]}
    foreign_keys:
      - name: fk_region
        source_column: 地区代码
        target_table: 地区
        target_key: 地区代码
      - name: fk_customer
        source_column: 客户号
        target_table: 客户
        target_key: 客户号
        skip_patterns: ["IN*"]
        backfill_columns:
          - {source: 客户名称, target: 名称}
          - {source: 地区代码, target: 地区代码, aggregation: {type: max_by, order_column: 金额}}
      - name: fk_product
        source_column: 产品
        target_table: product
        target_key: code
        on_missing: quarantine
  returns:
    description: What was sent back, one row per order
    files: {patterns: ["returns*.csv"]}
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
        skip_patterns: ["IN*"]
        backfill_columns:
          - {source: customer_name, target: 名称}
      - name: fk_returns_product
        source_column: product
        target_table: product
        target_key: code
        on_missing: quarantine
"""

REFERENCES = """\
version: 1
reference_tables:
  地区:
    model: dim_region
    key: 地区代码
    columns: {地区代码: text, 名称: text}
    source: {type: file, path: reference/regions.yml}
    strategy: full_replace
    guard: {max_retire_ratio: 0.5}
  客户:
    model: dim_customer
    key: 客户号
    columns: {客户号: text, 名称: text, 地区代码: text, 等级: text}
    source: {type: file, path: reference/customers.csv}
    strategy: merge
    foreign_keys:
      - {column: 地区代码, target_table: 地区}
  product:
    model: dim_product
    key: code
    columns: {code: {type: text, case: upper}, name: text}
    source: {type: seed, seed: products}
"""

REGIONS = """\
- {地区代码: N, 名称: 北方}
- {地区代码: S, 名称: 南方}
"""

CUSTOMERS = """\
客户号,名称,地区代码,等级
001,长城公司,N,A
002,黄河公司,S,B
"""

PRODUCTS = """\
code,name
P1,Tea
P2,Silk
"""

SALES = "月度,渠道,客户号,客户名称,地区代码,产品,金额\n"
RETURNS = "order_no,customer,customer_name,product,pieces,returned_on\n"


def move_in(project: Project) -> None:
    """Write both YAML files and the three authoritative sources; no facts yet."""
    project.configure(DATA, REFERENCES)
    project.write("reference/regions.yml", REGIONS)
    project.write("reference/customers.csv", CUSTOMERS)
    project.write("seeds/products.csv", PRODUCTS)
