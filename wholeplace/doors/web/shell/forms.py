"""What pages ask, and how answers are read: as Money, days and numbers, or as a sentence on what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import Jinja2, TemplatesSetting
from django.template.exceptions import TemplateDoesNotExist
from django.urls import Resolver404, resolve

from wholeplace.doors.web.shell.drawing import PARTS_OF_A_DAY, DateParts, Drawn, drawn
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation import parse
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Malformed, Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.foundation.unreadable import Unreadable

Choices = Sequence[tuple[str, str]]
NOTHING = Money(0)


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

    def offer(self, **choices: Choices) -> None:
        """Give fields the answers that this reader may choose from."""
        for name, pairs in choices.items():
            field = self.fields[name]
            assert isinstance(field, _Chosen), name
            field.choices = list(pairs)

    def refuse(self, refused: Refused) -> None:
        """Make an error of each reason why the answers were refused."""
        for refusal in refused.refusals:
            self.add_error(None, ValidationError(refusal.sentence, code=refusal.code))

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """What is refused inside becomes this form's errors. Who may not do it at all gets a page that says so."""
        try:
            yield
        except NotAllowed:
            raise
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

    @property
    def cleared(self) -> str | None:
        """The query that asks for the same list with nothing narrowed; None where nothing is."""
        kept = {name for name, field in self.fields.items() if isinstance(field, HiddenField)}
        answers = self.answers()
        if not answers.keys() - kept:
            return None
        return "?" + urlencode({name: answers[name] for name in kept if name in answers})


# --- What all fields share ------------------------------------------------------------------------------------------


class Asked(forms.Field):
    """A question: its label, a hint, and the sentence that says what is missing when it is left empty."""

    empty_answer: Any = None
    verb = "Enter"

    def __init__(self, *, label: str, hint: str = "", missing: str = "", **given: Any) -> None:
        """Take `hint` for `help_text`; make the sentence for an empty answer out of the label."""
        attrs = {key: given.pop(key) for key in ("autocomplete", "inputmode", "spellcheck") if key in given}
        super().__init__(label=label, help_text=hint, **given)
        self.widget.attrs |= attrs
        self.error_messages = self.error_messages | {"required": missing or self._missing(label)}

    def _missing(self, label: str) -> str:
        if label.endswith("?"):
            return f"Answer “{label}”"
        return f"{self.verb} {_in_a_sentence(label)}."

    def wrong(self, sentence: str, **params: Any) -> ValidationError:
        """An error of this field: its name, and the sentence that says what to enter instead."""
        label = str(self.label)
        words = f"{label} {sentence}" if label.endswith("?") else f"{label}: {_in_a_sentence(sentence)}"
        if params:  # Django then takes a sign of percent for a gap to fill.
            words = words.replace("%", "%%")
        return ValidationError(words, code="invalid", params=params)


def _in_a_sentence(words: str) -> str:
    """Words that follow others: small at the start, unless they begin with an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


class _Typed(Asked):
    """Text that must be read as something."""

    widget: type[forms.Widget] = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """What the text says, or an error that says what to enter instead."""
        text = str(value or "").strip()
        if not text:
            return self.empty_answer
        try:
            return self.read(text)
        except Unreadable as unreadable:
            raise self.wrong(unreadable.sentence) from unreadable

    def read(self, text: str) -> Any:
        """Read the text. Raises Unreadable."""
        raise NotImplementedError


# --- Words ----------------------------------------------------------------------------------------------------------


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
        """The line, without anything hidden in it."""
        return parse.single_line(text, at_most=self.longest)


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
        return parse.email_address(text)


class PasswordField(Asked):
    """A password, which can be shown while it is typed."""

    widget = forms.PasswordInput
    empty_answer = ""

    def __init__(self, **given: Any) -> None:
        """By default the password that the person already has."""
        given.setdefault("autocomplete", "current-password")
        super().__init__(**given)


class TextField(_Typed):
    """A few paragraphs, counted against their limit while they are typed."""

    widget = forms.Textarea
    empty_answer = ""

    def __init__(self, *, max_length: int | None = None, rows: int = 5, **given: Any) -> None:
        """Without `max_length` nothing is counted, and ten thousand characters are taken."""
        super().__init__(**given)
        self.max_length = max_length
        self.widget.attrs["rows"] = rows

    def read(self, text: str) -> str:
        """The text, with plain line ends."""
        return parse.multi_line(text, at_most=self.max_length or 10_000)


class RecordField(_Typed):
    """A record by its reference, or by the address of its page. It says nothing of whether there is one."""

    empty_answer = None

    def read(self, text: str) -> Ref:
        """The reference."""
        line = parse.single_line(text, at_most=250)
        try:
            return _of_an_address(line) if "/" in line else Ref.parse(line)
        except (Malformed, Resolver404):
            raise Unreadable(
                "Enter a reference such as need:7k3q9x2m4p5r, or the address of the record's page."
            ) from None


def _of_an_address(line: str) -> Ref:
    shown = resolve(urlsplit(line).path)
    return Ref(kind=shown.url_name or "", public_id=str(shown.kwargs.get("reference", "")))


# --- Figures --------------------------------------------------------------------------------------------------------


class MoneyField(_Typed):
    """An amount in pounds and pence."""

    prefix = "£"

    def __init__(
        self,
        *,
        at_least: Money | None = NOTHING,
        at_most: Money | None = None,
        **given: Any,
    ) -> None:
        """Both ends belong to what is allowed; `at_least=None` lets an amount be below nought."""
        given.setdefault("inputmode", "decimal")
        given.setdefault("spellcheck", False)
        super().__init__(**given)
        self.widget.attrs["class"] = "govuk-input--width-10"
        self.at_least, self.at_most = at_least, at_most

    def read(self, text: str) -> Money:
        """The amount."""
        return parse.money(text, at_least=self.at_least, at_most=self.at_most)

    def prepare_value(self, value: Any) -> Any:
        """An amount as somebody would type it."""
        return str(value).replace("£", "") if isinstance(value, Money) else value


class WholeNumberField(_Typed):
    """A whole number, with the thing that it counts behind it."""

    def __init__(self, *, at_least: int | None = 0, at_most: int | None = None, suffix: str = "", **given: Any) -> None:
        """Both ends belong to what is allowed."""
        given.setdefault("inputmode", "numeric")
        given.setdefault("spellcheck", False)
        super().__init__(**given)
        self.widget.attrs["class"] = "govuk-input--width-5"
        self.at_least, self.at_most, self.suffix = at_least, at_most, suffix

    def read(self, text: str) -> int:
        """The number."""
        return parse.whole_number(text, at_least=self.at_least, at_most=self.at_most)


class PercentField(_Typed):
    """A percentage, with up to two decimal places: 12.5 for 12.5%."""

    suffix = "%"

    def __init__(
        self, *, at_least: Decimal | None = Decimal(0), at_most: Decimal | None = Decimal(100), **given: Any
    ) -> None:
        """From none to all, unless said otherwise."""
        given.setdefault("inputmode", "decimal")
        given.setdefault("spellcheck", False)
        super().__init__(**given)
        self.widget.attrs["class"] = "govuk-input--width-5"
        self.at_least, self.at_most = at_least, at_most

    def read(self, text: str) -> Decimal:
        """The percentage."""
        return parse.percentage(text, at_least=self.at_least, at_most=self.at_most)


class FigureField(_Typed):
    """A figure of a measure, with up to four decimal places."""

    def __init__(self, *, at_least: Decimal | None = None, at_most: Decimal | None = None, **given: Any) -> None:
        """Both ends belong to what is allowed."""
        given.setdefault("inputmode", "decimal")
        given.setdefault("spellcheck", False)
        super().__init__(**given)
        self.widget.attrs["class"] = "govuk-input--width-10"
        self.at_least, self.at_most = at_least, at_most

    def read(self, text: str) -> Decimal:
        """The figure."""
        return parse.decimal_number(text, places=4, at_least=self.at_least, at_most=self.at_most)


# --- Days -----------------------------------------------------------------------------------------------------------


class DateField(Asked):
    """A day, typed as day, month and year. The month may be a word."""

    widget = DateParts

    def __init__(self, *, first_year: int = 1900, last_year: int = 2100, **given: Any) -> None:
        """Both years belong to what is allowed. There is an example unless there is another hint."""
        given.setdefault("hint", f"For example, 31 3 {min(2027, last_year)}")
        super().__init__(**given)
        self.first_year, self.last_year = first_year, last_year

    def clean(self, value: Any) -> date | None:
        """The day, or an error that names the part which is wrong."""
        day, month, year = value or ("", "", "")
        typed = {"day": day, "month": month, "year": year}
        if not any(typed.values()):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if missing := [part for part, text in typed.items() if not text]:
            raise self.wrong(f"Enter the {' and the '.join(missing)} as well.", parts=tuple(missing))
        whole = {"day": "1", "month": "1", "year": str(self.first_year)}
        if wrong := [part for part, text in typed.items() if self._why_not(whole | {part: text})]:
            raise self.wrong(self._instead_of(wrong), parts=tuple(wrong))
        if reason := self._why_not(typed):
            raise self.wrong(reason, parts=("day",))
        return self._read(typed)

    def _instead_of(self, wrong: Sequence[str]) -> str:
        if list(wrong) == ["year"]:
            return f"Enter a year of four figures, from {self.first_year} to {self.last_year}."
        return f"Enter a real {' and '.join(wrong)}."

    def _why_not(self, parts: Mapping[str, str]) -> str | None:
        try:
            self._read(parts)
        except Unreadable as unreadable:
            return unreadable.sentence
        return None

    def _read(self, parts: Mapping[str, str]) -> date:
        between = "/" if parts["month"].isdigit() else " "
        text = between.join(parts[part] for part, *_ in PARTS_OF_A_DAY)
        return parse.day(text, first_year=self.first_year, last_year=self.last_year)


# --- Choices --------------------------------------------------------------------------------------------------------


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
            raise self.wrong("Select one of the answers.")
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
            raise self.wrong("Select among the answers.")
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
        return f"Tick the box to go on: {label}."


# --- Files and what is not asked ------------------------------------------------------------------------------------


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
            "required": missing or f"Select {_in_a_sentence(label)}.",
            "empty": "The file is empty. Select another one.",
        }

    def to_python(self, data: Any) -> Any:
        """The file, if it is of a kind that is taken."""
        file = super().to_python(data)
        if file is not None and self.endings and not (file.name or "").lower().endswith(self.endings):
            kinds = " or ".join(ending.lstrip(".").upper() for ending in self.endings)
            raise ValidationError(f"Select a file of the kind {kinds}.")
        return file


class HiddenField(forms.CharField):
    """A value that the page carries along."""

    widget = forms.HiddenInput
    empty_answer = ""
