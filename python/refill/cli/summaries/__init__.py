"""What the commands with long answers print for people."""
