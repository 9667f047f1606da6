"""Texts as people and tables compare and show them."""
