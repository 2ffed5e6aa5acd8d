"""Showing contracts, entering them, and what happens to them while they run."""
