"""Two who do the same thing at the same moment: one does it, the other is refused with reasons."""

from collections.abc import Callable

import pytest

from tests.factories.at_once import at_once
from tests.factories.governance import Governed, govern, pounds, terms
from tests.factories.worlds import TODAY, build_city
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.partnership import actions, queries
from wholeplace.together.partnership.actions import ArrangementTerms
from wholeplace.together.partnership.rules.arrangements import ArrangementType
from wholeplace.together.partnership.rules.topics import Level, Topic

pytestmark = pytest.mark.django_db(transaction=True)


def moved(governed: Governed, *, board: str, below: str, by: object) -> Callable[[], None]:
    """Placing a board below another."""
    asked = terms(title=f"Below {below}", parent=below)
    return lambda: actions.change_terms(board=board, terms_of_reference=asked, by=by, on=TODAY)


def test_two_organisations_that_place_each_of_their_boards_below_the_other_make_no_ring():
    governed = govern(build_city())
    city = governed.city
    ours, theirs = (
        actions.set_up_board(terms_of_reference=terms(title=title), by=by, on=TODAY).public_id
        for title, by in (("Ours", city.governance), ("Theirs", city.icb_governance))
    )

    refused = at_once(
        moved(governed, board=ours, below=theirs, by=city.governance),
        moved(governed, board=theirs, below=ours, by=city.icb_governance),
    )

    with speaking_for(city.partner):
        parents = [
            queries.board(reference=one, seen_by=city.partner, on=TODAY).parent is not None for one in (ours, theirs)
        ]
    assert (refused, sorted(parents)) == (["BRD4"], [False, True])


def test_a_delegation_recorded_twice_at_once_is_recorded_once():
    governed = govern(build_city())

    refused = at_once(
        *(
            lambda: actions.delegate(
                to=governed.executive,
                topic=Topic.SPORT,
                level=Level.OPERATIONAL,
                limit=pounds(100),
                source="Scheme of delegation 2026",
                by=governed.city.icb_governance,
                on=TODAY,
            )
            for _ in range(2)
        )
    )

    assert refused == ["DLG4"]


def test_a_consent_given_twice_at_once_is_given_once():
    governed = govern(build_city())
    ref = actions.register_arrangement(
        title="Working together",
        type=ArrangementType.MEMORANDUM,
        parties={governed.body("council"): None, governed.body("icb"): None},
        terms=ArrangementTerms(),
        by=governed.city.commissioner,
        on=TODAY,
    )

    refused = at_once(
        *(
            lambda: actions.consent(
                arrangement=ref.public_id, consented_by="ICB board", by=governed.city.icb_governance, on=TODAY
            )
            for _ in range(2)
        )
    )

    assert refused == ["CNS2"]
