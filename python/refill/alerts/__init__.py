"""What a run has to tell, and to whom: off unless config/alerts.yml names channels, and never what fails a run."""
