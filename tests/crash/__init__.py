"""The crash sweep: a crash at any moment, and then a run, equals a run without a crash.

A run is struck at one numbered moment. A second run is undisturbed. Then everything in the database and the project
must equal the result of a single run, which another process has written to a file; `refill verify` must hold, and
nothing may be left behind. That is one trial; the sweep makes one of each moment, or of a sample.

The moments are the messages that the job sends to the server, numbered by a proxy (proxy.py), and its steps on files,
numbered by an audit hook (steps.py). The kinds of strikes are in points.py; the runs, in scenarios.py; the parts that
are compared, and those that are not, in state.py.

The runs use one thread, so that the numbers are the same each time. With more threads the same messages go out, in an
order that varies between the models that run side by side; each model's own transactions are the same.
"""
