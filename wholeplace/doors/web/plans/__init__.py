"""The pages of plans and intentions."""
