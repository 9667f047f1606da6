"""The ways to do the work, each a program of its own, so that its processor time and its memory can be told apart."""
