"""The kinds of authoritative sources, one module each: its settings in the YAML, and how its rows are read.

`refill.config.source` has the interface. An entry point of the group `refill.sources` makes a class a kind, here in
pyproject.toml or in a package of its own.
"""
