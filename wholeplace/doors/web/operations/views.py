"""Showing whoever looks after the site how it stands."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from wholeplace.config.standing import faults
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.operations.pages import operations_page
from wholeplace.doors.web.operations.state import state_now
from wholeplace.ground.trail import operating


def operations(request: Asked) -> HttpResponse:
    """Whether everything is as it should be; then the figures behind the answer."""
    page = operations_page(
        standing=faults(in_production=not settings.DEVELOPMENT),
        state=state_now(seen_by=request.actor),
        jobs=operating.jobs(seen_by=request.actor),
        setbacks=operating.setbacks(seen_by=request.actor),
        refused=operating.refused(seen_by=request.actor),
    )
    return render(request, "home.html", {"page": page})
