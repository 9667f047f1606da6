"""What the YAML says: read with positions, merged, checked, and given as frozen types."""
