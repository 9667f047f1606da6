"""The review of derived rows: the rows that wait for it, the decisions of stewards, and the files with them."""
