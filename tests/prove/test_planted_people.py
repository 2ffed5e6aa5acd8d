"""Faults planted on purpose, which the proofs about people must find."""

from functools import cache

import pytest
from django.db import models

from tests.house.test_broken_on_purpose import model
from wholeplace.ground.records.classes import Undeclared, read
from wholeplace.together.people.models import Person


@cache
def planted() -> type[models.Model]:
    """A kind of record with a date of birth and a person, as somebody might add it."""
    return model(
        "Visit",
        "wholeplace.review.monitoring.models",
        born_on=models.DateField(),
        person=models.ForeignKey(Person, models.PROTECT, related_name="+"),
    )


def test_a_record_without_classes_is_found_and_the_message_says_how_to_mend_it():
    with pytest.raises(Undeclared, match=r"Visit has no classes. Say \[Visit\] in `classes.toml`"):
        read(planted(), None)


def test_a_personal_field_without_a_class_is_found():
    with pytest.raises(Undeclared, match=r"Visit\.born_on has no class"):
        read(planted(), {"kept": "for good", "leaves": "register", "person": "person"})


def test_a_field_that_points_at_a_person_and_claims_to_hold_nothing_is_found():
    with pytest.raises(Undeclared, match="Visit points at a person by person"):
        read(planted(), {"kept": "for good", "leaves": "register", "about": "born_on", "nothing": "person"})


def test_a_class_of_a_field_that_is_gone_is_found():
    said = {"kept": "for good", "leaves": "register", "person": "person", "about": "born_on", "name": "left"}
    with pytest.raises(Undeclared, match=r"Visit\.left has a class and is not there"):
        read(planted(), said)


def test_a_record_that_does_not_say_how_long_it_is_kept_or_how_it_leaves_is_found():
    with pytest.raises(Undeclared, match=r"how long it is kept .*how it leaves"):
        read(planted(), {"person": "person", "about": "born_on"})
