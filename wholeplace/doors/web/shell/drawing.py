"""How a form is drawn: any Django form, ours or a library's, as what the Design System's components take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

Params = dict[str, Any]
PARTS_OF_A_DAY = (("day", "Day", 2), ("month", "Month", 2), ("year", "Year", 4))


@dataclass(frozen=True)
class Drawn:
    """One field: which component draws it, with which parameters, and the fields each choice reveals."""

    kind: str
    params: Params
    reveals: dict[str, tuple[Drawn, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under a heading if they have one."""

    title: str | None
    fields: tuple[Drawn, ...]


class DateParts(forms.Widget):
    """A day typed as three fields: what was typed stays as three texts."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str, str]:
        """The three texts."""
        day, month, year = (str(data.get(f"{name}-{part}") or "").strip() for part, *_ in PARTS_OF_A_DAY)
        return day, month, year

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether none of the three was sent."""
        return all(f"{name}-{part}" not in data for part, *_ in PARTS_OF_A_DAY)

    def id_for_label(self, id_: str) -> str:
        """The label of the whole points to the day."""
        return f"{id_}-day" if id_ else id_


# --- What a template asks -------------------------------------------------------------------------------------------


def fields_of(form: forms.BaseForm) -> tuple[Group, ...]:
    """Every visible field of a form, grouped as the form says, and each ready to be drawn."""
    shown = form.fields.keys() - _revealed(form)
    groups = getattr(form, "groups", None) or ((None, tuple(form.fields)),)
    return tuple(Group(title, tuple(drawn(form, name) for name in names if name in shown)) for title, names in groups)


def has_errors(form: forms.BaseForm | None) -> bool:
    """Whether a form came back with something to mend."""
    return form is not None and form.is_bound and bool(form.errors)


def error_summary(form: forms.BaseForm) -> list[Params]:
    """What must be mended, in the order of the fields, each leading to its input."""
    whole = [{"text": str(error)} for error in form.non_field_errors()]
    ours = [
        {"text": str(error), "href": f"#{_first_input(form[name])}"}
        for name in form.fields
        for error in form.errors.get(name, ())
    ]
    return whole + ours


def drawn(form: forms.BaseForm, name: str) -> Drawn:
    """One field of a form, ready to be drawn."""
    bound = form[name]
    kind, draw = _how(bound)
    reveals = {
        choice: tuple(drawn(form, revealed) for revealed in names)
        for choice, names in getattr(bound.field, "reveals", {}).items()
    }
    return Drawn(kind, _shared(bound) | draw(bound), reveals)


def _revealed(form: forms.BaseForm) -> set[str]:
    """The fields that stand under a choice of another field."""
    choices = (getattr(field, "reveals", {}) for field in form.fields.values())
    return {name for reveals in choices for names in reveals.values() for name in names}


# --- Which component ------------------------------------------------------------------------------------------------


def _how(bound: BoundField) -> tuple[str, Callable[[BoundField], Params]]:
    for widget, kind, draw in _KINDS:
        if isinstance(bound.field.widget, widget):
            counted = kind == "textarea" and getattr(bound.field, "max_length", None)
            return ("counted" if counted else kind), draw
    return "input", _input


def _first_input(bound: BoundField) -> str:
    if isinstance(bound.field.widget, DateParts):
        return f"{bound.auto_id}-{_wrong_parts(bound)[0]}"
    return bound.auto_id


# --- What all of them share -----------------------------------------------------------------------------------------


def _shared(bound: BoundField) -> Params:
    widget, field = bound.field.widget, bound.field
    params: Params = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "classes": widget.attrs.get("class", ""),
        "attributes": {key: value for key, value in widget.attrs.items() if key in _ATTRIBUTES_KEPT},
        "disabled": field.disabled,
    }
    if bound.errors:
        params["errorMessage"] = {"text": str(bound.errors[0])}
    if bound.help_text:
        params["hint"] = {"text": str(bound.help_text)}
    for key in ("autocomplete", "inputmode", "spellcheck"):
        if key in widget.attrs:
            params[key] = widget.attrs[key]
    return params


_ATTRIBUTES_KEPT = {"accept", "lang", "maxlength", "min", "max", "step", "placeholder"}


def _name(bound: BoundField) -> str:
    optional = not bound.field.required and getattr(bound.form, "says_optional", True)
    return f"{bound.label} (optional)" if optional else str(bound.label)


def _label(bound: BoundField) -> Params:
    size, alone = ("l", True) if _asks_alone(bound) else ("s", False)
    return {"label": {"text": _name(bound), "classes": f"govuk-label--{size}", "isPageHeading": alone}}


def _legend(bound: BoundField) -> Params:
    size, alone = ("l", True) if _asks_alone(bound) else ("s", False)
    legend = {"text": _name(bound), "classes": f"govuk-fieldset__legend--{size}", "isPageHeading": alone}
    return {"fieldset": {"legend": legend}}


def _asks_alone(bound: BoundField) -> bool:
    """Whether this question is the heading of its page."""
    if not asks_alone(bound.form):
        return False
    asked = [field.name for field in bound.form.visible_fields() if field.name not in _revealed(bound.form)]
    return asked[0] == bound.name


def asks_alone(form: forms.BaseForm) -> bool:
    """Whether the one question of a form is the heading of its page."""
    return getattr(form, "one_question", False)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


# --- One by one -----------------------------------------------------------------------------------------------------


def _input(bound: BoundField) -> Params:
    widget, field = bound.field.widget, bound.field
    params = _label(bound) | {"type": getattr(widget, "input_type", "text"), "value": _shown(bound)}
    if isinstance(field, forms.IntegerField):  # Django's other numbers are kinds of it
        params |= {"type": "text", "inputmode": _keyboard(field), "spellcheck": False}
    if isinstance(field, forms.EmailField):
        params |= {"spellcheck": False}
    for key in ("prefix", "suffix"):
        if words := getattr(field, key, None):
            params[key] = {"text": words}
    return params


def _keyboard(field: forms.IntegerField) -> str:
    return "decimal" if isinstance(field, forms.DecimalField | forms.FloatField) else "numeric"


def _shown(bound: BoundField) -> str:
    """What stands in the input: the very text that was typed, or the stored value as one would type it."""
    value = bound.value()
    if isinstance(value, str):
        return value
    return _text(bound.field.prepare_value(value))


def _password(bound: BoundField) -> Params:
    return _label(bound)


def _textarea(bound: BoundField) -> Params:
    rows = bound.field.widget.attrs.get("rows", 5)
    params = _label(bound) | {"value": _shown(bound), "rows": str(rows)}
    if longest := getattr(bound.field, "max_length", None):
        params |= {"maxlength": str(longest), "threshold": "50", "attributes": {}}
    return params


def _select(bound: BoundField) -> Params:
    chosen, choices = _chosen(bound), list(_choices(bound))
    if all(value for value, _ in choices):
        choices.insert(0, ("", getattr(bound.field, "blank", "Select one")))
    items = [{"value": value, "text": text, "selected": value in chosen} for value, text in choices]
    return _label(bound) | {"items": items}


def _radios(bound: BoundField) -> Params:
    return _legend(bound) | {"idPrefix": bound.auto_id, "items": _ticked(bound)}


def _checkbox(bound: BoundField) -> Params:
    """One box to tick, which is its own label."""
    item = {"value": "on", "text": str(bound.label), "checked": bool(bound.value())}
    hint = {"hint": {"text": str(bound.help_text)}} if bound.help_text else {}
    return {"idPrefix": bound.auto_id, "items": [item | hint], "hint": None}


def _ticked(bound: BoundField) -> list[Params]:
    chosen, hints = _chosen(bound), getattr(bound.field, "hints", {})
    return [
        {"value": value, "text": text, "checked": value in chosen}
        | ({"hint": {"text": hints[value]}} if value in hints else {})
        for value, text in _choices(bound)
        if value
    ]


def _choices(bound: BoundField) -> Iterator[tuple[str, str]]:
    """Each choice with its value and its words; choices in groups one after the other."""
    for value, text in bound.field.choices:  # type: ignore[attr-defined]
        if isinstance(text, list | tuple):
            yield from ((_text(inner), str(words)) for inner, words in text)
        else:
            yield _text(value), str(text)


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    values = value if isinstance(value, list | tuple | set | frozenset) else [value]
    return {_text(bound.field.prepare_value(each)) for each in values}


def _date(bound: BoundField) -> Params:
    value = bound.value()
    typed = value if isinstance(value, tuple) else _parts_of(value)
    wrong = _wrong_parts(bound) if bound.errors else ()
    items = [
        {
            "id": f"{bound.auto_id}-{part}",
            "name": part,
            "label": words,
            "value": text,
            "classes": f"govuk-input--width-{width}" + (" govuk-input--error" if part in wrong else ""),
        }
        for (part, words, width), text in zip(PARTS_OF_A_DAY, typed, strict=True)
    ]
    return _legend(bound) | {"namePrefix": bound.html_name, "items": items}


def _parts_of(value: Any) -> tuple[str, str, str]:
    return (str(value.day), str(value.month), str(value.year)) if value else ("", "", "")


def _wrong_parts(bound: BoundField) -> tuple[str, ...]:
    """The parts of a day that an error is about: those it names, or all three."""
    everything = tuple(part for part, *_ in PARTS_OF_A_DAY)
    named = (getattr(error, "params", None) or {} for error in bound.errors.as_data())
    parts = tuple(part for each in named for part in each.get("parts", ()))
    return parts or everything


def _file(bound: BoundField) -> Params:
    return _label(bound) | {"multiple": bool(bound.field.widget.attrs.get("multiple")), "javascript": True}


def _hidden(bound: BoundField) -> Params:
    return {"value": _shown(bound)}


_KINDS: tuple[tuple[type[forms.Widget], str, Callable[[BoundField], Params]], ...] = (
    (forms.HiddenInput, "hidden", _hidden),
    (DateParts, "date", _date),
    (forms.CheckboxSelectMultiple, "checkboxes", _radios),
    (forms.CheckboxInput, "checkboxes", _checkbox),
    (forms.RadioSelect, "radios", _radios),
    (forms.Select, "select", _select),
    (forms.Textarea, "textarea", _textarea),
    (forms.FileInput, "file", _file),
    (forms.PasswordInput, "password", _password),
)
