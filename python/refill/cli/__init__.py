"""The command line: one module per command, what they print, and the options that all of them take."""
