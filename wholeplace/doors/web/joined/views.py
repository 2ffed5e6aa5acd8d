"""Showing several rooms at once."""

from django.http import HttpResponse
from django.shortcuts import render

from wholeplace.across.search.find import find
from wholeplace.across.thread.gaps import gaps
from wholeplace.across.thread.walk import thread
from wholeplace.doors.web.joined.pages import gaps_page, search_page, thread_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.ground.foundation.ref import Malformed, Ref
from wholeplace.ground.records.scope import NotThere


def whole_thread(request: Asked, reference: str) -> HttpResponse:
    """The whole thread through one record, stop by stop."""
    try:
        ref = Ref.parse(reference)
    except Malformed:
        raise NotThere("record") from None
    return render(request, "thread.html", {"page": thread_page(thread(of=ref, seen_by=request.actor))})


def not_linked(request: Asked) -> HttpResponse:
    """What is not linked: money with no outcome, needs that nothing addresses."""
    page = gaps_page(gaps(seen_by=request.actor), chosen=request.GET.get("gap", ""))
    return render(request, "list.html", {"page": page})


def search(request: Asked) -> HttpResponse:
    """Everything the reader may see that holds these words."""
    words = " ".join(request.GET.get("q", "").split())[:200]
    results = find(words=words, seen_by=request.actor) if words else ()
    return render(request, "list.html", {"page": search_page(results, words=words)})
