"""A way in that nobody declared answers as if it were not there, and is found."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from ninja import Router

from tests.factories.worlds import World
from tests.prove.declared import doors, is_declared
from tests.prove.net.crawl import body_of
from tests.prove.test_web import signed_in
from wholeplace.config.urls import handler404, handler500
from wholeplace.config.urls import urlpatterns as those_of_the_site
from wholeplace.doors.api import operations
from wholeplace.doors.api.interface import Interface, undeclared
from wholeplace.doors.cli.declared import refusal
from wholeplace.doors.clock.jobs import Job
from wholeplace.ground.access.permissions import PUBLIC

__all__ = ["handler404", "handler500"]
pytestmark = pytest.mark.django_db


def planted(request: HttpRequest, **_: str) -> HttpResponse:
    """A page, or an operation, that somebody put on the map by a way of their own."""
    return HttpResponse("It was served.")


router = Router()
router.get("/undeclared")(lambda request: {"it": "was served"})
router.get("/declared", auth=operations.Gate(PUBLIC))(lambda request: {"it": "was served"})
another = Interface(title="Planted", urls_namespace="planted", auth=undeclared, openapi_url="", docs_url=None)
another.add_router("", router)
urlpatterns = [*those_of_the_site, path("planted", planted), path("planted-api/", another.urls)]

with_planted = override_settings(ROOT_URLCONF=__name__)


@with_planted
def test_a_page_that_nobody_declared_is_not_there_for_anybody(city: World, monkeypatch: pytest.MonkeyPatch):
    browsers = (Client(), signed_in(city, "commissioner"))
    there = [one.get("/planted") for one in browsers]
    gone = [one.get("/zzzzzzzzzzzz") for one in browsers]
    assert [one.status_code for one in there] == [404, 404]
    assert [body_of(one) for one in there] == [body_of(one) for one in gone]
    monkeypatch.setattr(planted, "needs", PUBLIC, raising=False)
    assert [one.get("/planted").status_code for one in browsers] == [200, 200]


@with_planted
def test_an_operation_that_nobody_declared_is_not_there_for_anybody(city: World):
    for one in (Client(), signed_in(city, "commissioner")):
        assert one.get("/planted-api/undeclared").status_code == 404
        assert one.get("/planted-api/declared").status_code == 200


@with_planted
def test_a_page_that_nobody_declared_is_found():
    assert {door.address for door in doors() if not is_declared(door.needs)} == {"/planted"}


def test_a_command_that_nobody_declared_is_not_run():
    assert refusal(["shell"], in_development=True) == ""
    assert [bool(refusal([name])) for name in ("shell", "dumpdata", "changepassword", "--settings=mine")] == [True] * 4
    assert [refusal(words) for words in ([], ["help"], ["check_site", "--production"])] == [""] * 3


def test_a_job_cannot_be_put_on_the_table_without_saying_who_may_ask_for_it():
    with pytest.raises(TypeError, match="needs"):
        Job(lambda **_: None)  # type: ignore[call-arg]
