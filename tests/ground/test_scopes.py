"""Who may read an event that names two records: nobody but those who may read both."""

import pytest

from wholeplace.ground.records.models import narrower
from wholeplace.ground.records.scope import Sensitivity


def scope(organisation, sensitivity, *audience):
    """The scope of a record of an organisation in one partnership."""
    return {
        "organisation_id": organisation,
        "partnership_id": 7,
        "sensitivity": Sensitivity(sensitivity),
        "audience": list(audience),
    }


@pytest.mark.parametrize(
    ("of_the_subject", "of_the_named", "of_the_event"),
    [
        (scope(1, "public"), scope(2, "public"), scope(1, "public")),
        (scope(1, "public"), scope(2, "partnership"), scope(1, "partnership")),
        (scope(1, "partnership"), scope(2, "public"), scope(1, "partnership")),
        (scope(1, "partnership"), scope(1, "organisation"), scope(1, "organisation")),
        (scope(1, "partnership"), scope(2, "organisation", 1), scope(1, "organisation", 2)),
        (scope(1, "partnership"), scope(1, "commercial"), scope(1, "commercial")),
        (scope(1, "organisation", 2, 3), scope(2, "organisation", 1), scope(1, "organisation", 2)),
        (scope(1, "commercial"), scope(2, "organisation", 1), scope(1, "commercial")),
        (scope(1, "organisation", 2), scope(1, "partnership"), scope(1, "organisation", 2)),
        (scope(1, "personal"), scope(1, "commercial"), scope(1, "personal")),
    ],
)
def test_the_narrower_of_two_scopes(of_the_subject, of_the_named, of_the_event):
    assert narrower(of_the_subject, of_the_named) == of_the_event
