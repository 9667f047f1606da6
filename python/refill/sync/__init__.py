"""The rows of the authoritative sources into the landing tables: of sources that are due, and whole or not at all."""
