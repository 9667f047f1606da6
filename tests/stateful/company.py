"""The pipeline that lives through it: two domains, three reference tables, and what its YAML may be changed to."""

from dataclasses import asdict, dataclass
from string import Template

DATA = Template("""\
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
      金额: "numeric(12,2)"
    foreign_keys:
      - name: fk_region
        source_column: 地区代码
        target_table: 地区
        target_key: 地区代码
        on_missing: $region_missing
      - name: fk_customer
        source_column: 客户号
        target_table: 客户
        target_key: 客户号
        mode: $customer_mode
        on_missing: $customer_missing
        on_null: $customer_null
        skip_blank_values: $customer_skips_blanks
        skip_patterns: $customer_skips
        backfill_columns:
          - {source: 客户名称, target: 名称}
          - {source: 地区代码, target: 地区代码, aggregation: {type: max_by, order_column: 金额}}
      - name: fk_product
        source_column: 产品
        target_table: product
        target_key: code
        on_missing: $product_missing
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
    foreign_keys:
      - name: fk_returns_customer
        source_column: customer
        target_table: 客户
        target_key: 客户号
        mode: $returns_mode
        priority: 200
        skip_patterns: ["IN*"]
        backfill_columns:
          - {source: customer_name, target: 名称}
          - {source: pieces, target: 件数, aggregation: {type: sum}}
      - name: fk_returns_product
        source_column: product
        target_table: product
        target_key: code
        on_missing: quarantine
""")

REFERENCES = """\
version: 1
reference_tables:
  地区:
    model: dim_region
    key: 地区代码
    columns: {地区代码: text, 名称: text}
    source: {type: file, path: reference/regions.csv}
    strategy: full_replace
    guard: {max_retire_ratio: 0.5}
  客户:
    model: dim_customer
    key: 客户号
    columns: {客户号: text, 名称: text, 地区代码: text, 等级: text, 件数: integer}
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

HEADERS = {
    "sales": ("月度", "渠道", "客户号", "客户名称", "地区代码", "产品", "金额"),
    "returns": ("order_no", "customer", "customer_name", "product", "pieces"),
    "地区": ("地区代码", "名称"),
    "客户": ("客户号", "名称", "地区代码", "等级"),
    "product": ("code", "name"),
}
SOURCES = {"地区": "reference/regions.csv", "客户": "reference/customers.csv", "product": "seeds/products.csv"}
GIVEN = {
    "地区": (("N", "北方"), ("S", "南方")),
    "客户": (("001", "长城公司", "N", "A"), ("002", "黄河公司", "", "")),
    "product": (("P1", "Tea"), ("P2", "Silk")),
}


@dataclass(frozen=True)
class Policy:
    """What a steward may change in data_sources.yml from one run to the next."""

    region_missing: str = "register"
    customer_missing: str = "register"
    customer_mode: str = "insert_missing"
    customer_null: str = "allow"
    customer_skips_blanks: str = "true"
    customer_skips: str = '["IN*"]'
    product_missing: str = "quarantine"
    returns_mode: str = "[insert_missing, fill_null_only]"

    def yaml(self) -> str:
        return DATA.substitute(asdict(self))


MISSING = ("register", "quarantine", "fail")
CHOICES = {
    "region_missing": MISSING,
    "customer_missing": MISSING,
    "customer_mode": ("insert_missing", "fill_null_only", "[insert_missing, fill_null_only]"),
    "customer_null": ("allow", "quarantine", "fail"),
    "customer_skips_blanks": ("true", "false"),
    "customer_skips": ('["IN*"]', "[]", '["0*", "IN*"]'),
    "product_missing": MISSING,
    "returns_mode": ("insert_missing", "[insert_missing, fill_null_only]"),
}
