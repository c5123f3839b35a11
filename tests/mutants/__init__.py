"""Mutants of right answers: how they are made, tried, and known to be harmless."""
