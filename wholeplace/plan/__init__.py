"""Plan: decide what to change, with what money."""
