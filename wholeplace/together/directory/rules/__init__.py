"""The kinds of organisation there are. Pure."""
