"""The named colours of charts and maps, and the arithmetic that shows they can be told apart."""

WHITE = "#ffffff"
INK = "#0b0c0c"  # words that matter
QUIET = "#4b5657"  # words beside the picture, and axes
GRID = "#dde3e3"
THIS_AREA = "#0d474c"
OTHER_AREA = "#6a9694"
COMPARATOR = "#d4731a"
COMPARATOR_WORDS = "#8a4300"
TARGET = "#7a2e68"
RIBBON = "#cfe3e1"
FORECAST = "#eaf3f2"
RIBBON_EDGE = "#5f9391"
EDGE = "#5f6b6b"  # around a map and the boxes of its key

# Light to dark, evenly in how light they look, so that the order also holds on a grey print.
_RAMP = ("#f5efc4", "#cfe0a8", "#93c9a5", "#56a9a1", "#2b8496", "#21618c", "#2f3f80", "#2b0f45")


def luminance(colour: str) -> float:
    """How much light a colour gives, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def sequential(steps: int) -> tuple[str, ...]:
    """So many colours from light to dark."""
    if steps == 1:
        return (_RAMP[3],)
    return tuple(_along(place / (steps - 1)) for place in range(steps))


def _along(share: float) -> str:
    """The colour so far along the ramp."""
    place = share * (len(_RAMP) - 1)
    start = min(int(place), len(_RAMP) - 2)
    mixed = (
        round(
            int(_RAMP[start][at : at + 2], 16) * (1 - place + start)
            + int(_RAMP[start + 1][at : at + 2], 16) * (place - start)
        )
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
