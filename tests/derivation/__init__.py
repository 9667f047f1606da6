"""Derived reference rows against an independent model of the specification."""
