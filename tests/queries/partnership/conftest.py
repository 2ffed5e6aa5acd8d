"""The governed city for the tests of this folder."""

from tests.factories.governance import governed

__all__ = ["governed"]
