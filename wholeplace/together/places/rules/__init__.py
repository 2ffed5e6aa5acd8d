"""Kinds of area, rings of a boundary, and how look-ups are joined into a bridge. Pure."""
