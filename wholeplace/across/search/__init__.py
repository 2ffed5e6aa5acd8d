"""Search: one box over everything the reader may see. Writes nothing, and remembers no search."""
