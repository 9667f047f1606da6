"""Small files that other tools misread, and what each gives."""
