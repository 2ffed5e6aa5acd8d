"""The programming interface, tried as programs use it."""
