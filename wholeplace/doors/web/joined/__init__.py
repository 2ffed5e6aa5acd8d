"""Pages that show several rooms at once: the thread, what is not linked, and search."""
