"""Tests of the engine of figures, with its slow twin."""
