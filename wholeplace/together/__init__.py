"""Together: who commissions, who may decide, and what they decided."""
