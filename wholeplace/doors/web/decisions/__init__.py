"""The pages of meetings, items, papers and decisions."""
