"""The benchmark: refill beside the limit and the usual ways, on invented data, on a server of its own.

`python -m benchmarks --help` is the command line; README.md has the measurements and the results.
"""
