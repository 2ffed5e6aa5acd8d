"""Faults planted on purpose, which the proofs about people must find."""

from dataclasses import replace
from functools import cache

import pytest
from django.db import models

from tests.house.test_broken_on_purpose import model
from tests.prove import goals
from tests.prove.test_people import test_everything_about_a_person_is_found_and_nothing_about_others as everything
from wholeplace.analyse.needs.models import Need
from wholeplace.ground.records import about
from wholeplace.ground.records.classes import Holds, Undeclared, classes_of, read
from wholeplace.ground.records.walls import house_models
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


@pytest.fixture(autouse=True)
def counted_apart(monkeypatch):
    """What a planted fault makes fail is no figure of the house."""
    monkeypatch.setattr(goals, "TALLIES", [])


@pytest.mark.django_db
def test_the_name_of_a_third_party_left_in_a_pack_is_found(city, monkeypatch):
    monkeypatch.setattr(about.Others, "taken_out_of", lambda self, words: words)
    with pytest.raises(AssertionError, match="stands in the pack"):
        everything(city)


@pytest.mark.django_db
def test_a_table_that_says_its_words_name_nobody_is_found(city, monkeypatch):
    blind = {
        model: replace(classes_of(model), fields={**classes_of(model).fields, "title": Holds.NOTHING, "statement":
                                                  Holds.NOTHING} if model is Need else classes_of(model).fields)
        for model in house_models()
    }  # fmt: skip
    monkeypatch.setattr(about, "classes_of", blind.__getitem__)
    with pytest.raises(AssertionError, match=r"no Need|was not found"):
        everything(city)
