"""The life of one reference row: what changed it, and where each of its values comes from."""
