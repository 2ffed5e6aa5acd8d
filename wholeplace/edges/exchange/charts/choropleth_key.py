"""The key of a map: how each class and each reason for missing is filled, in words, with how many areas it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from wholeplace.edges.exchange.charts.choropleth import AreaMap
from wholeplace.edges.exchange.charts.facts import Missing
from wholeplace.edges.exchange.charts.figures import counted
from wholeplace.edges.exchange.charts.layouts import Layout
from wholeplace.edges.exchange.charts.lettering import width_of, wrapped
from wholeplace.edges.exchange.charts.palette import EDGE, INK, QUIET, WHITE, sequential
from wholeplace.edges.exchange.charts.svg import element, group, identity, line, paragraph, text

SWATCH = 26.0


@dataclass(frozen=True)
class Key:
    """A class, or a reason for missing: how it is filled, its words, and how many areas it holds."""

    of: int | Missing
    fill: str
    style: str
    words: str
    count: int


def keys_of(facts: AreaMap, id_prefix: str, layout: Layout) -> list[Key]:
    """The classes in order, then why areas are missing."""
    counts = facts.counts
    colours = sequential(len(facts.classes))
    if facts.darkest_first:
        colours = colours[::-1]
    keys = [
        Key(place, colour, f"wp-chart-class wp-chart-class--{place}", words, counts[place])
        for place, (colour, words) in enumerate(zip(colours, facts.classes, strict=True), start=1)
    ]
    for reason in Missing:
        if counts[reason]:
            fill = f"url(#{identity(id_prefix, layout, _slug(reason))})"
            style = f"wp-chart-class wp-chart-class--{_slug(reason)}"
            keys.append(Key(reason, fill, style, reason.value.capitalize(), counts[reason]))
    return keys


_HATCHING = {
    Missing.NO_DATA: element("path", d="M-1,1l2,-2M0,5l5,-5M4,6l2,-2", stroke=QUIET, stroke_width=1.1),
    Missing.HIDDEN: element("circle", cx=2.5, cy=2.5, r=1.2, fill=QUIET),
}


def patterns(facts: AreaMap, id_prefix: str, layout: Layout) -> str:
    """Hatching for no data, dots for what is hidden, so that neither is taken for a pale class or for zero."""
    paper = element("rect", width=5, height=5, fill=WHITE)
    drawn = [
        element(
            "pattern",
            paper,
            _HATCHING[reason],
            id=identity(id_prefix, layout, _slug(reason)),
            width=5,
            height=5,
            patternUnits="userSpaceOnUse",
        )
        for reason in Missing
        if facts.counts[reason]
    ]
    return element("defs", *drawn) if drawn else ""


def _slug(reason: Missing) -> str:
    return reason.name.lower().replace("_", "-")


def legend(facts: AreaMap, keys: Sequence[Key], layout: Layout, *, left: float, top: float) -> tuple[str, float]:
    """A box of its filling for each class, its words, and how many areas it holds; and where all that ends."""
    size, room = layout.small, layout.width - left - 2
    heading = wrapped(facts.class_name, within=room, size=size, bold=True)
    drawn = [paragraph(heading, top=top, left=left, layout=layout, font_weight="bold", fill=INK)]
    y = top + len(heading) * layout.leading + 6
    for key in keys:
        count = counted(key.count, "area")
        lines = wrapped(key.words, within=room - SWATCH - 18 - width_of(count, size=size), size=size)
        drawn.append(_swatch(key, left, y, layout))
        drawn.append(paragraph(lines, top=y, left=left + SWATCH + 8, layout=layout, fill=INK))
        drawn.append(text(count, x=layout.width - 2, y=y + size, text_anchor="end"))
        y += len(lines) * layout.leading + 5
    if facts.overlay:
        lines = wrapped(facts.overlay.name, within=room - SWATCH - 8, size=size)
        middle = y + layout.leading / 2
        drawn.append(line(left, middle, left + SWATCH, middle, stroke=INK, stroke_width=1.8))
        drawn.append(paragraph(lines, top=y, left=left + SWATCH + 8, layout=layout, fill=INK))
        y += len(lines) * layout.leading
    return group(*drawn, class_="wp-chart-legend", font_size=size, fill=QUIET), y


def _swatch(key: Key, left: float, top: float, layout: Layout) -> str:
    height = layout.leading - 1
    return element("rect", class_=key.style, x=left, y=top, width=SWATCH, height=height, fill=key.fill, stroke=EDGE)
