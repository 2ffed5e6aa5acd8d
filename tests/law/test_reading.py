"""A faulty book is refused, with every fault, where it stands, in a sentence."""

import pytest

from wholeplace.ground.law import FaultyBook
from wholeplace.ground.law.reading import entries_in, faults_in

SOUND = {
    "title": '"Notice"',
    "value": "5",
    "unit": '"clear_days"',
    "jurisdiction": '"England"',
    "begins": "2020-01-01",
    "source": '"Meetings Act 2019, s.1"',
    "confidence": '"L"',
}


def table(rule: str = "notice", **changes: str | None) -> str:
    """An entry as TOML, sound but for these changes; None leaves a field out."""
    fields = {key: text for key, text in {**SOUND, **changes}.items() if text is not None}
    return "\n".join([f"[[{rule}]]", *(f"{key} = {text}" for key, text in fields.items())])


def test_a_sound_entry_has_no_fault():
    assert faults_in({"meetings": table()}) == ()
    (entry,) = entries_in({"meetings": table(ends="2020-12-31", includes_vat="false", note='"So."')})
    assert (entry.rule, entry.subject, entry.value) == ("notice", "meetings", 5)


@pytest.mark.parametrize(
    "text, fault",
    [
        ("[[notice]", "meetings.toml is not TOML"),
        (table("Notice"), "a rule is named in small letters and underscores"),
        ("notice = 5", "a rule is a list of tables, [[notice]]"),
        ("notice = [5]", "a rule is a list of tables, [[notice]]"),
        (table(source=None), "it lacks source."),
        (table(source=None, begins=None), "it lacks begins, source."),
        (table(valid_from="2020-01-01"), "valid_from is not a field of an entry"),
        (table(source='" "'), "source must be words"),
        (table(note="7"), "note must be words"),
        (table(unit='"days"'), "'days' is not a known unit"),
        (table(unit='["clear_days"]'), "is not a known unit"),
        (table(bound='"about"'), "'about' is not a known bound"),
        (table(jurisdiction='"Mercia"'), "'Mercia' is not a known jurisdiction"),
        (table(confidence='"X"'), "'X' is not a known confidence"),
        (table(includes_vat='"yes"'), "includes_vat must be true or false"),
        (table(value='"5"'), "value must be a number"),
        (table(value="true"), "value must be a number"),
        (table(value="-1"), "value may not be negative or endless"),
        (table(value="inf"), "value may not be negative or endless"),
        (table(unit='"pence"', value="10.5"), "money is whole pence"),
        (table(begins='"2020"'), "begins must be a day"),
        (table(begins="2020-01-01T00:00:00", ends="7"), "begins and ends must be a day"),
        (table(ends="2019-12-31"), "it may not end before it begins"),
        (table() + "\n" + table(), "two entries hold in England on 2020-01-01"),
        (table(ends="2020-06-30") + "\n" + table(begins="2020-06-30"), "two entries hold in England on 2020-06-30"),
        (table() + "\n" + table(jurisdiction='"Wales"', unit='"months"'), "a rule has one unit"),
    ],
)
def test_a_fault_is_named(text, fault):
    faults = faults_in({"meetings": text})
    assert len(faults) == 1
    assert fault in faults[0]
    with pytest.raises(FaultyBook) as refused:
        entries_in({"meetings": text})
    assert refused.value.faults == faults


def test_a_rule_stands_in_one_file():
    later = table(jurisdiction='"Wales"')
    assert faults_in({"meetings": table(), "papers": later}) == ("notice: a rule stands in one file.",)


def test_entries_that_follow_one_another_are_sound():
    text = table(ends="2020-06-30") + "\n" + table(begins="2020-07-01", value="6")
    assert [entry.value for entry in entries_in({"meetings": text})] == [5, 6]


def test_every_fault_is_told_at_once():
    faults = faults_in({"meetings": table(source=None) + "\n" + table(unit='"days"'), "papers": "[["})
    assert len(faults) == 3
