"""Your account: another password, signing out everywhere, and giving the password again before the gravest steps."""
