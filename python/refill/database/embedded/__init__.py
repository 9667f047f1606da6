"""The embedded database: PostgreSQL from the Python wheel, started and stopped by refill."""

from refill.database.embedded.server import down, is_up, psql, up, url

__all__ = ["down", "is_up", "psql", "up", "url"]
