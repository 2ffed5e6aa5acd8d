"""The pages of law: every number, with its day and its source, and what has been set by hand."""
