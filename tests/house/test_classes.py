"""Every field of every kind of record says what it holds of people; every record how long it is kept, how it leaves."""

from django.db import models

from tests.factories.worlds import TODAY
from wholeplace.ground.records.classes import LAST_TRACE, Declared, Holds, Leaves, Undeclared, classes_of, stored_fields
from wholeplace.ground.records.walls import house_models
from wholeplace.ground.retention.rules import SCHEDULE, Then, years_of


def undeclared(of: list[type[models.Model]] | None = None) -> list[str]:
    """What nobody has said the class of, in the words that say how to mend it."""
    faults = []
    for model in of or house_models():
        try:
            classes_of(model)
        except Undeclared as fault:
            faults.append(str(fault))
    return faults


def test_every_field_and_every_record_has_its_classes():
    assert undeclared() == []


def unscheduled() -> list[str]:
    """Records whose class the schedule does not know, that are kept with nothing, or from no day."""
    return [
        f"{model.__name__}: kept = {said.kept!r}, since = {said.since!r}"
        for model in house_models()
        for said in [classes_of(model)]
        if not (said.kept_with in stored_fields(model) if said.kept_with else is_scheduled(model, said))
    ]


def is_scheduled(model: type[models.Model], said: Declared) -> bool:
    """Whether the schedule knows a class, and the record has the day from which it counts."""
    line = SCHEDULE.get(said.kept)
    if line is None or line.then is Then.KEPT:
        return line is not None
    days = said.since.split()
    return said.since == LAST_TRACE or (bool(days) and all(day.split("__")[0] in stored_fields(model) for day in days))


def test_every_record_is_kept_by_the_schedule_from_a_day_that_it_has():
    assert unscheduled() == []


def test_every_class_of_the_schedule_has_its_number_of_years():
    assert [
        name for name, line in SCHEDULE.items() if (line.then in {Then.KEPT, Then.CLEARED}) != (not line.rule)
    ] == []
    assert all(years_of(line, on=TODAY) for line in SCHEDULE.values() if line.rule)


def test_what_is_about_a_person_leaves_at_least_for_them():
    assert [
        model.__name__
        for model in house_models()
        if classes_of(model).leaves is Leaves.NEVER and classes_of(model).holding(*set(Holds) - {Holds.NOTHING})
    ] == []
