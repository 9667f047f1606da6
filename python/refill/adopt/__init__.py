"""Taking over a reference table that is in the database already, with its rows and without refill's own columns.

One transaction looks at the table first, and refuses it whole where refill cannot keep its rows: keys that are empty,
doubled or not folded, parents that do not exist, types that do not fit. Then it adds columns, constraints and the audit
log. Every row and every value stays.
"""
