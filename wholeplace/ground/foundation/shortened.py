"""Long names in short places."""


def shortened(text: str, *, to: int) -> str:
    """A text of at most so many characters: a longer one is cut, and says so."""
    return text if len(text) <= to else f"{text[: to - 1].rstrip()}…"
