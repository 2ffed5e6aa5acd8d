"""Sharing records and ending shares; asking for, agreeing to and closing openings in an emergency."""

from wholeplace.together.sharing.actions.opening import agree_to_open, ask_to_open, close_opening
from wholeplace.together.sharing.actions.sharing import end_share, share

__all__ = ["agree_to_open", "ask_to_open", "close_opening", "end_share", "share"]
