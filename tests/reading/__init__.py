"""Small files that other tools misread."""
