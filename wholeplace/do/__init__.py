"""Do: bring it about."""
