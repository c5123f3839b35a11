"""A class of students kept as data, and the demo that teaches and grades it."""
