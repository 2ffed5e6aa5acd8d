"""Thread: from any record, what it came from and what it leads to, and what is not linked.

Words: a *stop* is a record on the thread, an *edge* joins two; a *gap* is a stop that ought to be there and is not.

Reads every room; writes nothing.
"""
