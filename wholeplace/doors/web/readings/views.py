"""Showing who has looked at the most sensitive records of one's organisation."""

from django.http import HttpResponse
from django.shortcuts import render

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.readings.forms import ReadingsFilter
from wholeplace.doors.web.readings.pages import readings_page
from wholeplace.doors.web.shell.listing import csv_of, one_page, wants_csv
from wholeplace.ground.trail.readings import looks, who_has_looked
from wholeplace.together.sharing.queries import opening_cards, openings


def readings(request: Asked) -> HttpResponse:
    """Who has looked, newest first, at one record or at all of them; as a page or as a file."""
    filters = ReadingsFilter(request.GET)
    of = filters.answers().get("of") or None
    opened = opening_cards(rows=openings(seen_by=request.actor), seen_by=request.actor)
    rows = who_has_looked(of=of, seen_by=request.actor)
    if wants_csv(request):
        return csv_of(readings_page(looks(rows=rows), of=of, opened=opened, request=request), of=request)
    shown, pages = one_page(request, rows)
    page = readings_page(looks(rows=shown), of=of, opened=opened, request=request, filters=filters, pages=pages)
    return render(request, "list.html", {"page": page})
