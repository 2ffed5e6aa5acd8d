"""The first look at anything given: is it text at all, and short enough to read on."""

from wholeplace.ground.foundation.unreadable import Unreadable, echo


def short_text(given: object, *, instead: str, longest: int = 60) -> str:
    """The text without the blanks around it.

    Raises Unreadable, saying what to enter instead, when it is blank, too long to be a figure or a day, or no
    text at all: a number in a JSON body may have been rounded on its way.
    """
    if not isinstance(given, str):
        raise Unreadable(f"{instead} Give it as text, in quotation marks, not as {type(given).__name__}.")
    text = given.strip() if len(given) <= longest else given
    if not text:
        raise Unreadable(instead)
    if len(text) > longest:
        raise Unreadable(f"{instead} {echo(text)} is too long to be one.")
    return text
