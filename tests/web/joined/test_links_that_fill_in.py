"""A link may fill in a form; what it says that cannot be read is left out."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("seen", "filled"), [("2025-03-31", True), ("soon", False), ("2025-02-30", False), ("", False)]
)
def test_a_day_in_a_link_is_filled_in_if_it_is_one(signed_in, seen, filled):
    answer = signed_in("commissioner").get(reverse("record-need"), {"observed_on": seen, "title": "Cold homes"})
    assert answer.status_code == 200
    assert 'value="Cold homes"' in answer.content.decode()
    assert ('value="2025"' in answer.content.decode()) is filled
