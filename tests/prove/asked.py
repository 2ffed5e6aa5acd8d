"""Giving bad inputs to every field of every form, and looking at what becomes of them."""

import time

from django import forms as plain
from django.core.exceptions import ValidationError

from tests.prove.bad import Bad
from wholeplace.doors.web.shell.forms import WholeplaceForm

LONGEST_IN_SECONDS = 10.0


def every_form() -> list[type[WholeplaceForm]]:
    """Every form of the pages."""
    found, left = [], [WholeplaceForm]
    while left:
        for kind in left.pop().__subclasses__():
            left.append(kind)
            found.append(kind)
    return sorted(
        (one for one in found if one.__module__.startswith("wholeplace.")), key=lambda one: f"{one.__module__} {one}"
    )


def fault_of_field(name: str, field: plain.Field, bad: Bad) -> str:
    """What is wrong with how a field alone takes an input; nothing, when all is well."""
    given = field.widget.value_from_datadict(bad.of(name), {}, name)
    began = time.monotonic()
    try:
        field.clean(given)
    except ValidationError as refused:
        if bad.is_taken:
            return f"refused {_shown(bad)}: {refused.messages}"
        if not all(str(field.label).rstrip("?").lower() in one.lower() for one in refused.messages):
            return f"refused {_shown(bad)} without its name: {refused.messages}"
    else:
        if not bad.is_taken:
            return f"took {_shown(bad)}"
    return "slow" if time.monotonic() - began > LONGEST_IN_SECONDS else ""


def _shown(bad: Bad) -> str:
    return ascii("/".join(bad.sent))[:60]
