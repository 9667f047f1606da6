"""The command line: one module per command, their answers, and the options that all of them take."""
