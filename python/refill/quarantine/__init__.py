"""The rows that are set aside, for people: why they are, where they stand, and how to take them away in a file."""
