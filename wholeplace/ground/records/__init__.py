"""Records: what every stored row has in common, and the database's own wall round it.

Words: a *wall* is the class of protection a model declares (open, identity, scoped, part, trail, log; no model is
sealed yet); *scope* is the organisation, partnership, sensitivity and audience of a row; the *pen* is the
database role that may write.

This room never decides who may do what (that is `access`), and describes nothing of the trade: it holds the bare
identities of organisations and partnerships, which `directory` and `partnership` describe.
"""
