"""How many failed passwords are taken from one network address, whichever accounts they were for.

Each account is closed to a network that failed ten times; this closes the sign-in to one that tries many accounts.
"""

from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone

FROM_ONE_ADDRESS = 50
WITHIN = timedelta(minutes=15)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Of what is said of it on the way, only the words of our own proxies count.

    Each proxy adds, at the end, the address that spoke to it; with two proxies the second from the end is the one that
    the outer of them saw. Whatever stands before was written by the sender.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXIES:
        return nearest
    handed_on = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    return handed_on[-settings.PROXIES] if len(handed_on) >= settings.PROXIES else nearest


def too_many_from_here(request: HttpRequest) -> bool:
    """Whether this network failed so often lately that no password of it is looked at."""
    lately = AccessAttempt.objects.filter(
        ip_address=address_of(request), attempt_time__gt=timezone.now() - WITHIN
    ).aggregate(failed=Sum("failures_since_start"))
    return (lately["failed"] or 0) >= FROM_ONE_ADDRESS


def a_password_failed(request: HttpRequest) -> bool:
    """Whether a wrong password came with this request, and was counted."""
    return getattr(request, "axes_failures_since_start", None) is not None
