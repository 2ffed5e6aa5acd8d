"""A contract taken from a published notice: everybody reads it, with its notice, and what that does not say."""

import pytest
from django.urls import reverse

from tests.actions.contracts.test_load_notices import loaded, notice, register
from wholeplace.ground.foundation.money import Money

pytestmark = pytest.mark.django_db


def test_its_page_names_the_notice_and_leads_back_to_the_row(city, client):
    loaded(notice(city, value=Money(1), url="https://www.find-tender.service.gov.uk/Notice/1"))
    (card,) = register(city)

    answer = client.get(reverse("contract", kwargs={"reference": card.ref.public_id}))

    words = answer.content.decode()
    assert answer.status_code == 200
    assert "https://www.find-tender.service.gov.uk/Notice/1" in words
    assert "the value is not known" in words
    assert "1 supplier is not named here" in words
    assert f"{reverse('batch', kwargs={'reference': card.notice.batch.public_id})}?row=1" in words
    assert "Ash Rowan" not in words
    assert "How much depends on it" not in words
    assert ("Not stated" in words, "Everyone<" in words) == (True, False)


def test_it_stands_in_the_register_of_its_place(city, client):
    loaded(notice(city))

    words = client.get(reverse("contracts") + f"?place={city.slug}").content.decode()
    assert "Supported living" in words
    assert "Alder Care" in words
