"""The page of an organisation: what it is, what it provides as far as the reader sees, and what it published."""

import pytest
from django.urls import reverse

from tests.factories.browser import words
from tests.factories.thread import a_contract
from tests.queries.funds.test_spend_queries import PAID, load
from wholeplace.ground.records.scope import Sensitivity

pytestmark = pytest.mark.django_db


def page_of(client, card):
    """The words of an organisation's page."""
    answer = client.get(reverse("organisation", kwargs={"reference": card.ref.public_id}))
    assert answer.status_code == 200
    return words(answer)


def test_a_provider_is_shown_with_the_contracts_that_the_reader_may_see(city, county, signed_in):
    charity = city.organisations["charity"]
    a_contract(city, says={"title": "Open to all"}, sensitivity=Sensitivity.PUBLIC)
    a_contract(city, says={"title": "Among partners"})

    as_partner = page_of(signed_in("partner"), charity)
    as_neighbour = page_of(signed_in("commissioner", world=county), charity)

    assert charity.name in as_partner
    assert "Open to all" in as_partner
    assert "Among partners" in as_partner
    assert "2 running contracts" in as_partner
    assert "Open to all" in as_neighbour
    assert "Among partners" not in as_neighbour
    assert "1 running contract " in as_neighbour


def test_everybody_finds_an_organisation_and_opens_it(client, city):
    council = city.organisations["council"]
    found = words(client.get(reverse("search"), {"q": council.name}))
    address = reverse("organisation", kwargs={"reference": council.ref.public_id})

    assert f'href="{address}"' in found
    assert council.kind.label in page_of(client, council)


def test_one_that_published_its_spend_leads_to_it(client, city):
    council = city.organisations["council"]
    address = reverse("spend", kwargs={"reference": council.ref.public_id})
    assert address not in page_of(client, council)
    load(council, PAID)
    assert address in page_of(client, council)


def test_an_organisation_that_is_not_there_is_not_there(client, city):
    assert client.get(reverse("organisation", kwargs={"reference": "zzzzzzzzzzzz"})).status_code == 404
