"""The marks a picture is written with: elements, text, numbers and the document around them. No styles, no scripts."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from wholeplace.edges.exchange.charts.layouts import Layout
from wholeplace.edges.exchange.charts.palette import INK, QUIET, WHITE

FONT = "arial, helvetica, 'liberation sans', sans-serif"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")

Attribute = str | float | None


def escaped(text: str) -> str:
    """Text that cannot become markup, without the control characters that XML forbids."""
    return escape(_NOT_XML.sub("", text))


def num(value: float) -> str:
    """A coordinate to one decimal of the view box, without needless zeros."""
    written = f"{value:.1f}"
    return "0" if written == "-0.0" else written.removesuffix(".0")


def element(name: str, *children: str, **attributes: Attribute) -> str:
    """An element with its attributes and what stands in it. `class_` is class, `font_size` is font-size."""
    written = "".join(
        f' {_attribute(key)}="{escaped(value) if isinstance(value, str) else num(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def group(*children: str, **attributes: Attribute) -> str:
    """Marks that share their attributes; nothing where there are no marks."""
    return element("g", *children, **attributes) if any(children) else ""


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Attribute) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def text(words: str, *, x: float, y: float, **attributes: Attribute) -> str:
    """Words whose baseline stands at a place."""
    return element("text", escaped(words), x=x, y=y, **attributes)


def haloed(words: str, *, x: float, y: float, **attributes: Attribute) -> str:
    """Words with a white rim, to stand on top of marks."""
    rim = text(
        words,
        x=x,
        y=y,
        **attributes | {"fill": WHITE, "stroke": WHITE, "stroke_width": 4, "stroke_linejoin": "round"},
    )
    return rim + text(words, x=x, y=y, **attributes)


def paragraph(lines: Sequence[str], *, top: float, layout: Layout, left: float = 2, **attributes: Attribute) -> str:
    """Lines of small words one below another."""
    written = (text(words, x=left, y=top + layout.small + row * layout.leading) for row, words in enumerate(lines))
    usual: dict[str, Attribute] = {"class_": "wp-chart-words", "fill": QUIET, "font_size": layout.small}
    return group(*written, **usual | attributes)


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """A path through points, as the value of a `d` attribute."""
    return "M" + "L".join(f"{num(x)},{num(y)}" for x, y in points)


def identity(id_prefix: str, layout: Layout, part: str) -> str:
    """An id that is unique on the page as long as the caller's prefix is."""
    if not _PREFIX.fullmatch(id_prefix):
        raise ValueError(f"{id_prefix!r} cannot begin an id: letters, digits, hyphens and underscores only.")
    return f"{id_prefix}-{layout.name}-{part}"


def document(
    *children: str, kind: str, id_prefix: str, layout: Layout, height: float, title: str, description: str
) -> str:
    """The whole picture: its name and its description for those who hear it, on white paper that scales."""
    title_id, description_id = (identity(id_prefix, layout, part) for part in ("title", "desc"))
    return element(
        "svg",
        element("title", escaped(title), id=title_id),
        element("desc", escaped(description), id=description_id),
        element("rect", class_="wp-chart-paper", width=layout.width, height=height, fill=WHITE),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {num(layout.width)} {num(height)}",
        role="img",
        aria_labelledby=f"{title_id} {description_id}",
        class_=f"wp-chart-picture wp-chart-{kind} wp-chart--{layout.name}",
        font_family=FONT,
        font_size=layout.text,
        fill=INK,
    )


def _attribute(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")
