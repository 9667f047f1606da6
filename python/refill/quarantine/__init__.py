"""The rows that are set aside, for people: their reasons, their places, and their export to a file."""
