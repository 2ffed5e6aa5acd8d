"""A browser, and a folder of its own where content is kept."""

from tests.factories.browser import signed_in, the_day
from tests.factories.files import kept_in

__all__ = ["kept_in", "signed_in", "the_day"]
