"""Notebooks as they come: read, whatever they are, and repaired to the shape of the release."""
