"""Worlds for tests, built through the same actions as any other place."""
