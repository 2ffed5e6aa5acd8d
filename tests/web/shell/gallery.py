"""Draws every template with the invented words, as whole pages that a browser can open."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.web.shell import samples


@dataclass(frozen=True)
class Somebody:
    """Who is signed in."""

    is_signed_in: bool = True
    person_name: str = "Priya Shah"
    organisation_name: str = "Northmoor Council"
    post_title: str = "Joint commissioning manager"
    partnership_name: str = "Northmoor"


def draw(template: str, context: dict[str, Any], *, path: str = "/contracts/7", signed_in: bool = True) -> str:
    """One page."""
    request = RequestFactory().get(path)
    request.actor = Somebody() if signed_in else Somebody(is_signed_in=False)  # type: ignore[attr-defined]
    return render_to_string(template, context, request)


def gallery() -> dict[str, str]:
    """Every page by its name."""
    return {
        "record": draw("record.html", {"page": samples.RECORD}),
        "list": draw("list.html", {"page": samples.LIST}, path="/contracts"),
        "list-empty": draw("list.html", {"page": samples.EMPTY_LIST}, path="/money"),
        "form": draw("form.html", {"page": samples.FORM, "form": samples.ExampleForm()}, path="/plans/new"),
        "form-errors": draw(
            "form.html", {"page": samples.FORM, "form": samples.ExampleForm(samples.TYPED)}, path="/plans/new"
        ),
        "question": draw("form.html", {"page": samples.QUESTION, "form": samples.ReasonForm()}, path="/needs/1"),
        "confirm": draw("confirm.html", {"page": samples.CONFIRM}, path="/plans/new"),
        "refused": draw("refused.html", {"page": samples.REFUSED}),
        "home": draw("home.html", {"page": samples.HOME}, path="/home"),
        "not-found": draw("404.html", {}, path="/nowhere", signed_in=False),
        "our-fault": render_to_string("500.html"),
        "away": render_to_string("error.html", {"status": 503}),
    }
