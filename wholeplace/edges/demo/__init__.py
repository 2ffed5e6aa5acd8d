"""Two invented places, built through the same actions as any other."""
