"""The invariants of the pipeline, checked on the live database with counts and anti-joins: one module each."""
