"""The pages of areas: finding one, what is known of it, and what is known of the smaller areas within it."""
