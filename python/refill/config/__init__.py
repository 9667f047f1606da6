"""The YAML, read with positions, merged, checked, and returned as frozen types."""
