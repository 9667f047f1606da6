"""A page for people: how full the reference tables are, and the rows that wait for a review or are set aside."""
