"""What is held about one person: what may be told, and what is taken out of it."""

import pytest

from tests.factories.somebody import somebody
from tests.factories.worlds import STRANGER
from wholeplace.ground.records.about import SOMEBODY_ELSE, Others, Subject, held_about
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import NotThere

ASHA = Subject(1, "Asha Ashcombe", "asha@example.org")


def taken_out_of(words: str, *names: str) -> str:
    return Others(ASHA, names).taken_out_of(words)


@pytest.mark.parametrize(
    "words, left",
    [
        ("Asha Ashcombe met Bram Carrow.", f"Asha Ashcombe met {SOMEBODY_ELSE}."),
        ("Mr Carrow agreed.", f"Mr {SOMEBODY_ELSE} agreed."),
        ("BRAM CARROW agreed.", f"{SOMEBODY_ELSE} agreed."),
        ("Write to bram@example.org or asha@example.org", f"Write to {SOMEBODY_ELSE} or asha@example.org"),
        ("Ring 020 7946 0123 or +44 7700 900123.", f"Ring {SOMEBODY_ELSE} or {SOMEBODY_ELSE}."),
        ("NHS 943 476 5919, NI AB 12 34 56 C", f"NHS {SOMEBODY_ELSE}, NI {SOMEBODY_ELSE}"),
        ("It cost £1,234,567 in 2026.", "It cost £1,234,567 in 2026."),
    ],
)
def test_others_are_taken_out_and_the_person_stays(words, left):
    assert taken_out_of(words, "Bram Carrow", "Asha Ashcombe") == left


def test_a_surname_that_the_person_shares_stays():
    assert taken_out_of("Bram Ashcombe and Ms Ashcombe", "Bram Ashcombe") == f"{SOMEBODY_ELSE} and Ms Ashcombe"


def test_the_password_and_the_digest_of_a_token_never_leave(city):
    one = somebody(city, 1, beside="Zebedee Quillfeather")
    with speaking_for(city.governance):
        found = held_about(person=one.number, seen_by=city.governance)
    assert {"Password", "Digest"} & {cell.label for each in found for cell in each.cells} == set()
    assert {"Person", "Token", "Refusal"} <= {each.record for each in found}


def test_somebody_of_another_partnership_sees_nothing_of_this_one(city, county):
    one = somebody(city, 1, beside="Zebedee Quillfeather")
    with speaking_for(county.governance):
        found = held_about(person=one.number, seen_by=county.governance)
    assert {"Need", "Interest", "Holder", "Refusal", "Event"} & {each.record for each in found} == set()


def test_the_public_asks_about_nobody(city):
    with speaking_for(STRANGER), pytest.raises(NotThere):
        held_about(person=city.commissioner.person_id, seen_by=STRANGER)
