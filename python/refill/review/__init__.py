"""The review of derived rows: what waits for it, what stewards decide, and the files in which they do."""
