"""Why the book has no answer: each reason its own exception, whose text is a sentence a person can act on."""


class NotInTheBook(LookupError):
    """The book has no number for what was asked."""


class NoSuchRule(NotInTheBook):
    """No entry bears this name, or none of that name holds in the jurisdiction asked about."""


class NotYetInForce(NotInTheBook):
    """The rule has entries for this jurisdiction, but the next begins after the day asked about."""


class NoLongerInForce(NotInTheBook):
    """The rule has entries for this jurisdiction, but the last ended before the day asked about."""


class ConflictingOverrides(NotInTheBook):
    """Two overrides of one rule and jurisdiction begin on the same day, so that neither can be chosen."""
