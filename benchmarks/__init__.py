"""The benchmark: refill beside the limit and the usual ways, on invented data, on a server of its own.

`python -m benchmarks --help` is the command line; README.md says what is measured and what came out.
"""
