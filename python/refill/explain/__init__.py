"""The life of one reference row: its changes, and the origin of each of its values."""
