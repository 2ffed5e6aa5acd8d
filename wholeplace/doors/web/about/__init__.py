"""What every public service says of itself: accessibility, privacy, cookies, and help."""
