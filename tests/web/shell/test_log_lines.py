"""Log lines say what happened and where, and never what somebody typed."""

import json
import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from wholeplace.config.logs import FIELDS, KeptFault, Lines
from wholeplace.doors.web import requests


def line(**given) -> dict:
    """A record as it is written."""
    record = logging.LogRecord("wholeplace.x", logging.WARNING, __file__, 1, given.pop("msg"), given.pop("args", ()),
        given.pop("exc_info", None))  # fmt: skip
    record.__dict__ |= given
    return json.loads(Lines().format(record))


def caught(message: str):
    """An error with this message, as it is logged."""
    try:
        try:
            raise KeyError(message)
        except KeyError as fault:
            raise ValueError(message) from fault
    except ValueError as fault:
        return type(fault), fault, fault.__traceback__


def test_a_line_holds_the_sentence_and_not_what_was_filled_in():
    told = line(msg="Sign-in failed for %s.", args=("somebody@marlbridge.example",), **{FIELDS: {"page": "sign-in"}})
    assert (told["says"], told["page"], told["level"]) == ("Sign-in failed for %s.", "sign-in", "warning")
    assert "marlbridge" not in json.dumps(told)


def test_an_error_is_told_by_kind_and_places_without_its_words():
    told = line(msg="A request failed.", exc_info=caught("Key (email)=(somebody@marlbridge.example) exists"))
    assert (told["error"], told["because_of"]) == ("ValueError", ["KeyError"])
    assert told["at"][-1].endswith("caught")
    assert "somebody" not in json.dumps(told)


@pytest.mark.parametrize(
    "status,ms,told",
    [
        (200, 5, ("INFO", "A request was answered.")),
        (404, 5, ("INFO", "A request was answered.")),
        (200, 1500, ("WARNING", "A request was slow.")),
        (500, 5, ("ERROR", "A request failed.")),
    ],
)
def test_every_request_has_one_line(caplog, monkeypatch, status, ms, told):
    ticks = iter([0.0, ms / 1000])
    monkeypatch.setattr(requests.time, "perf_counter", lambda: next(ticks))
    request = RequestFactory().get("/needs/somebody@marlbridge.example?q=somebody")
    with caplog.at_level("INFO", "wholeplace.requests"):
        requests.with_a_line(lambda _: HttpResponse(status=status))(request)
    (record,) = caplog.records
    assert (record.levelname, record.msg) == told
    assert record.fields == {"method": "GET", "page": "no page", "status": status, "ms": ms}


def test_the_line_of_a_failed_request_tells_where_it_failed(caplog):
    request = RequestFactory().get("/")
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "%s", ("/",), caught("words"))
    record.request = request
    KeptFault().emit(record)
    requests.with_a_line(lambda _: HttpResponse(status=500))(request)
    assert caplog.records[-1].fields["error"] == "ValueError"


def test_a_librarys_sentence_that_may_be_filled_in_already_is_told_by_its_place():
    told = line(msg="Invalid HTTP_HOST header: 'somebody.test'.", name="django.security.DisallowedHost")
    assert told["says"] == "A line of test_log_lines:1"
