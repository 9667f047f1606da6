"""Worked examples: the company, flights, and schedules."""
