"""The alerts of a run: off unless config/alerts.yml names channels, and never a failure of a run."""
