"""Overrides: numbers of law that an administrator has set by hand, from a day, with a reason.

Words: an *override* stands before the book's own number of the same rule until it ends, within the partnership in which
it was set, and is always shown as unconfirmed.

Nothing is ever changed in the book (`law`): an override is ended, and stays in the list with its reason.
"""
