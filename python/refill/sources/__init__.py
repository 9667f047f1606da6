"""Authoritative sources: one module per kind, each a function that gives a table of text; `sync` lands it."""
