"""Delegations, interests and words: recorded and ended; refused with reasons; strangers stopped."""

from datetime import timedelta

import pytest

from tests.factories.governance import pounds
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.queries import history
from wholeplace.together.partnership import actions, queries
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.terms import Word
from wholeplace.together.partnership.rules.topics import Level, Topic


def delegate(governed, **changes):
    """A delegation of sport to the executive, with these changes."""
    given = {
        "to": governed.executive,
        "topic": Topic.SPORT,
        "level": Level.OPERATIONAL,
        "limit": pounds(100_000),
        "source": "Scheme of delegation 2026, part 3",
        "by": governed.city.governance,
        "on": TODAY,
    }
    return actions.delegate(**(given | changes))


def matrix_of(actor, *, within, on=TODAY):
    """What is delegated, as an actor sees it."""
    with speaking_for(actor):
        return queries.matrix(within=within, seen_by=actor, on=on)


def codes(refused):
    """The codes of the reasons."""
    return [refusal.code for refusal in refused.value.refusals]


def test_a_delegation_is_published(governed):
    delegate(governed)

    cards = matrix_of(STRANGER, within=governed.city.governance.partnership_id)
    (card,) = [card for card in cards if card.topic is Topic.SPORT]
    assert card.words == (
        "Commissioning Executive may decide sport and physical activity at operational level up to £100,000 for council"
        " (Scheme of delegation 2026, part 3)."
    )
    with speaking_for(STRANGER):
        line = history(of=[governed.executive], seen_by=STRANGER)[0]
    assert line.sentence == (
        "Commissioning Executive may decide sport and physical activity at operational level, up to £100,000.00"
        " (Scheme of delegation 2026, part 3)."
    )


def test_a_delegation_to_a_post_that_the_public_does_not_see_is_left_out_for_it(governed):
    within = governed.city.governance.partnership_id
    own = {card.decider_name for card in matrix_of(governed.city.partner, within=within)}
    public = {card.decider_name for card in matrix_of(STRANGER, within=within)}
    assert own - public == {"Director of housing", "Joint director of integrated commissioning"}


def test_a_published_delegation_to_a_post_that_the_public_does_not_see_tells_it_nothing(governed):
    ref = delegate(governed, to=governed.director)
    actions.end_delegation(delegation=ref.public_id, last_day=TODAY, by=governed.city.governance, on=TODAY)

    with speaking_for(STRANGER):
        assert history(of=[governed.director], seen_by=STRANGER) == ()
        with pytest.raises(NotThere):
            queries.delegation(reference=ref.public_id, seen_by=STRANGER)
    partner = governed.city.partner
    with speaking_for(partner):
        assert len(history(of=[governed.director], seen_by=partner)) >= 2
        assert queries.delegation(reference=ref.public_id, seen_by=partner).decider == governed.director


def test_a_delegation_that_does_not_stand_is_refused_with_every_reason(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        delegate(governed, topic=Topic.HOUSING, limit=pounds(0), source="  ")

    assert codes(refused) == ["DLG1", "DLG2", "DLG4"]
    assert events() == before


def test_an_organisation_delegates_only_to_posts_that_answer_to_it(governed):
    with pytest.raises(Refused) as refused:
        delegate(governed, to=governed.director, by=governed.city.icb_governance)
    assert codes(refused) == ["DLG5"]


def test_delegations_end_and_their_last_day_counts(governed):
    ref = delegate(governed)
    actions.end_delegation(delegation=ref.public_id, last_day=TODAY, by=governed.city.governance, on=TODAY)

    within = governed.city.governance.partnership_id
    assert Topic.SPORT in {card.topic for card in matrix_of(STRANGER, within=within)}
    assert Topic.SPORT not in {card.topic for card in matrix_of(STRANGER, within=within, on=TODAY + timedelta(days=1))}


def test_what_has_ended_is_not_ended_again(governed, events):
    ref = delegate(governed, ends_on=TODAY)
    before = events()
    tomorrow = TODAY + timedelta(days=1)

    with pytest.raises(Refused) as refused:
        actions.end_delegation(delegation=ref.public_id, last_day=tomorrow, by=governed.city.governance, on=tomorrow)

    assert (codes(refused), events()) == (["LST1"], before)


def test_strangers_delegate_and_end_nothing(governed, county, events):
    ref = delegate(governed)
    before = events()

    for stranger in (governed.city.commissioner, county.governance, STRANGER):
        with pytest.raises((NotAllowed, NotThere, Refused)):
            delegate(governed, topic=Topic.ECONOMY, by=stranger)
    for stranger in (governed.city.icb_governance, governed.city.commissioner, county.governance, STRANGER):
        with pytest.raises((NotAllowed, NotThere)):
            actions.end_delegation(delegation=ref.public_id, last_day=TODAY, by=stranger, on=TODAY)
    with pytest.raises(NotThere):
        delegate(governed, to=Ref("need", governed.board.public_id))

    assert events() == before


# --- Interests ----------------------------------------------------------------------------------------------


def declare(governed, who, **changes):
    """An interest in the charity, with these changes."""
    given = {"nature": Nature.GOVERNS, "words": "Trustee since 2024", "organisation": governed.body("charity")}
    return actions.declare_interest(**(given | changes), by=who, on=TODAY)


def interests_of(actor, *, on=TODAY):
    """The register as an actor sees it."""
    with speaking_for(actor):
        cards = queries.interests(within=actor.partnership_id or 0, seen_by=actor, on=on)
        return [(card.person_name, card.about, card.nature) for card in cards]


def test_everybody_in_the_partnership_sees_a_declared_interest_and_the_public_does_not(governed):
    declare(governed, governed.city.member)
    declare(governed, governed.city.provider, organisation="", topic=Topic.HOUSING, nature=Nature.PROVIDES)

    assert interests_of(governed.city.partner) == [
        ("Chair of marlbridge", "charity", Nature.GOVERNS),
        ("Provider manager of marlbridge", "Housing and homelessness", Nature.PROVIDES),
    ]
    assert interests_of(STRANGER) == []


def test_an_interest_in_nothing_is_refused(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        declare(governed, governed.city.member, organisation="", words=" ", begins_on=TODAY + timedelta(days=1))

    assert (codes(refused), events()) == (["INT1", "INT2", "INT3"], before)


def test_only_the_person_ends_their_interest(governed, events):
    ref = declare(governed, governed.city.member)
    before = events()

    with pytest.raises(Refused) as refused:
        actions.end_interest(interest=ref.public_id, last_day=TODAY, by=governed.city.governance, on=TODAY)
    assert codes(refused) == ["LST4"]
    for stranger in (STRANGER,):
        with pytest.raises((NotAllowed, NotThere)):
            actions.end_interest(interest=ref.public_id, last_day=TODAY, by=stranger, on=TODAY)
        with pytest.raises(NotAllowed):
            declare(governed, stranger)
    assert events() == before

    actions.end_interest(interest=ref.public_id, last_day=TODAY, by=governed.city.member, on=TODAY)
    assert interests_of(governed.city.partner, on=TODAY + timedelta(days=1)) == []


# --- Words --------------------------------------------------------------------------------------------------


def words_of(actor, *, within):
    """What the words are called, where the place has settled them."""
    with speaking_for(actor):
        return {
            term.word: term.label for term in queries.vocabulary(within=within, seen_by=actor, on=TODAY) if term.is_own
        }


def test_a_word_is_settled_and_the_latest_counts(governed):
    city = governed.city
    asked = {"word": Word.INTENTION, "definition": "A change that a board plans.", "on": TODAY}
    actions.settle_term(**asked, label="Key change", by=city.governance)
    actions.settle_term(**asked, label="Commissioning intention", by=city.icb_governance)

    assert words_of(STRANGER, within=city.governance.partnership_id) == {Word.INTENTION: "Commissioning intention"}


def test_a_label_of_another_word_is_refused(governed, events):
    before = events()

    with pytest.raises(Refused) as refused:
        actions.settle_term(word=Word.INTENTION, label="Outcome", definition="", by=governed.city.governance, on=TODAY)

    assert (codes(refused), events()) == (["TRM1", "TRM2"], before)


def test_strangers_settle_no_word(governed, events):
    before = events()

    for stranger in (governed.city.commissioner, governed.city.member, STRANGER):
        with pytest.raises(NotAllowed):
            actions.settle_term(word=Word.NEED, label="Want", definition="A want.", by=stranger, on=TODAY)

    assert events() == before
