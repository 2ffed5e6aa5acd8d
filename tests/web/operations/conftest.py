"""A browser on the day of the tests."""

from tests.factories.browser import signed_in, the_day

__all__ = ["signed_in", "the_day"]
