"""Asking a JSON API: where it is, one answer, page after page, and their rows."""
