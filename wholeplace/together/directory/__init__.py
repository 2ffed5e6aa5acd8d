"""Directory: every organisation that commissions, provides or is consulted, under its official ids.

Words: an *organisation* is a legal body; an *official id* is its number in a register (a scheme and an identifier,
with dates); a *successor* is the body that took over from one that ended.

An organisation is never a name in a text box, and never deleted: it ends, and something may succeed it.
"""
