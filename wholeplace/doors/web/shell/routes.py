"""How a page is put on the map. There is no other way, and no page without saying who may open it."""

import contextlib
import functools
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.db import DataError, IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from wholeplace.doors.web.sessions import is_fresh
from wholeplace.doors.web.shell.once import claimed, kept, told_again
from wholeplace.doors.web.shell.pages import Reason, RefusedPage
from wholeplace.doors.web.shell.place import NoPlace
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.access.limits import GRAVEST
from wholeplace.ground.access.permissions import PUBLIC, SIGNED_IN, Permission
from wholeplace.ground.foundation.public_id import is_public_id
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.marking import scoped_kinds
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.once import KeyUsedOtherwise

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Page:
    """A page on the map: its address, its name, and who may open it."""

    address: str
    name: str
    needs: Permission | str
    view: View
    fresh: bool = False


PAGES: dict[str, Page] = {}
"""Every page by its name, for the sweep that tries them all."""


def page(
    address: str, view: View, *, name: str, needs: Permission | str, fresh: bool = False, once: bool = True
) -> URLPattern:
    """Put a page on the map. `needs` is a permission, PUBLIC or SIGNED_IN; `fresh` asks for the password once more.

    A page is fresh where a stranger at an unlocked desk must not get: the password was given in the last minutes, or is
    asked for on the way. One that needs a permission of the gravest is always fresh. What a form sends is done `once`,
    however often it is sent; not so where it says who somebody is now.
    """
    fresh = fresh or needs in GRAVEST
    if name in PAGES and PAGES[name].view is not view:
        raise ValueError(f"Two pages are called {name}.")
    PAGES[name] = Page(address=address, name=name, needs=needs, view=view, fresh=fresh)
    return path(address, _guarded(_done_once(view) if once else view, needs=needs, fresh=fresh), name=name)


def _guarded(view: View, *, needs: Permission | str, fresh: bool) -> View:
    @functools.wraps(view)
    def guarded(request: HttpRequest, **given: str) -> HttpResponseBase:
        actor = request.actor  # type: ignore[attr-defined]
        if needs != PUBLIC and not actor.is_signed_in:
            return redirect_to_login(request.get_full_path())
        try:
            if isinstance(needs, Permission):
                actor.must(needs)
            if fresh and not is_fresh(request):
                return redirect_to_login(request.get_full_path(), login_url=reverse("password-again"))
            # What a constraint of the database stops is taken back to here, so that the page can say so.
            with transaction.atomic() if request.method == "POST" else contextlib.nullcontext():
                return view(request, **given)
        except NoPlace:
            return redirect("front")
        except NotThere:
            return not_found(request)
        except NotAllowed as refused:
            return refused_page(request, refused, status=403)
        except Refused as refused:
            return refused_page(request, refused, status=422)
        except KeyUsedOtherwise:
            sentence = "You sent this form before, with other answers. Open it again, then send what is new."
            return stopped_page(request, "This was sent before", sentence, status=409)
        except IntegrityError:
            sentence = "What this rests on has changed since you opened the page. Open it again, then try again."
            return stopped_page(request, "Somebody was faster", sentence, status=409)
        except DataError:
            sentence = "Something is too long, or too large, to be kept. Go back, shorten it, then try again."
            return stopped_page(request, "This was refused", sentence, status=422)

    guarded.needs = needs  # type: ignore[attr-defined]
    return guarded


def _done_once(view: View) -> View:
    @functools.wraps(view)
    def once(request: HttpRequest, **given: str) -> HttpResponseBase:
        mine = claimed(request) if request.method == "POST" else None
        if mine is None:
            return view(request, **given)
        if mine.answer is not None:
            return told_again(mine.answer)
        response = view(request, **given)
        kept(response, of=mine, request=request)
        return response

    return once


def refused_page(request: HttpRequest, refused: Refused, *, status: int) -> HttpResponse:
    """The page that says what was refused, every reason with its source, and how to mend it."""
    title = "You may not do this" if status == 403 else "This was refused"
    reasons = (Reason(one.sentence, code=one.code, source=one.source) for one in refused.refusals)
    return _refused(request, title, *reasons, status=status)


def stopped_page(request: HttpRequest, title: str, sentence: str, *, status: int) -> HttpResponse:
    """The page that says what the database itself stopped, which no rule foresaw."""
    return _refused(request, title, Reason(sentence), status=status)


def _refused(request: HttpRequest, title: str, *reasons: Reason, status: int) -> HttpResponse:
    page = RefusedPage(title=title, what_happened="What you asked was not done.", reasons=reasons)
    return render(request, "refused.html", {"page": page}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not open to this reader: the two look alike, to those who may ask for an opening as well."""
    return render(request, "error.html", {"status": 404, "opening": _way_to_ask(request)}, status=404)


def _way_to_ask(request: HttpRequest) -> str:
    """Where to ask to open what this address is of: for whoever may ask, for every address of a record."""
    shown, actor = request.resolver_match, getattr(request, "actor", None)
    if actor is None or not actor.may(Permission.EMERGENCY_OPEN) or shown is None:
        return ""
    kind, reference = shown.url_name or "", str(shown.kwargs.get("reference", ""))
    may_be_opened = kind in scoped_kinds() and scoped_kinds()[kind].can_be_shared and is_public_id(reference)
    return f"{reverse('ask-to-open')}?of={kind}:{reference}" if may_be_opened else ""


__all__ = ["PAGES", "PUBLIC", "SIGNED_IN", "Page", "not_found", "page", "refused_page"]
