"""A page that people look at: how full the reference tables are, what waits for a review, what was set aside."""
