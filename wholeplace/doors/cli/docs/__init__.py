"""The documents that are written from the code: the rulebook, the permission table and the entity diagram."""
