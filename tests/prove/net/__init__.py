"""The generated safety net: what is tried is listed from the code, what must hold is said again independently."""
