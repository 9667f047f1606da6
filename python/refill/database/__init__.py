"""The database: where it is, how it starts, and the tables that refill keeps for itself."""
