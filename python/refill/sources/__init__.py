"""The kinds of authoritative sources, one module each: what the YAML says of one, and how its rows are read.

A module with a `KIND` is a kind. `refill.config.source` has the interface; nothing else needs to know of a new one.
"""
