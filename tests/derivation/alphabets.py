"""What the cells of random cases say: few texts, so that ties, duplicates and blanks are frequent."""

from typing import Any

FACT_TYPES = {
    "键": "text", "键2": "text", "号": "integer", "名称": "text", "备注": "text",
    "金额": "numeric(12,2)", "数量": "integer", "月份": "month", "日期": "date", "标记": "boolean", "父": "text",
}  # fmt: skip
COMMON_KEYS = ["A", "A", "A", "A", "Ａ", " A", "A\u200b", "B", "B", "B\u3000"]
RARE_KEYS = ["a", "C", "", " ", "－", "IN1", "ＩＮ２", "é", "e\u0301", "(空白)", "（空白）", None]
TEXTS = ["x", "y", "X", "ｘ", " x", "é", "e\u0301", "𠮷", "～", "中", "it's", "a\\b", "", "  ", "-", "－", None, None]
CELLS: dict[str, list[str | None]] = {
    "键": COMMON_KEYS + RARE_KEYS,
    "键2": COMMON_KEYS + RARE_KEYS,
    "号": ["1", "1", "1", "１", "2", "2.0", "007", "x", "", None],
    "名称": TEXTS,
    "备注": TEXTS,
    "金额": ["1", "2", "2.00", "1,000", "-3", "0.005", "１０", "5%", "x", "-", "", None],
    "数量": ["1", "2", "3.0", "3.5", "-1", "x", "", None],
    "月份": ["202411", "2024-11", "2024年11月", "2024-12", "202413", "x", "", None],
    "日期": ["2024-11-01", "20241102", "2024/11/2", "2024-02-30", "", None],
    "标记": ["true", "FALSE", "0", "是", "x", "", None],
    "父": ["P", "Q", "R", "Ｐ", " Q", "IN9", "", None],
}
NULL_TOKENS = [["", "-", "(空白)"], ["", "x"], ["-", "(空白)"], [""], []]
SOURCE_CELLS: dict[str, list[str | None]] = {
    "text": ["x", "y", "ｘ", " x", "", None, None],
    "numeric(20,2)": ["1", "2.50", "", None, None],
    "numeric(20,1)": ["1.5", "", None, None],
    "integer": ["1", "7", "", None, None],
    "date": ["2024-11-01", "", None, None],
    "month": ["2024-11-01", "", None, None],
    "boolean": ["true", "false", "", None, None],
    "json": ['["z"]', "", None, None],
}
TEMPLATES = ["客户_{名称}", "{名称}/{金额}", "{键}-{备注}-{日期}", "固定", "it's {标记}{标记}", "\\{号}%"]
HOLDS = {
    "text": list(FACT_TYPES), "numeric(20,2)": ["金额", "数量"], "numeric(20,1)": ["金额", "数量"],
    "integer": ["数量", "号"], "date": ["日期", "月份"], "month": ["月份"], "boolean": ["标记"],
}  # fmt: skip
CONSTANTS: dict[str, list[Any]] = {
    "text": ["新客", "it's", 5, 1.5, True], "numeric(20,2)": [3, 2.5], "numeric(20,1)": [2.25], "integer": [4],
    "date": ["2024-11-30"], "month": ["2024-11-01"], "boolean": [True, False],
}  # fmt: skip
ORDERS = ["金额", "数量", "月份", "日期"]
PLAIN = ["first", "last", "mode"]
