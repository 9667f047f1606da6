"""The database: its place, its start, and the tables that refill keeps for itself."""
