"""The commands of the clock."""
