"""Showing meetings, items, papers and decisions, and taking them on."""
