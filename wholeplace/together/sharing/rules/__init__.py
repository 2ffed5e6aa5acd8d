"""The rules of shares and of openings in an emergency."""
