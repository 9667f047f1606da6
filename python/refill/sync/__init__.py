"""Brings what the authoritative sources say into the landing tables: what is due, and whole or not at all."""
