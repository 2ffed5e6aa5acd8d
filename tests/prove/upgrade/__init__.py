"""A series of migrations as an upgrade brings them: widen, fill in pieces, narrow."""
