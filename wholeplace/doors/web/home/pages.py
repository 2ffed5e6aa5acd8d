"""The first pages in words."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.pages import HomePage, Link, Section
from wholeplace.together.partnership.queries import PartnershipCard


def front_page(places: Sequence[PartnershipCard]) -> HomePage:
    """What this is, and the places in it."""
    return HomePage(
        title="The public bodies of a place, commissioning together",
        lead="Follow any pound to the need it was for and the outcome it changed, and back.",
        sections=(
            Section(
                title="Places",
                id="places",
                links=tuple(
                    Link(
                        place.place_name,
                        f"{reverse('needs')}?{urlencode({'place': place.slug})}",
                        hint="An invented example" if place.invented else "Published facts",
                    )
                    for place in places
                ),
            ),
        ),
    )


def home_page(request: Asked) -> HomePage:
    """What needs the reader, and how the place stands."""
    return HomePage(title=f"{request.actor.partnership_name}", caption=request.actor.post_title, area="home")
