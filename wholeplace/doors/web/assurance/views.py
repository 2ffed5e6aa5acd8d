"""Showing the pack of assurance, as a page to print and as data."""

from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from wholeplace.across.assurance.pack import Pack, must_see, pack
from wholeplace.config.standing import faults_of_the_settings
from wholeplace.doors.web.assurance.pages import assurance_page
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.asking import here


def assurance(request: Asked) -> HttpResponse:
    """The pack as a page. Raises NotAllowed for who sees neither operations nor what is held about people."""
    return render(request, "record.html", {"page": assurance_page(_pack(request))})


def as_data(request: Asked) -> HttpResponse:
    """The same facts as a file for programs."""
    answer = JsonResponse(asdict(_pack(request)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="assurance.json"'
    return answer


def _pack(request: Asked) -> Pack:
    must_see(request.actor)
    to_mend = len(tuple(faults_of_the_settings()))
    return pack(within=here(request.actor), settings_to_mend=to_mend, seen_by=request.actor, on=request.today)
