"""How templates are drawn: the environment with its words, and what every header and footer need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from jinja2.runtime import Undefined
from jinja2.utils import missing

from wholeplace.doors.web.shell.drawing import asks_alone, drawn, error_summary, fields_of, has_errors
from wholeplace.doors.web.shell.pages import Reason, RefusedPage
from wholeplace.ground.foundation.refusal import Refusal

SERVICE_NAME = "Wholeplace"
NAVIGATION = {
    "home": "Home",
    "needs": "Needs",
    "plans": "Plans",
    "decisions": "Decisions",
    "money": "Money",
    "contracts": "Contracts",
    "results": "Results",
    "budgets": "Personal budgets",
}
PUBLIC_NAVIGATION = {"front": "Home", "areas": "Areas", "search": "Search"}
FOOTER = {
    "accessibility": "Accessibility statement",
    "privacy": "Privacy",
    "cookies": "Cookies",
    "open-source": "Open source",
    "help": "Help",
}
_THEIR_WORDS = {None, "caller", "undefined", "null", "params"}


class StrictForUs(ChainableUndefined):
    """A missing name is a fault, except inside the components' parameters, which are mappings with gaps."""

    def __new__(cls, hint: str | None = None, obj: Any = missing, name: str | None = None, *rest: Any) -> Any:
        """Choose how strict to be by what the name was looked up on."""
        theirs = name in _THEIR_WORDS if obj is missing else isinstance(obj, dict | Undefined)
        if not theirs:
            return StrictUndefined(hint, obj, name, *rest)
        return super().__new__(cls)


def environment(**options: Any) -> Environment:
    """The Jinja environment of the site."""
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], components])
    options |= {"autoescape": True, "undefined": StrictForUs, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options)
    made.globals |= {
        "url": url,
        "url_if": url_if,
        "static": static,
        "shell": Shell(),
        "fields_of": fields_of,
        "drawn": drawn,
        "asks_alone": asks_alone,
        "refused_page": refused_page,
        "error_summary": error_summary,
        "has_errors": has_errors,
    }
    made.filters |= {"day": day, "moment": moment, "money": money, "iso": iso, "paragraphs": paragraphs}
    return made


# --- Addresses ------------------------------------------------------------------------------------------------------


def url(name: str, *args: Any, query: dict[str, Any] | None = None, **kwargs: Any) -> str:
    """The address of a page by its name; `query` is added behind a question mark, without its empty parts."""
    path = reverse(name, args=args, kwargs=kwargs)
    asked = {key: value for key, value in (query or {}).items() if value not in (None, "", [])}
    return f"{path}?{urlencode(asked, doseq=True)}" if asked else path


def url_if(name: str, *args: Any, **kwargs: Any) -> str | None:
    """The address of a page, or None where this site does not have it."""
    try:
        return url(name, *args, **kwargs)
    except NoReverseMatch:
        return None


def refused_page(reasons: Iterable[Refusal]) -> RefusedPage:
    """A refusal of which no more is known than its reasons."""
    return RefusedPage(reasons=tuple(Reason.of(reason) for reason in reasons))


# --- Words for values -----------------------------------------------------------------------------------------------


def day(value: date | datetime | str | None) -> str:
    """A day as people write it: 3 March 2026."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime):
        value = _here(value)
    return f"{value.day} {value:%B %Y}"


def moment(value: date | datetime | str | None) -> str:
    """A day with its time, where there is one: 3 March 2026 at 2:05pm."""
    if not isinstance(value, datetime):
        return day(value)
    value = _here(value)
    hour = value.hour % 12 or 12
    return f"{day(value)} at {hour}:{value:%M}{'am' if value.hour < 12 else 'pm'}"


def iso(value: date | datetime | str | None) -> str:
    """A day or moment for machines, or nothing if it is only words."""
    return "" if value is None or isinstance(value, str) else value.isoformat()


def money(value: Any) -> str:
    """An amount as words. Money writes itself; a bare number is pounds."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"£{value:,.0f}"
    return str(value)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that somebody typed."""
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _here(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


# --- Header and footer ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NavigationItem:
    """One word of the navigation."""

    area: str
    text: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Shell:
    """What the header and the footer say."""

    service_name: str = SERVICE_NAME
    place_name: str = ""
    front_href: str = "/"
    is_signed_in: bool = False
    person_name: str = ""
    post_title: str = ""
    organisation_name: str = ""
    switch_href: str | None = None
    search_href: str | None = None
    search_words: str = ""
    help_href: str | None = None
    sign_in_href: str | None = None
    account_href: str | None = None
    sign_out_href: str | None = None
    navigation: tuple[NavigationItem, ...] = ()
    footer: tuple[NavigationItem, ...] = ()
    invented: bool = False


def shell(request: HttpRequest) -> dict[str, Shell]:
    """The context of every page: place, who one is acting as, search, help, navigation. Needs no actor."""
    actor = getattr(request, "actor", None)
    signed_in = bool(getattr(actor, "is_signed_in", False))
    place = getattr(request, "place_name", "") or getattr(actor, "partnership_name", "")
    made = Shell(
        place_name=place,
        front_href=url_if("home" if signed_in else "front") or "/",
        is_signed_in=signed_in,
        person_name=getattr(actor, "person_name", "") if signed_in else "",
        post_title=getattr(actor, "post_title", "") if signed_in else "",
        organisation_name=getattr(actor, "organisation_name", "") if signed_in else "",
        switch_href=url_if("acting-as") if signed_in else None,
        search_href=url_if("search"),
        search_words=request.GET.get("q", ""),
        help_href=url_if("help"),
        sign_in_href=None if signed_in else url_if("sign-in") or url_if("account_login"),
        account_href=url_if("account") if signed_in else None,
        sign_out_href=(url_if("sign-out") or url_if("account_logout")) if signed_in else None,
        navigation=tuple(_items(NAVIGATION if signed_in else PUBLIC_NAVIGATION, path=request.path)),
        footer=tuple(_items(FOOTER, path=request.path)),
        invented=bool(getattr(request, "invented", False)),
    )
    return {"shell": made}


def _items(words: dict[str, str], *, path: str) -> Iterable[NavigationItem]:
    for name, text in words.items():
        if href := url_if(name):
            here = path == href or (href != "/" and path.startswith(href.rstrip("/") + "/"))
            yield NavigationItem(name, text, href, current=here)
