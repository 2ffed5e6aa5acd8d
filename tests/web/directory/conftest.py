"""A browser for the tests of this folder."""

from tests.factories.browser import signed_in, the_day

__all__ = ["signed_in", "the_day"]
