"""What people type, and what the forms make of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wholeplace.doors.web.shell import forms
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Refusal, Refused


class Everything(forms.WholeplaceForm):
    """One field of each kind, none of them required."""

    line = forms.LineField(label="Line", max_length=10, required=False)
    text = forms.TextField(label="Text", max_length=20, required=False)
    email = forms.EmailField(label="Email", required=False)
    money = forms.MoneyField(label="Value", at_least=Money(0), required=False)
    number = forms.WholeNumberField(label="People", at_most=2000, required=False)
    percent = forms.PercentField(label="Share", required=False)
    day = forms.DateField(label="Start date", required=False)
    choice = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], required=False)
    choices = forms.ChoicesField(label="Who", choices=[("a", "A"), ("b", "B"), ("c", "C")], required=False)
    yes = forms.YesNoField(label="Shared", required=False)
    sure = forms.ConfirmField(label="I am sure", required=False)
    file = forms.FileField(label="Paper", accept=".csv,.ods", required=False)


def answer(name: str, **typed: object) -> object:
    form = Everything(typed)
    assert form.is_valid(), form.errors
    return form.cleaned_data[name]


def error(name: str, **typed: object) -> str:
    form = Everything(typed)
    assert not form.is_valid()
    return form.errors[name][0]


def day(day: str, month: str, year: str) -> dict[str, str]:
    return {"day-day": day, "day-month": month, "day-year": year}


def test_nothing_typed_is_an_answer_of_its_own():
    form = Everything({})
    assert form.is_valid()
    assert form.cleaned_data == {
        "line": "", "text": "", "email": "", "money": None, "number": None, "percent": None, "day": None,
        "choice": "", "choices": (), "yes": None, "sure": False, "file": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("1250", 125000), ("£1,250.50", 125050), ("£ 1,250,000", 125000000), ("0.5", 50)],
)
def test_money_is_read_as_people_write_it(typed, pence):
    assert answer("money", money=typed) == Money(pence)


@pytest.mark.parametrize("typed", ["about 3", "1.234", "£", "1e6", "12,34"])
def test_money_that_is_not_an_amount_is_refused_with_an_example(typed):
    assert error("money", money=typed).startswith("Value: enter an amount")


def test_money_below_the_least_is_refused():
    assert error("money", money="-5") == "Value: enter £0.00 or more, not -£5.00."


def test_numbers_keep_within_their_ends():
    assert answer("number", number="1,200") == 1200
    assert error("number", number="1.5") == "People: enter a whole number such as 1,250; '1.5' is not one."
    assert error("number", number="-1") == "People: enter 0 or more, not -1."
    assert error("number", number="2001") == "People: enter 2,000 or less, not 2,001."


def test_a_percentage_may_carry_its_sign_and_two_places():
    assert answer("percent", percent="12.5%") == Decimal("12.5")
    assert error("percent", percent="a third") == "Share: enter a number such as 12.5; 'a third' is not one."
    assert error("percent", percent="101") == "Share: enter 100 or less, not 101."


def test_a_line_loses_its_stray_spaces_and_not_its_words():
    assert answer("line", line="  two wds ") == "two wds"
    assert error("line", line="a line too long") == "Line: enter up to 10 characters; these are 15."


def test_a_text_counts_a_line_end_once_on_every_machine():
    assert answer("text", text="ten chars.\r\nten chars") == "ten chars.\nten chars"
    assert error("text", text="x" * 21) == "Text: enter up to 20 characters; these are 21."


def test_an_address_must_look_like_one():
    assert answer("email", email="a@example.org") == "a@example.org"
    assert error("email", email="a@b") == "Email: enter an email address such as name@example.org. 'a@b' is not one."


@pytest.mark.parametrize("month", ["3", "03", "Mar", "march"])
def test_a_day_may_name_its_month(month):
    assert answer("day", **day("31", month, "2027")) == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("typed", "sentence", "parts"),
    [
        (("31", "", "2027"), "Start date: enter the month as well.", ("month",)),
        (("", "", "2027"), "Start date: enter the day and the month as well.", ("day", "month")),
        (("31", "13", "2027"), "Start date: enter a real month.", ("month",)),
        (("x", "y", "2027"), "Start date: enter a real day and month.", ("day", "month")),
        (("%s", "1", "2027"), "Start date: enter a real day.", ("day",)),
        (("31", "3", "27"), "Start date: enter a year of four figures, from 1900 to 2100.", ("year",)),
        (("30", "2", "2027"), "Start date: enter a day that exists, day before month; '30/2/2027' does not.", ("day",)),
    ],
)
def test_a_wrong_day_names_the_part_that_is_wrong(typed, sentence, parts):
    form = Everything(day(*typed))
    assert not form.is_valid()
    assert form.errors["day"] == [sentence]
    assert form.errors.as_data()["day"][0].params == {"parts": parts}


def test_only_what_was_offered_can_be_chosen():
    assert answer("choice", choice="b") == "b"
    assert answer("choices", choices=["c", "a"]) == ("a", "c")
    assert error("choice", choice="z") == "Kind: select one of the answers."
    assert error("choices", choices=["a", "z"]) == "Who: select among the answers."


def test_yes_and_no_are_true_and_false():
    assert answer("yes", yes="yes") is True
    assert answer("yes", yes="no") is False


def test_a_file_must_be_of_a_kind_that_is_taken():
    paper = SimpleUploadedFile("notes.docx", b"words")
    form = Everything({}, {"file": paper})
    assert form.errors["file"] == ["Select a file of the kind CSV or ODS."]
    assert Everything({}, {"file": SimpleUploadedFile("rows.CSV", b"a,b")}).is_valid()


class Asking(forms.WholeplaceForm):
    """Required questions, one of them under a choice."""

    name = forms.LineField(label="Name of the service")
    pcc = forms.LineField(label="PCC reference")
    when = forms.DateField(label="When does it start?")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])
    shared = forms.YesNoField(label="Does another organisation pay?", reveals={"yes": ("partner",)})
    partner = forms.LineField(label="Partner")


def test_what_is_left_empty_is_asked_for_by_its_name():
    form = Asking({"shared": "yes"})
    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "name": "Enter name of the service.",
        "pcc": "Enter PCC reference.",
        "when": "Answer “When does it start?”",
        "kind": "Select kind.",
        "partner": "Enter partner.",
    }


def test_what_stands_under_a_choice_that_was_not_made_is_forgotten():
    form = Asking({"shared": "no", "partner": "x" * 900})
    assert "partner" not in form.errors
    assert form.cleaned_data["partner"] == ""


def test_every_reason_of_a_refusal_becomes_an_error():
    form = Everything({})
    assert form.is_valid()
    with form.refusals():
        raise Refused([Refusal("EXT2", "The clause", "Too long."), Refusal("EXT4", "The scheme", "No decision.")])
    assert form.non_field_errors() == ["Too long.", "No decision."]
    assert [one.code for one in form.errors.as_data()["__all__"]] == ["EXT2", "EXT4"]


class Narrowing(forms.FilterForm):
    """What narrows a list."""

    words = forms.LineField(label="Words")
    people = forms.WholeNumberField(label="People")
    place = forms.HiddenField(required=False)


def test_what_is_narrowed_can_be_cleared_within_the_same_place():
    assert Narrowing({"place": "northmoor", "words": "care"}).cleared == "?place=northmoor"
    assert Narrowing({"words": "care"}).cleared == "?"
    assert Narrowing({"place": "northmoor"}).cleared is None
    assert Narrowing({"people": "many"}).cleared is None


def test_a_filter_that_cannot_be_read_narrows_nothing():
    assert Narrowing({"words": "care", "people": "many"}).answers() == {"words": "care"}
    assert Narrowing({}).answers() == {}
