"""The invented places: built through the actions, told apart, whole, and with a failure of each kind."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs

import pytest
from django.db import transaction
from django.test import Client

from wholeplace.across.inbox.calls import calls
from wholeplace.across.thread.gaps import gaps
from wholeplace.across.thread.walk import thread
from wholeplace.edges.demo import PASSWORD
from wholeplace.edges.demo.build import build, places_to_build, who_can_sign_in
from wholeplace.edges.demo.script import PLACES, script_of
from wholeplace.ground.access.actor import BOOTSTRAP, THE_PUBLIC
from wholeplace.ground.access.roles import Role
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.models import Refusal
from wholeplace.plan.funds.queries import found as lines_found
from wholeplace.plan.plans import queries as plans
from wholeplace.review.monitoring import queries as monitoring
from wholeplace.together.directory.queries import found as organisations_found
from wholeplace.together.partnership.queries import THE_DOOR, capacities, partnerships
from wholeplace.together.people.models import Person

ON = date(2026, 11, 2)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, own_database):
    """Both invented places, built once on a Monday, read by every test here and then undone."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            for _ in build(places=PLACES, size=1, on=ON):
                pass
            yield
            transaction.set_rollback(True)
        own_database.empty("trail_refusal")


def somebody(email):
    """The first capacity of whoever signs in with this address."""
    person = Person.objects.get(email=email)
    with speaking_for(THE_DOOR):
        return capacities(person=person.pk, seen_by=THE_DOOR, on=ON)[0].actor


def test_every_role_has_somebody_in_the_scripts():
    roles = {role for place in PLACES for post in script_of(place)["post"] for role in post["roles"]}
    assert roles == set(Role)


def test_the_places_are_invented_and_built_once(demo):
    with speaking_for(THE_PUBLIC):
        assert [(place.slug, place.invented) for place in partnerships(seen_by=THE_PUBLIC)] == [
            ("fenshire", True),
            ("marlbridge", True),
        ]
        assert all(card.invented for card in organisations_found(words="council", seen_by=THE_PUBLIC))
    assert places_to_build() == ()


def test_a_pound_is_followed_to_its_need_and_its_outcome_and_to_the_contract_it_pays(demo):
    finance = somebody("finance@marlbridge.example")
    with speaking_for(finance):
        (line,) = lines_found(words="Drug and alcohol recovery", seen_by=finance)
        whole = thread(of=line.ref, seen_by=finance)
    before = {stop.ref.kind: stop.title for stop in whole.came_from}
    after = [(stop.ref.kind, stop.title) for stop in whole.leads_to]
    assert before["need"] == "More people die from drugs here than in places like this one"
    assert before["outcome"] == "People recover from drugs and alcohol and stay recovered"
    assert before["intention"] == "Drugs and alcohol: eighteen contracts into one"
    assert ("contract", "Drug and alcohol recovery service") in after
    assert [kind for kind, _ in after].count("result") == 2


def test_the_places_hold_a_failure_of_each_kind(demo):
    commissioner = somebody("commissioner@marlbridge.example")
    with speaking_for(commissioner):
        loose = {gap.rule.key: [stop.title for stop in gap.stops] for gap in gaps(seen_by=commissioner)}
        within = commissioner.partnership_id
        council = commissioner.organisation_id
        short = monitoring.missed(recorded_by=council, within=within, seen_by=commissioner)
        missed = [card.measure_title for card in short]
        rows = plans.plans(within=commissioner.partnership_id, seen_by=commissioner)
        late = [card.title for card in plans.plan_cards(rows=rows, seen_by=commissioner) if card.is_late(on=ON)]
    assert "Floating housing support" in loose["contract-without-intention-outcome"]
    assert "Women do not feel safe in the city centre after dark" in loose["need-without-intention"]
    assert "Winter grants not yet allotted" in loose["line-without-contract-intention-outcome"]
    assert "People seen within five days of asking" in missed
    assert late == ["Community safety commissioning plan"]
    codes = {code for refusal in Refusal.objects.all() for code in refusal.codes}
    assert codes & {"DEC1", "DEC2", "DEC3"}


def test_nothing_of_one_place_is_seen_from_the_other(demo):
    county = somebody("commissioner@fenshire.example")
    with speaking_for(county):
        titles = {stop.title for gap in gaps(seen_by=county) for stop in gap.stops}
    assert "Women do not feel safe in the city centre after dark" not in titles


def test_people_are_called_to_what_waits_for_them(demo):
    procurement = somebody("procurement@marlbridge.example")
    with speaking_for(procurement):
        waiting = [(call.title, call.do) for call in calls(seen_by=procurement, on=ON)]
    assert ("Carers' support and breaks, north pilot", "Decide: extend, buy again or end") in waiting
    with speaking_for(BOOTSTRAP):
        assert calls(seen_by=BOOTSTRAP, on=ON) == ()


def test_everybody_listed_can_sign_in(demo):
    listed = list(who_can_sign_in())
    assert len(listed) == len({one.email for one in listed}) > 25
    assert all(Person.objects.get(email=one.email).check_password(PASSWORD) for one in listed[:2])


READERS = (None, "commissioner@marlbridge.example", "finance@fenshire.example", "governance@marlbridge.example")


@pytest.mark.parametrize("email", READERS)
def test_no_link_on_any_page_leads_nowhere(demo, monkeypatch, email):
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.localdate", lambda: ON)
    client = Client()
    if email:
        client.force_login(Person.objects.get(email=email), backend="django.contrib.auth.backends.ModelBackend")
    waiting, seen, dead = ["/home" if email else "/"], set(), []
    while waiting:
        address = waiting.pop()
        page = client.get(address)
        if page.status_code not in {200, 302}:
            dead.append((address, page.status_code))
        elif page.status_code == 200 and "html" in page["Content-Type"]:
            for link in map(unescape, re.findall(r'href="(/[^"#]*)"', page.content.decode())):
                # A filter or a page of a list is the same page asked otherwise; another place is another page.
                path, _, asked = link.partition("?")
                this = path, parse_qs(asked).get("place", [""])[0]
                if this not in seen and not link.startswith(("/static/", "/sign-out")):
                    seen.add(this)
                    waiting.append(link)
    assert dead == []
    assert len(seen) > 50
