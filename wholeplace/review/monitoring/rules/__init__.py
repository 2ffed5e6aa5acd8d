"""How a result stands, what a result must be, and what a review must answer. Pure."""
