"""Pages for bringing in a file: what it may be, what would come of it, who confirms it, and how far it has come."""
