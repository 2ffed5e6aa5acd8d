"""Looking a number up: as at a day, in a jurisdiction, under an administrator's override; or being told why not."""

from datetime import date

import pytest

from wholeplace.ground.law import (
    Confidence,
    ConflictingOverrides,
    NoLongerInForce,
    NoSuchRule,
    NotInTheBook,
    NotYetInForce,
    Override,
    book,
    every_number,
    number,
    validate,
)
from wholeplace.ground.law.reading import entries_in

DAY = date(2026, 6, 1)
SMALL = {
    "meetings": """
[[notice]]
title = "Notice of a meeting"
value = 5
unit = "clear_days"
bound = "at least"
counted = "before the meeting"
jurisdiction = "UK"
begins = 2020-01-01
ends = 2024-12-31
source = "Meetings Act 2019, s.1"
confidence = "L"

[[notice]]
title = "Notice of a meeting"
value = 7
unit = "clear_days"
jurisdiction = "UK"
begins = 2025-01-01
source = "Meetings Act 2024, s.1"
confidence = "L"

[[notice]]
title = "Notice of a meeting in Wales"
value = 3
unit = "clear_days"
jurisdiction = "Wales"
begins = 2025-01-01
ends = 2025-12-31
source = "Meetings (Wales) Act 2024, s.1"
confidence = "G"

[[quorum]]
title = "Quorum"
value = 4
unit = "count"
jurisdiction = "England"
begins = 2020-01-01
ends = 2020-12-31
source = "Meetings Act 2019, s.2"
confidence = "S"
"""
}


@pytest.fixture
def small(monkeypatch):
    """A book of two rules in place of the real one."""
    rules: dict = {}
    for entry in entries_in(SMALL):
        rules[entry.rule] = (*rules.get(entry.rule, ()), entry)
    monkeypatch.setattr(book, "_book", lambda: rules)


def override(**changes) -> Override:
    return Override(
        **{
            "rule": "notice",
            "jurisdiction": "England",
            "value": 10,
            "begins": date(2026, 1, 1),
            "because": "The constitution says ten.",
            "set_by": "The monitoring officer",
            **changes,
        }
    )


def test_the_book_in_the_folder_is_sound():
    assert validate() == ()


def test_a_number_is_read_as_at_the_day_of_the_event(small):
    assert number(rule="notice", on=date(2024, 12, 31)).whole == 5
    found = number(rule="notice", on=date(2025, 1, 1))
    assert (found.whole, found.unit, found.begins, found.ends) == (7, "clear_days", date(2025, 1, 1), None)
    assert (found.source, found.confidence) == ("Meetings Act 2024, s.1", Confidence.L)
    assert found.is_confirmed


def test_the_nearer_jurisdiction_answers_before_the_wider(small):
    assert number(rule="notice", on=date(2025, 6, 1), jurisdiction="Wales").whole == 3
    assert number(rule="notice", on=date(2026, 6, 1), jurisdiction="Wales").whole == 7
    assert number(rule="notice", on=date(2025, 6, 1), jurisdiction="Scotland").whole == 7


def test_a_rule_that_does_not_exist_is_named_with_the_nearest_that_does(small):
    with pytest.raises(NoSuchRule, match=r"no rule called “notices”\. Did you mean “notice”\?"):
        number(rule="notices", on=DAY)
    with pytest.raises(NoSuchRule, match=r"no rule called “zzz”\.$"):
        number(rule="zzz", on=DAY)


def test_a_rule_that_says_nothing_about_a_jurisdiction_is_not_guessed(small):
    with pytest.raises(NoSuchRule, match="holds no figure for “quorum” in Wales"):
        number(rule="quorum", on=date(2020, 6, 1), jurisdiction="Wales")
    with pytest.raises(NoSuchRule, match="knows no jurisdiction called “Mercia”"):
        number(rule="quorum", on=DAY, jurisdiction="Mercia")


def test_a_day_before_the_first_entry_is_not_yet(small):
    with pytest.raises(NotYetInForce) as refused:
        number(rule="notice", on=date(2019, 12, 31))
    assert str(refused.value) == (
        "“notice” has no figure for 31 December 2019 in England: the next begins on 1 January 2020."
    )


def test_a_day_after_the_last_entry_is_no_longer(small):
    with pytest.raises(NoLongerInForce) as refused:
        number(rule="quorum", on=date(2021, 1, 1))
    assert str(refused.value) == (
        "“quorum” has no figure for 1 January 2021 in England: the last ended on 31 December 2020."
    )
    assert isinstance(refused.value, NotInTheBook)


def test_an_override_wins_over_the_book_and_is_unconfirmed(small):
    found = number(rule="notice", on=DAY, overrides=[override(ends=date(2026, 12, 31))])
    assert (found.whole, found.unit, found.title) == (10, "clear_days", "Notice of a meeting")
    assert (found.begins, found.ends) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (found.source, found.note) == ("Set by The monitoring officer", "The constitution says ten.")
    assert (found.overridden, found.is_confirmed, found.confidence) == (True, False, Confidence.M)


@pytest.mark.parametrize(
    "other",
    [
        override(rule="quorum"),
        override(jurisdiction="Wales"),
        override(begins=date(2026, 6, 2)),
        override(ends=date(2026, 5, 31)),
    ],
    ids=["another rule", "another jurisdiction", "not yet", "no longer"],
)
def test_an_override_of_something_else_is_passed_over(small, other):
    found = number(rule="notice", on=DAY, overrides=[other])
    assert (found.whole, found.overridden) == (7, False)


def test_an_override_may_fill_what_the_book_does_not_hold(small):
    filled = override(rule="quorum", jurisdiction="Wales", value=6)
    found = number(rule="quorum", on=DAY, jurisdiction="Wales", overrides=[filled])
    assert (found.whole, found.unit, found.jurisdiction) == (6, "count", "Wales")


def test_of_two_overrides_the_nearer_then_the_later_wins(small):
    wide, near, later = (
        override(jurisdiction="UK", value=20),
        override(value=10),
        override(value=12, begins=date(2026, 3, 1)),
    )
    assert number(rule="notice", on=DAY, overrides=[wide, near]).whole == 10
    assert number(rule="notice", on=DAY, overrides=[later, near]).whole == 12
    assert number(rule="notice", on=DAY, jurisdiction="Scotland", overrides=[wide, near]).whole == 20


def test_two_overrides_from_the_same_day_are_refused(small):
    with pytest.raises(ConflictingOverrides, match="overridden 2 times in England from 1 January 2026"):
        number(rule="notice", on=DAY, overrides=[override(), override(value=11)])


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"value": 1.5}, "whole number or a decimal"),
        ({"value": True}, "whole number or a decimal"),
        ({"ends": date(2025, 12, 31)}, "may not end before it begins"),
    ],
)
def test_an_override_that_could_not_be_read_back_is_refused(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        override(**changes)


def test_every_number_lists_past_and_present_and_then_the_overrides(small):
    listed = every_number(overrides=[override()])
    assert [(found.rule, found.jurisdiction, found.whole, found.overridden) for found in listed] == [
        ("notice", "UK", 5, False),
        ("notice", "UK", 7, False),
        ("notice", "Wales", 3, False),
        ("notice", "England", 10, True),
        ("quorum", "England", 4, False),
    ]
    with pytest.raises(NoSuchRule):
        every_number(overrides=[override(rule="zzz")])
