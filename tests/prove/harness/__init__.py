"""A whole site that can be hurt: its own database server, its own pages, its own background work."""
