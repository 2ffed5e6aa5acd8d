"""A folder of its own where content is kept."""

from tests.factories.files import kept_in

__all__ = ["kept_in"]
