"""Meetings, items, papers and decisions, in words."""
