"""What could not be read: one exception for everything typed or filed that is not what it should be."""

LONGEST_ECHO = 40
"""Characters of somebody's input that an error repeats; more would hide the sentence around it."""


class Unreadable(ValueError):
    """Input that cannot be read, with a sentence that the person who gave it can act on."""

    @property
    def sentence(self) -> str:
        """What to enter instead."""
        return str(self)


def echo(text: str) -> str:
    """Somebody's input in quotation marks, safe to stand in a sentence: short, and nothing hidden in it."""
    shown = text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + "…"
    return f"'{shown}'" if shown.isprintable() else f"'{ascii(shown)[1:-1]}'"
