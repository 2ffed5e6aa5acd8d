"""What pages ask, and how answers are read: as Money, days and numbers, or as a sentence on what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import Jinja2, TemplatesSetting
from django.template.exceptions import TemplateDoesNotExist

from wholeplace.doors.web.shell.drawing import PARTS_OF_A_DAY, DateParts, Drawn, drawn
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Refused

Choices = Sequence[tuple[str, str]]
Number = TypeVar("Number", int, Decimal)
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


class Renderer(TemplatesSetting):
    """Draws `{{ form }}` and `{{ form.field }}` with the Design System's components, for anybody's form."""

    form_template_name = "components/django_form.html"
    field_template_name = "components/django_field.html"

    def get_template(self, template_name: str) -> Any:
        """Ours, or the one that Django brings for a single widget."""
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return Jinja2().get_template(template_name)


class Bound(BoundField):
    """A field of a form, which knows how it is drawn."""

    @property
    def drawn(self) -> Drawn:
        """Its component and parameters."""
        return drawn(self.form, self.name)


class WholeplaceForm(forms.Form):
    """A form of ours. `groups` puts fields under headings; `one_question` makes the first a heading."""

    groups: tuple[tuple[str | None, tuple[str, ...]], ...] | None = None
    one_question = False
    says_optional = True
    default_renderer = Renderer
    bound_field_class = Bound
    use_required_attribute = False

    def refuse(self, refused: Refused) -> None:
        """Make an error of each reason why the answers were refused."""
        for refusal in refused.refusals:
            self.add_error(None, ValidationError(refusal.sentence, code=refusal.code))

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """What is refused inside becomes this form's errors."""
        try:
            yield
        except Refused as refused:
            self.refuse(refused)

    def _clean_fields(self) -> None:
        """Forget what was typed under a choice that was not made, and what was wrong with it."""
        super()._clean_fields()  # type: ignore[misc]
        for name, field in self.fields.items():
            answer = self.cleaned_data.get(name)
            answers = answer if isinstance(answer, tuple) else (answer,)
            chosen = {field.prepare_value(each) for each in answers}
            for choice, revealed in getattr(field, "reveals", {}).items():
                for hidden in () if choice in chosen else revealed:
                    self.errors.pop(hidden, None)
                    self.cleaned_data[hidden] = self.fields[hidden].empty_answer  # type: ignore[attr-defined]


class FilterForm(WholeplaceForm):
    """What narrows a list: sent by GET, nothing required, nothing called optional."""

    says_optional = False
    use_required_attribute = False

    def __init__(self, *args: Any, **given: Any) -> None:
        """Require nothing."""
        super().__init__(*args, **given)
        for field in self.fields.values():
            field.required = False

    def answers(self) -> dict[str, Any]:
        """What was asked for and could be read; the rest is as if it had not been asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", ())}


# --- What all fields share ----------------------------------------------------------------------------------


class Asked(forms.Field):
    """A question: its label, a hint, and the sentence that says what is missing when it is left empty."""

    empty_answer: Any = None
    verb = "Enter"
    answer = "The answer"

    def __init__(self, *, label: str, hint: str = "", missing: str = "", **given: Any) -> None:
        """Take `hint` for `help_text`; make the sentence for an empty answer out of the label."""
        attrs = {key: given.pop(key) for key in ("autocomplete", "inputmode", "spellcheck") if key in given}
        super().__init__(label=label, help_text=hint, **given)
        self.widget.attrs |= attrs
        self.error_messages = self.error_messages | {"required": missing or self._missing(label)}

    def _missing(self, label: str) -> str:
        if label.endswith("?"):
            return f"Answer “{label}”"
        return f"{self.verb} {_in_a_sentence(label)}"

    def wrong(self, what: str, **params: Any) -> ValidationError:
        """The error that this field "must be …", or "has …". A question is called by what its answer is."""
        subject = self.answer if str(self.label).endswith("?") else self.label
        return ValidationError(f"{subject} {what}", code="invalid", params=params)


def _in_a_sentence(label: str) -> str:
    """A label inside a sentence: small at the start, unless it is an abbreviation."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


class _Typed(Asked):
    """A line of text that must be read as something. `read` raises ValueError with what is wrong."""

    widget: type[forms.Widget] = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """What the text says."""
        text = " ".join(str(value or "").split())
        return self.read(text) if text else self.empty_answer

    def read(self, text: str) -> Any:
        """Read the text, or raise ValidationError with a sentence."""
        raise NotImplementedError


# --- Words --------------------------------------------------------------------------------------------------


class LineField(_Typed):
    """One line of words."""

    empty_answer = ""

    def __init__(self, *, max_length: int = 250, width: str = "", **given: Any) -> None:
        """`width` is one of the Design System's: 5, 10, 20, 30, or one-half, two-thirds …"""
        super().__init__(**given)
        self.longest = max_length
        if width:
            self.widget.attrs["class"] = f"govuk-{'input--' if width.isdigit() else '!-'}width-{width}"

    def read(self, text: str) -> str:
        """The line, if it is short enough."""
        if len(text) > self.longest:
            raise self.wrong(f"must be {self.longest} characters or fewer")
        return text


class EmailField(LineField):
    """An email address."""

    widget = forms.EmailInput

    def __init__(self, **given: Any) -> None:
        """Help browsers to fill it in, and keep them from spelling it."""
        given.setdefault("autocomplete", "email")
        given.setdefault("spellcheck", False)
        super().__init__(**given)

    def read(self, text: str) -> str:
        """The address, if it looks like one."""
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
            raise ValidationError("Enter an email address in the correct format, like name@example.org")
        return super().read(text)


class PasswordField(Asked):
    """A password, which can be shown while it is typed."""

    widget = forms.PasswordInput
    empty_answer = ""

    def __init__(self, **given: Any) -> None:
        """By default the password that the person already has."""
        given.setdefault("autocomplete", "current-password")
        super().__init__(**given)


class TextField(Asked):
    """A few paragraphs, counted against their limit while they are typed."""

    widget = forms.Textarea
    empty_answer = ""

    def __init__(self, *, max_length: int | None = None, rows: int = 5, **given: Any) -> None:
        """Without `max_length` nothing is counted."""
        super().__init__(**given)
        self.max_length = max_length
        self.widget.attrs["rows"] = rows

    def to_python(self, value: Any) -> str:
        """The text with plain line ends."""
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n").strip()
        if self.max_length and len(text) > self.max_length:
            raise self.wrong(f"must be {self.max_length:,} characters or fewer")
        return text


# --- Figures ------------------------------------------------------------------------------------------------


class MoneyField(_Typed):
    """An amount in pounds and pence."""

    prefix = "£"
    answer = "The amount"

    def __init__(self, *, at_least: Money | None = None, **given: Any) -> None:
        """`at_least` is the smallest amount that makes sense."""
        given.setdefault("inputmode", "decimal")
        given.setdefault("spellcheck", False)
        super().__init__(**given)
        self.widget.attrs["class"] = "govuk-input--width-10"
        self.at_least = at_least

    def read(self, text: str) -> Money:
        """The amount."""
        bare = text.replace("£", "").replace(",", "").replace(" ", "")
        if not re.fullmatch(r"-?\d+(\.\d{1,2})?", bare):
            raise self.wrong("must be an amount of money, like 1,250,000 or 99.50")
        amount = Money(int(Decimal(bare) * 100))
        if self.at_least is not None and amount < self.at_least:
            raise self.wrong(f"must be {self.at_least} or more")
        return amount

    def prepare_value(self, value: Any) -> Any:
        """An amount as somebody would type it."""
        return str(value).removeprefix("£") if isinstance(value, Money) else value


class WholeNumberField(_Typed):
    """A whole number, with the thing that it counts behind it."""

    answer = "The number"

    def __init__(self, *, at_least: int | None = 0, at_most: int | None = None, suffix: str = "", **given: Any) -> None:
        """Both ends belong to what is allowed."""
        given.setdefault("inputmode", "numeric")
        given.setdefault("spellcheck", False)
        super().__init__(**given)
        self.widget.attrs["class"] = "govuk-input--width-5"
        self.at_least, self.at_most, self.suffix = at_least, at_most, suffix

    def read(self, text: str) -> int:
        """The number."""
        bare = text.replace(",", "").replace(" ", "")
        if not re.fullmatch(r"-?\d+", bare):
            raise self.wrong("must be a whole number")
        return _within(self, int(bare))


class PercentField(_Typed):
    """A percentage, with up to two decimal places."""

    suffix = "%"
    answer = "The percentage"

    def __init__(
        self, *, at_least: Decimal | int | None = 0, at_most: Decimal | int | None = 100, **given: Any
    ) -> None:
        """Between none and all, unless said otherwise."""
        given.setdefault("inputmode", "decimal")
        given.setdefault("spellcheck", False)
        super().__init__(**given)
        self.widget.attrs["class"] = "govuk-input--width-5"
        self.at_least, self.at_most = at_least, at_most

    def read(self, text: str) -> Decimal:
        """The percentage as it was typed: 12.5 for 12.5%."""
        bare = text.rstrip("%").strip()
        if not re.fullmatch(r"-?\d+(\.\d{1,2})?", bare):
            raise self.wrong("must be a percentage, like 12.5")
        return _within(self, Decimal(bare))


def _within(field: Any, number: Number) -> Number:
    if field.at_least is not None and number < field.at_least:
        raise field.wrong(f"must be {field.at_least} or more")
    if field.at_most is not None and number > field.at_most:
        raise field.wrong(f"must be {field.at_most} or fewer")
    return number


# --- Days ---------------------------------------------------------------------------------------------------


class DateField(Asked):
    """A day, typed as day, month and year. The month may be a word."""

    widget = DateParts
    answer = "The day"

    def __init__(self, **given: Any) -> None:
        """Give an example unless there is another hint."""
        given.setdefault("hint", "For example, 31 3 2027")
        super().__init__(**given)

    def clean(self, value: Any) -> date | None:
        """The day, or an error that names the part which is wrong."""
        typed = dict(zip((part for part, *_ in PARTS_OF_A_DAY), value or ("", "", ""), strict=True))
        if not any(typed.values()):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if missing := [part for part, text in typed.items() if not text]:
            raise self.wrong(f"must include a {' and a '.join(missing)}", parts=tuple(missing))
        return self._real(typed)

    def _real(self, typed: Mapping[str, str]) -> date:
        read = {
            "day": _number(typed["day"]),
            "month": MONTHS.get(typed["month"].lower(), _number(typed["month"])),
            "year": _number(typed["year"]),
        }
        limits = {"day": (1, 31), "month": (1, 12), "year": (1000, 9999)}
        wrong = [part for part, number in read.items() if not limits[part][0] <= number <= limits[part][1]]
        if wrong == ["year"]:
            raise self.wrong("must have a year of four figures", parts=("year",))
        if wrong:
            raise self.wrong(f"must have a real {' and '.join(wrong)}", parts=tuple(wrong))
        try:
            return date(read["year"], read["month"], read["day"])
        except ValueError as unreal:
            raise self.wrong("must be a real day", parts=("day",)) from unreal


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1


# --- Choices ------------------------------------------------------------------------------------------------


class _Chosen(Asked):
    """A question with given answers. `hints` explains them; `reveals` names the fields one of them asks."""

    verb = "Select"

    def __init__(
        self,
        *,
        choices: Choices,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, tuple[str, ...]] | None = None,
        **given: Any,
    ) -> None:
        """Choices are pairs of value and words; hints and reveals go by value."""
        super().__init__(**given)
        self.choices, self.hints, self.reveals = list(choices), dict(hints or {}), dict(reveals or {})

    @property
    def values(self) -> set[str]:
        """What may be answered."""
        return {str(value) for value, _ in self.choices}


class ChoiceField(_Chosen):
    """One of several: radios up to seven, a select beyond, unless `as_radios` says otherwise."""

    empty_answer: Any = ""

    def __init__(
        self, *, as_radios: bool | None = None, inline: bool = False, blank: str = "Select one", **given: Any
    ) -> None:
        """`inline` sets two or three short radios beside each other; `blank` stands first in a select."""
        self.blank = blank
        radios = len(given["choices"]) <= 7 if as_radios is None else as_radios
        super().__init__(widget=forms.RadioSelect() if radios else forms.Select(), **given)
        if inline:
            self.widget.attrs["class"] = "govuk-radios--inline"

    def to_python(self, value: Any) -> str:
        """The value that was chosen."""
        text = str(value or "")
        if text and text not in self.values:
            raise ValidationError(f"Select one of the answers to “{self.label}”")
        return text


class ChoicesField(_Chosen):
    """Any of several."""

    empty_answer: Any = ()

    def __init__(self, **given: Any) -> None:
        """As boxes to tick."""
        super().__init__(widget=forms.CheckboxSelectMultiple(), **given)

    def to_python(self, value: Any) -> tuple[str, ...]:
        """The values that were ticked, in the order of the choices."""
        ticked = {str(each) for each in value or ()}
        if not ticked <= self.values:
            raise ValidationError(f"Select among the answers to “{self.label}”")
        return tuple(str(value) for value, _ in self.choices if str(value) in ticked)


class YesNoField(ChoiceField):
    """Yes or no, as True or False; None if it was left open."""

    empty_answer = None

    def __init__(self, *, yes: str = "Yes", no: str = "No", **given: Any) -> None:
        """The words may say more than yes and no."""
        inline = yes == "Yes" and no == "No" and not given.get("reveals")
        super().__init__(choices=[("yes", yes), ("no", no)], as_radios=True, inline=inline, **given)

    def to_python(self, value: Any) -> Any:
        """True, False or None."""
        return {"yes": True, "no": False}.get(super().to_python(value))

    def prepare_value(self, value: Any) -> Any:
        """The answer as the form sends it."""
        return {True: "yes", False: "no"}.get(value, value)


class ConfirmField(Asked):
    """One box that says "I confirm …"."""

    widget = forms.CheckboxInput
    empty_answer = False

    def to_python(self, value: Any) -> bool:
        """Whether it was ticked."""
        return bool(value) and str(value).lower() not in {"false", "off", "0"}

    def validate(self, value: Any) -> None:
        """It must be ticked, if it is required."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def _missing(self, label: str) -> str:
        return f"Tick the box to go on: {label}"


# --- Files and what is not asked ----------------------------------------------------------------------------


class FileField(forms.FileField):
    """A file, with the kinds that are taken."""

    empty_answer: Any = None
    widget = forms.FileInput

    def __init__(self, *, label: str, hint: str = "", accept: str = "", missing: str = "", **given: Any) -> None:
        """`accept` is a list of endings, such as ".csv,.xlsx"."""
        super().__init__(label=label, help_text=hint, **given)
        if accept:
            self.widget.attrs["accept"] = accept
        self.endings = tuple(accept.lower().split(",")) if accept else ()
        self.error_messages = self.error_messages | {
            "required": missing or f"Select {_in_a_sentence(label)}",
            "empty": "The file is empty. Select another one",
        }

    def to_python(self, data: Any) -> Any:
        """The file, if it is of a kind that is taken."""
        file = super().to_python(data)
        if file is not None and self.endings and not (file.name or "").lower().endswith(self.endings):
            kinds = " or ".join(ending.lstrip(".").upper() for ending in self.endings)
            raise ValidationError(f"The file must be a {kinds}")
        return file


class HiddenField(forms.CharField):
    """A value that the page carries along."""

    widget = forms.HiddenInput
    empty_answer = ""
