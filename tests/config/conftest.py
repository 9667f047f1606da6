"""A small configuration that is sound. Each refusal test changes one thing in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from refill.config.load import ConfigError, load_config
from refill.config.models import Config

DATA = """\
version: 1
defaults:
  files: {exclude: ["~$*"]}
domains:
  sales:
    description: Sales
    files: {path: "{YYYYMM}", patterns: ["*.csv"]}
    fact: {model: fct_sales, table: 销售}
    load: {mode: replace_scope, scope: [月度]}
    columns:
      月度: {type: month, required: true}
      客户代码: text
      客户名称: {type: text, aliases: [名称]}
      地区: text
      地区代码: {type: text, lookup: {table: 地区, match: {名称: 地区}, take: 地区代码}}
      金额: numeric(18,4)
      数量: integer
      已付: boolean
    foreign_keys:
      - name: fk_customer
        source_column: 客户代码
        target_table: 客户
        target_key: 客户代码
        skip_patterns: ["IN*"]
        backfill_columns:
          - {source: 客户名称, target: 名称}
          - {source: 地区代码, target: 地区代码, aggregation: {type: max_by, order_column: 金额}}
          - {source: 邮箱, target: 邮箱, optional: true}
          - {target: 备注, aggregation: {type: template, template: "客户_{客户名称}"}}
          - {target: 标签, aggregation: {type: json_append, template: "{地区}"}}
      - name: fk_region
        source_column: 地区代码
        target_table: 地区
        target_key: 地区代码
"""

REFERENCES = """\
version: 1
reference_tables:
  客户:
    model: dim_customer
    key: 客户代码
    columns:
      客户代码: text
      名称: text
      地区代码: text
      邮箱: text
      备注: text
      标签: json
      首购: date
      订单数: integer
      总额: numeric(18,2)
    foreign_keys: [{column: 地区代码, target_table: 地区}]
  地区:
    model: dim_region
    key: 地区代码
    columns: {地区代码: text, 名称: text, 上级: text}
    source: {type: file, path: reference/regions.csv}
    foreign_keys: [{column: 上级, target_table: 地区}]
"""


@dataclass(frozen=True)
class Small:
    """The small configuration, written to a folder in one variant or another."""

    folder: Path
    data: str = DATA
    references: str = REFERENCES

    def with_(self, file: str, old: str, new: str) -> Small:
        """Return the variant with `old`, which is in the file once, replaced. An empty `old` is the whole file."""
        texts = {"data": self.data, "references": self.references}
        if old:
            assert texts[file].count(old) == 1, f"{old!r} stands {texts[file].count(old)} times"
        texts[file] = texts[file].replace(old, new) if old else new
        return Small(self.folder, **texts)

    def load(self) -> Config:
        """The configuration, or a ConfigError."""
        config = self.folder / "config"
        config.mkdir(exist_ok=True)
        (config / "data_sources.yml").write_text(self.data, encoding="utf-8")
        (config / "reference_sources.yml").write_text(self.references, encoding="utf-8")
        return load_config(config)

    def refusal(self) -> str:
        """The whole refusal, or 'accepted'."""
        try:
            self.load()
        except ConfigError as error:
            return str(error)
        return "accepted"


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """The small configuration, unchanged."""
    return Small(tmp_path)
