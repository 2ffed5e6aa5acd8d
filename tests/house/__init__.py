"""Tests that look after the whole house: what people forget, a machine remembers."""
