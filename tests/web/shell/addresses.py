"""Addresses with the names that the shell looks for, and nothing behind them."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    """An empty answer."""
    return HttpResponse()


NAMES = {
    "front": "",
    "home": "home",
    "needs": "needs",
    "plans": "plans",
    "decisions": "decisions",
    "money": "money",
    "contracts": "contracts",
    "results": "results",
    "budgets": "budgets",
    "areas": "areas",
    "search": "search",
    "help": "help",
    "sign-in": "sign-in",
    "sign-out": "sign-out",
    "acting-as": "acting-as",
    "privacy": "privacy",
    "accessibility": "accessibility",
    "cookies": "cookies",
    "open-source": "open-source",
}
urlpatterns = [path(address, nothing, name=name) for name, address in NAMES.items()]
