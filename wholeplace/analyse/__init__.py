"""Analyse: understand need, and say what should be different."""
