"""The long answers of commands, for people."""
