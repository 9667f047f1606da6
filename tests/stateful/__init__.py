"""Random lives of a small pipeline: whatever happens in whatever order, the database holds what the model holds."""
