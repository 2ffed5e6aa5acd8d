"""Joined-up reads over many rooms. Writes nothing."""
