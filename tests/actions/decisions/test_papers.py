"""Papers: written, revised, published and frozen; refused with reasons; strangers stopped."""

import pytest

from tests.factories.governance import about, taken
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import NotThere
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.rules.deciding import Flag
from wholeplace.together.decisions.rules.papers import DEMANDED, ReportField

ANSWERS = dict.fromkeys(DEMANDED, "As the plan says.")


def bring(governed, *, sensitivity=Sensitivity.PUBLIC):
    """An item before the executive, which meets today."""
    return actions.put_on_agenda(
        board=governed.executive.public_id,
        about=about(),
        meets_on=TODAY,
        short_notice_because="Urgent.",
        sensitivity=sensitivity,
        by=governed.city.commissioner,
        on=TODAY,
    )


def write(governed, item, *, by=None, **changes):
    """A report on the item, with these changes."""
    given = {"item": item.public_id, "title": "Housing-related support", "answers": ANSWERS}
    return actions.write_paper(**(given | changes), by=by or governed.city.commissioner, on=TODAY)


def publish(governed, paper, *, by=None):
    """Publish it."""
    return actions.publish_paper(paper=paper.public_id, by=by or governed.city.commissioner, on=TODAY)


def paper_of(actor, ref):
    """The paper as an actor sees it."""
    with speaking_for(actor):
        return queries.paper(reference=ref.public_id, seen_by=actor)


def hidden(actor, ref):
    """Whether the paper is not there for an actor."""
    with speaking_for(actor), pytest.raises(NotThere):
        queries.paper(reference=ref.public_id, seen_by=actor)
    return True


def codes(refused):
    """The codes of the reasons."""
    return [refusal.code for refusal in refused.value.refusals]


def test_a_draft_is_seen_only_by_the_organisation_that_writes_it(governed):
    ref = write(governed, bring(governed))

    assert paper_of(governed.city.analyst, ref).answers[ReportField.PURPOSE] == "As the plan says."
    assert hidden(governed.city.partner, ref)
    assert hidden(STRANGER, ref)


def test_a_published_paper_stands_under_the_hash_of_what_it_says(governed):
    ref = write(governed, bring(governed))
    hashed = publish(governed, ref)

    card = paper_of(STRANGER, ref)
    assert (card.content_hash, card.hash_now, card.published_on) == (hashed, hashed, TODAY)
    assert len(hashed) == 64


def test_another_answer_gives_another_hash(governed):
    item = bring(governed)
    one = publish(governed, write(governed, item))
    other = publish(governed, write(governed, item, answers=ANSWERS | {ReportField.RISK: "High."}))
    assert one != other


def test_a_report_with_fields_open_is_not_published(governed, events):
    ref = write(governed, bring(governed), answers={ReportField.PURPOSE: "To decide."}, is_exempt=True)
    before = events()

    with pytest.raises(Refused) as refused:
        publish(governed, ref)

    assert codes(refused) == ["PAP1", "PAP2"]
    assert (paper_of(governed.city.analyst, ref).is_published, events()) == (False, before)


def test_a_draft_is_revised_and_a_published_paper_is_not(governed, events):
    ref = write(governed, bring(governed), answers={})
    asked = {"paper": ref.public_id, "title": "Another title", "by": governed.city.commissioner, "on": TODAY}
    actions.revise_paper(**asked, answers=ANSWERS)
    assert paper_of(governed.city.analyst, ref).title == "Another title"
    publish(governed, ref)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.revise_paper(**asked, answers={})

    assert (codes(refused), events()) == (["PAP3"], before)
    assert len(paper_of(STRANGER, ref).answers) == len(DEMANDED)


def test_an_exempt_paper_is_read_by_the_partnership_and_withheld_from_the_public(governed):
    ref = write(governed, bring(governed), is_exempt=True, exempt_rule="Rule 10.4(3)")
    publish(governed, ref)

    assert paper_of(governed.city.partner, ref).is_exempt
    assert hidden(STRANGER, ref)


def test_a_paper_on_an_item_of_the_partnership_stays_in_it(governed):
    ref = write(governed, bring(governed, sensitivity=Sensitivity.PARTNERSHIP))
    publish(governed, ref)

    assert paper_of(governed.city.partner, ref).is_published
    assert hidden(STRANGER, ref)


def test_another_kind_of_paper_is_published_with_its_text(governed):
    ref = write(governed, bring(governed), is_report=False, answers={}, body="A letter from the provider.")
    publish(governed, ref)
    assert paper_of(STRANGER, ref).body == "A letter from the provider."


def test_a_decision_freezes_the_papers_that_were_before_it_and_no_later_one_comes(governed, events):
    city, seats = governed.city, governed.executive_seats
    item = bring(governed)
    hashed = publish(governed, write(governed, item))
    draft = write(governed, item, title="A second paper")
    with speaking_for(city.member):
        meeting = queries.item(reference=item.public_id, seen_by=city.member).meeting
    decision = actions.record_decision(
        decider=governed.executive,
        about=about(),
        taken=taken(),
        item=item.public_id,
        meeting=meeting.public_id,
        present=[seats["chair"], seats["icb"]],
        sensitivity=Sensitivity.PUBLIC,
        by=city.member,
        on=TODAY,
    )

    with speaking_for(STRANGER):
        card = queries.decision(reference=decision.public_id, seen_by=STRANGER)
    assert [(paper.title, paper.content_hash) for paper in card.papers] == [("Housing-related support", hashed)]
    assert card.flags == (Flag.LATE_PAPERS,)
    before = events()
    with pytest.raises(Refused) as refused:
        publish(governed, draft)
    assert (codes(refused), events()) == (["PAP5"], before)


def test_strangers_write_revise_and_publish_nothing(governed, county, events):
    item = bring(governed)
    ref = write(governed, item)
    before = events()

    for stranger in (governed.city.partner, governed.city.analyst, county.commissioner, STRANGER):
        with pytest.raises((NotAllowed, NotThere)):
            write(governed, item, by=stranger)
        with pytest.raises((NotAllowed, NotThere)):
            publish(governed, ref, by=stranger)
        with pytest.raises((NotAllowed, NotThere)):
            actions.revise_paper(paper=ref.public_id, title="x", answers={}, by=stranger, on=TODAY)

    assert (paper_of(governed.city.analyst, ref).title, events()) == ("Housing-related support", before)


@pytest.mark.parametrize("exempt", [False, True])
def test_the_paper_of_an_item_that_only_its_organisation_sees_is_seen_by_nobody_else(governed, exempt):
    ref = write(
        governed, bring(governed, sensitivity=Sensitivity.ORGANISATION), is_exempt=exempt, exempt_rule="Rule 10.4(3)"
    )
    publish(governed, ref)

    assert paper_of(governed.city.analyst, ref).sensitivity is Sensitivity.ORGANISATION
    assert hidden(governed.city.partner, ref)


@pytest.mark.parametrize(
    "item, exempt, paper",
    [
        (Sensitivity.PUBLIC, False, Sensitivity.PUBLIC),
        (Sensitivity.PUBLIC, True, Sensitivity.PARTNERSHIP),
        (Sensitivity.PARTNERSHIP, False, Sensitivity.PARTNERSHIP),
        (Sensitivity.PARTNERSHIP, True, Sensitivity.PARTNERSHIP),
    ],
)
def test_a_paper_is_seen_with_its_item_and_an_exempt_one_never_by_the_public(governed, item, exempt, paper):
    ref = write(governed, bring(governed, sensitivity=item), is_exempt=exempt, exempt_rule="Rule 10.4(3)")
    publish(governed, ref)

    assert paper_of(governed.city.partner, ref).sensitivity is paper
