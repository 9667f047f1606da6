"""Groups of commands that are too long for cli.py. Like it they answer through `Call`; cli.py prints their errors."""
