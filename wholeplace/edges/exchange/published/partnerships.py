"""Real places, set up with published facts only: that they are there, and which area. Never a board or decision."""

from dataclasses import dataclass

from wholeplace.edges.exchange.published.importer import Work
from wholeplace.together.partnership.actions import set_up
from wholeplace.together.partnership.queries import partnerships
from wholeplace.together.places.rules.kinds import UPPER_TIER, AreaKind


@dataclass(frozen=True)
class RealPlace:
    """A place whose bodies commission together, by the area that covers it and the councils it is made of."""

    name: str
    slug: str
    area_code: str
    councils: frozenset[str]


REAL_PLACES = (
    RealPlace("Leeds", "leeds", "E08000035", frozenset({"E08000035"})),
    RealPlace(
        "Leicester, Leicestershire and Rutland",
        "leicester-leicestershire-rutland",
        "E54000015",
        frozenset({"E06000016", "E10000018", "E06000017"}),
    ),
)


def set_up_places(work: Work) -> None:
    """Begin a partnership for each real place that was taken in and is not there yet."""
    known = {place.slug for place in partnerships(seen_by=work.by)}
    for place in REAL_PLACES:
        wanted = place.councils <= set(work.places)
        area = work.first([*UPPER_TIER, AreaKind.ICB], place.area_code)
        if wanted and area is not None and place.slug not in known:
            set_up(
                name=place.name,
                place_name=place.name,
                slug=place.slug,
                area_code=place.area_code,
                invented=False,
                by=work.by,
                on=work.on,
            )
