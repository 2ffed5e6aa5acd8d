"""Access: who may do what.

Words: an *actor* is somebody (a person acting as, a service, the public, or the bootstrap); a *permission* is one thing
that may be done, with the sentence that says so; a *role* is a set of permissions that a post carries; a *reach* says
on whose records.

This room knows nothing of rows or requests: it answers from values alone.
"""
