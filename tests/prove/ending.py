"""What ends on a day or after an hour, looked at shortly before and after, wherever the clocks change meanwhile."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import time_machine
from django.db import transaction
from django.test import Client

from tests.factories.sharing import asked_to_open, shared
from tests.factories.thread import a_need
from tests.factories.worlds import PASSWORD, World, build_city
from tests.prove.goals import Tally
from tests.prove.moved import Moment, moved_to
from wholeplace.doors.web.shell.routes import PAGES
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.roles import Role
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.people import actions as people
from wholeplace.together.sharing import actions as sharing

BRITAIN = ZoneInfo("Europe/London")
A_MOMENT = timedelta(seconds=20)
OPEN_FOR = 30
"""Minutes for which something is opened in an emergency."""
LEFT_ALONE_FOR = timedelta(minutes=60)
"""How long a commissioner who has signed in may do nothing."""
ANSWERED_BY = {
    date(2026, 6, 1): "30 June 2026",
    date(2026, 10, 25): "20 November 2026",
    date(2026, 12, 31): "1 February 2027",
    date(2027, 1, 1): "1 February 2027",
    date(2027, 3, 28): "26 April 2027",
    date(2027, 3, 31): "28 April 2027",
    date(2027, 4, 1): "29 April 2027",
    date(2028, 2, 29): "29 March 2028",
}
"""The twentieth working day after a day, counted by hand on the calendar of holidays in any part of the country."""


def midnight_after(day: date) -> datetime:
    """The instant at which a day ends in Britain, as the zone tables of this machine have it."""
    return datetime.combine(day + timedelta(days=1), time(), BRITAIN).astimezone(UTC)


def ends_in_time(moment: Moment, tally: Tally) -> None:
    """Let a share, a token, an opening and a session begin at a moment, and look when each of them ends."""
    with transaction.atomic():
        with moved_to(moment):
            city = build_city()
            city.add_person("nhs_governance", role=Role.GOVERNANCE, organisation="icb", title="NHS governance officer")
            for look in (of_a_day, of_minutes, of_a_session, of_law, of_every_page):
                with transaction.atomic():
                    look(moment, city, tally)
                    transaction.set_rollback(True)
        transaction.set_rollback(True)


def of_a_day(moment: Moment, city: World, tally: Tally) -> None:
    """What lasts until a day lasts to its end in Britain, and not a moment longer."""
    need = a_need(city.commissioner, sensitivity=Sensitivity.ORGANISATION)
    shared(need, city, ends_on=moment.day)
    lasting = program(city.provider, until=moment.day + timedelta(days=9), moment=moment)
    ending = program(city.commissioner, until=moment.day, moment=moment)
    address, last = f"/api/v1/needs/{need.public_id}", midnight_after(moment.day)
    for at, expected in ((moment.at, (200, 200)), (last - A_MOMENT, (200, 200)), (last + A_MOMENT, (404, 401))):
        with time_machine.travel(max(at, moment.at), tick=True):
            found = lasting.get(address).status_code, ending.get(address).status_code
        tally.that(found == expected, f"{moment.name}: a share and a token until the day, at {at}: {found}")


def of_minutes(moment: Moment, city: World, tally: Tally) -> None:
    """What is opened in an emergency is open for so many minutes, whatever hour the clocks say."""
    need = a_need(city.commissioner, sensitivity=Sensitivity.ORGANISATION)
    opening = asked_to_open(need, city.partner, minutes=OPEN_FOR, at=moment.at)
    sharing.agree_to_open(opening=opening.public_id, by=city.nhs_governance, on=moment.day, at=moment.at)
    reader = program(city.partner, until=moment.day + timedelta(days=9), moment=moment)
    over = moment.at + timedelta(minutes=OPEN_FOR)
    for at, expected in ((over - A_MOMENT, 200), (over + A_MOMENT, 404)):
        with time_machine.travel(at, tick=True):
            found = reader.get(f"/api/v1/needs/{need.public_id}").status_code
        tally.that(found == expected, f"{moment.name}: opened in an emergency, at {at}: {found}")


def of_a_session(moment: Moment, city: World, tally: Tally) -> None:
    """A session outlasts a clock that is put back, and ends after as long as it may be left alone.

    Not back into the day before, on which nobody here held a post yet.
    """
    over, an_hour_ago = moment.at + LEFT_ALONE_FOR, moment.at - timedelta(hours=1)
    same_day = an_hour_ago.astimezone(BRITAIN).date() == moment.day
    for at, expected in (
        (an_hour_ago if same_day else moment.at, 200),
        (over - A_MOMENT, 200),
        (over + timedelta(minutes=1) + A_MOMENT * 2, 302),
    ):
        with time_machine.travel(moment.at, tick=True):
            browser = signed_in(city, "commissioner")
        with time_machine.travel(at, tick=True):
            found = browser.get("/account").status_code
        tally.that(found == expected, f"{moment.name}: a session, at {at}: {found}")


def of_law(moment: Moment, city: World, tally: Tally) -> None:
    """A request that came on the day is due on the day that the law says, counted by hand."""
    browser = signed_in(city, "governance")
    day = {
        "received_on-day": moment.day.day,
        "received_on-month": moment.day.month,
        "received_on-year": moment.day.year,
    }
    said = {
        "title": "Home care", "words": "How much?", "regime": "foia", "channel": "email", "applicant": "Ada Quillmarsh",
        "address": "ada.quillmarsh@example.org",
    }  # fmt: skip
    page = browser.post("/requests/log", said | day, follow=True).content.decode()
    due = f"It is due by {ANSWERED_BY[moment.day]}"
    found = re.findall(r"due by [^:.<]*", page)
    tally.that(due in page, f"{moment.name}: a request is due by {ANSWERED_BY[moment.day]}, and the page says {found}")
    day["received_on-day"], day["received_on-month"], day["received_on-year"] = _parts(moment.day + timedelta(days=1))
    refused = browser.post("/requests/log", said | day)
    tally.that(refused.status_code == 422, f"{moment.name}: a request of tomorrow was logged: {refused.status_code}")


def of_every_page(moment: Moment, city: World, tally: Tally) -> None:
    """Every page that stands for itself opens, for somebody who may open it or not."""
    browser = signed_in(city, "governance")
    for name, page in PAGES.items():
        if "<" not in page.address and "sign-out" not in page.address:
            status = browser.get(f"/{page.address}").status_code
            tally.that(status < 500, f"{moment.name}: the page {name} answered {status}")


def _parts(day: date) -> tuple[int, int, int]:
    return day.day, day.month, day.year


def signed_in(city: World, key: str) -> Client:
    """A browser in which somebody has just signed in."""
    browser = Client(raise_request_exception=False)
    answer = browser.post("/sign-in", {"username": city.emails[key], "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return browser


def program(actor: Actor, *, until: date, moment: Moment) -> Client:
    """A program of somebody, whose token ends on a day."""
    with speaking_for(THE_DOOR):
        held = capacities(person=actor.person_id or 0, seen_by=THE_DOOR, on=moment.day)
    secret = people.issue_token(label="Odd", capacity=held[0].key, ends_on=until, by=actor, on=moment.day)
    return Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)
