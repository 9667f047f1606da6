"""The crash sweep: a crash at any moment, and then a run, equals a run without a crash.

A run is struck at one numbered moment. A second run is let be. Then everything in the database and the project must be
what a single run leaves, as it stands in a file that another process has written; `refill verify` must hold, and
nothing may be left behind. That is one trial; the sweep makes one of each moment, or of a sample.

The moments are the messages that the job sends to the server, numbered by a proxy (proxy.py), and its steps on files,
numbered by an audit hook (steps.py). What is struck, and how, is in points.py; what runs, in scenarios.py; what is
compared, and what is not, in state.py.

The runs use one thread, so that the numbers are the same each time. With more threads the same messages go out, in an
order that varies between the models that run side by side; each model's own transactions are the same.
"""
