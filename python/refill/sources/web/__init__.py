"""Requests to a JSON API: its address, one answer, page after page, and their rows."""
