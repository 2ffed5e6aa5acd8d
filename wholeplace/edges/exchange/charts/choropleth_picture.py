"""Draws small areas by class, from light to dark, with a legend that counts them and hatching for what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wholeplace.edges.exchange.charts.chart import Chart
from wholeplace.edges.exchange.charts.choropleth import AreaMap, described, headline, tabled
from wholeplace.edges.exchange.charts.choropleth_key import Key, keys_of, legend, patterns
from wholeplace.edges.exchange.charts.facts import Missing
from wholeplace.edges.exchange.charts.geometry import Projection, Ring, fitted, paths
from wholeplace.edges.exchange.charts.layouts import WIDE, Layout
from wholeplace.edges.exchange.charts.lettering import Span, centred, wrapped
from wholeplace.edges.exchange.charts.palette import EDGE, INK, WHITE
from wholeplace.edges.exchange.charts.svg import document, element, escaped, group, haloed, identity, paragraph

LEGEND = 254.0  # room for the key beside the map


@dataclass(frozen=True)
class Outlines:
    """Boundaries made ready for one layout. They cost the most and change the least: keep them between drawings."""

    layout: Layout
    projection: Projection
    paths: Mapping[str, str]
    overlay: str = ""


def outlines(
    boundaries: Iterable[tuple[str, Sequence[Ring]]], *, layout: Layout = WIDE, overlay: Sequence[Ring] = ()
) -> Outlines:
    """Make boundaries ready: pairs of a code and its rings."""
    areas = list(boundaries)
    width = layout.width - LEGEND - 20 if layout.labels_beside else layout.width
    every = [ring for _, rings in areas for ring in rings] + list(overlay)
    projection = fitted(every, width=width, height=width * 1.15)
    drawn = paths([("overlay", overlay)], projection)["overlay"] if overlay else ""
    return Outlines(layout, projection, paths(areas, projection), drawn)


def choropleth(facts: AreaMap, *, id_prefix: str, layout: Layout = WIDE, ready: Outlines | None = None) -> Chart:
    """Draw a map of small areas. `ready` are boundaries prepared before, for the same layout."""
    if ready is None:
        rings = facts.overlay.rings if facts.overlay else ()
        ready = outlines(((area.code, area.rings) for area in facts.areas), layout=layout, overlay=rings)
    if ready.layout != layout:
        raise ValueError(f"The boundaries were prepared for the {ready.layout.name} layout.")
    title, description = facts.title, described(facts)
    lines = wrapped(headline(facts), within=layout.width - 4, size=layout.small)
    top = len(lines) * layout.leading + 8
    foot = top + ready.projection.height
    keys = keys_of(facts, id_prefix, layout)
    beside = layout.labels_beside
    left, legend_top = (layout.width - LEGEND, top) if beside else (2, foot + 10)
    listed, legend_foot = legend(facts, keys, layout, left=left, top=legend_top)
    svg = document(
        patterns(facts, id_prefix, layout),
        paragraph(lines, top=0, layout=layout),
        group(*_map(facts, ready, keys, id_prefix), transform=f"translate(0 {top:.0f})"),
        listed,
        kind="map",
        id_prefix=id_prefix,
        layout=layout,
        height=max(foot, legend_foot) + 6,
        title=title,
        description=description,
    )
    return Chart(svg, tabled(facts), title, description)


# --- The map -------------------------------------------------------------------------------------------------


def _map(facts: AreaMap, ready: Outlines, keys: Sequence[Key], id_prefix: str) -> Iterable[str]:
    """The areas twice, by reference: a dark rim that only shows around the whole, then each with a thin white edge."""
    areas = identity(id_prefix, ready.layout, "areas")
    yield element("use", href=f"#{areas}", class_="wp-chart-rim", stroke=EDGE, stroke_width=2.4)
    yield group(
        group(*_classes(facts, ready, keys), id=areas, fill_rule="evenodd"),
        class_="wp-chart-areas",
        stroke=WHITE,
        stroke_width=0.5,
        stroke_linejoin="round",
    )
    if ready.overlay:
        for colour, width in ((WHITE, 4), (INK, 1.8)):
            edge = {"class_": "wp-chart-overlay", "fill": "none", "stroke": colour}
            yield element("path", d=ready.overlay, stroke_width=width, **edge)
    yield group(*_landmarks(facts, ready), class_="wp-chart-landmarks", font_size=ready.layout.small)


def _classes(facts: AreaMap, ready: Outlines, keys: Sequence[Key]) -> Iterable[str]:
    """The areas of each class together, so that the colour is said once."""
    members: dict[int | Missing, list[str]] = {key.of: [] for key in keys}
    for area in facts.areas:
        hover = escaped(f"{area.name}: {facts.words(area)}")
        drawn = f'<path d="{ready.paths[area.code]}"><title>{hover}</title></path>'
        members[area.missing if area.in_class is None else area.in_class].append(drawn)
    for key in keys:
        yield group(*members[key.of], class_=key.style, fill=key.fill)


def _landmarks(facts: AreaMap, ready: Outlines) -> Iterable[str]:
    """Names on the map, the first ones first; one that would touch another is left out."""
    size, right = ready.layout.small, ready.projection.width - 2
    taken: list[tuple[Span, Span]] = []
    for landmark in facts.landmarks:
        x, y = ready.projection.at(landmark.lon, landmark.lat)
        y = min(max(y, size), ready.projection.height - 4)
        across, down = centred(landmark.name, at=x, size=size, low=2, high=right), Span(y - size, y + 4)
        if any(not across.clear_of([a], gap=4) and not down.clear_of([d], gap=2) for a, d in taken):
            continue
        taken.append((across, down))
        yield haloed(landmark.name, x=across.start, y=y)
