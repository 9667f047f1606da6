"""Readers, one per format. Each returns text exactly as the file has it, in chunks of rows."""
