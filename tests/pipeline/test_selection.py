"""Which domains a run builds besides those that have something waiting."""

from pathlib import Path

from refill.config.load import load_config
from refill.runs.selection import _with_freed

DOMAIN = """\
  {name}:
    description: x
    files: {{patterns: [a]}}
    fact: {{model: fct_{name}, table: t_{name}}}
    columns: {{a: text, b: text}}
    foreign_keys:
      - {{name: fk_{name}_given, source_column: a, target_table: {given}, target_key: k, on_missing: quarantine}}
      - {{name: fk_{name}_made, source_column: b, target_table: {made}, target_key: k}}
"""
CHAIN = {"one": ("r0", "r1"), "two": ("r1", "r2"), "three": ("r2", "r3"), "apart": ("r4", "r5")}


def test_what_a_domain_derives_may_free_rows_whose_own_derivations_free_others(tmp_path: Path) -> None:
    tables = "".join(f"  r{n}: {{model: dim_r{n}, key: k, columns: {{k: text}}}}\n" for n in range(6))
    domains = "".join(DOMAIN.format(name=name, given=given, made=made) for name, (given, made) in CHAIN.items())
    (tmp_path / "reference_sources.yml").write_text("version: 1\nreference_tables:\n" + tables, encoding="utf-8")
    (tmp_path / "data_sources.yml").write_text("version: 1\ndomains:\n" + domains, encoding="utf-8")
    config = load_config(tmp_path)
    assert _with_freed(config, {"one"}, {"two", "three", "apart"}) == {"one", "two", "three"}
    assert _with_freed(config, {"one"}, {"three"}) == {"one"}
