"""Retention: for how long records are kept, and their end.

Words: the *schedule* says for each class of record how long it is kept and what then happens; a record's *day* is the
first on which it is no longer kept; a *hold* keeps a record beyond its day; a *certificate* is the event that says what
was destroyed, and why.

The class of each kind of record stands beside its model, in the `classes.toml` of its room. What leans on a record (a
result on a contract) keeps it as long as itself. The trail is never destroyed.
"""
