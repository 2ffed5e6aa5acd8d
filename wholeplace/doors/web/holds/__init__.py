"""The pages of holds: what is kept beyond its day, holding a record, and lifting that."""
