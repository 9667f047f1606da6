"""Synthetic data in the shapes of the example company: fact files as they arrive, and authoritative reference files.

Everything is invented, and everything follows from the seed: the same arguments make the same bytes. `python -m
examples.company --help` is the command line.
"""

from examples.company.deliveries import Delivery, arrive, deliveries, write_sample
from examples.company.reference_files import write_references
from examples.company.universe import Sample

__all__ = ["Delivery", "Sample", "arrive", "deliveries", "write_references", "write_sample"]
