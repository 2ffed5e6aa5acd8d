"""Two invented places, built through the same actions as any other."""

PASSWORD = "marl valley demo only"
"""What everybody in the invented places signs in with. Real people are never in them."""
