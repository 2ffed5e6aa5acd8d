"""How log lines are written: as JSON, one a line, without anything that somebody typed.

A line holds the sentence that stands in the code, never what was filled into it; of an error its kind and the places
it went through, never its own words: those quote rows, addresses and answers. The id of the request leads to the trail,
which says who.
"""

import json
import logging
import time
from types import TracebackType
from typing import Any

from gunicorn.glogging import Logger

from wholeplace.ground.trail.request import request_id

FIELDS = "fields"
"""What a line of ours adds: `extra={FIELDS: {...}}`, of plain words and numbers that name nobody."""
PLACES = 12
"""How many places of an error are told, counted from where it was raised."""


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, where from, the sentence, the request, and what the line adds."""
        line: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{record.msecs:03.0f}Z",
            "level": record.levelname.lower(),
            "from": record.name,
            "says": _sentence(record),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line |= getattr(record, FIELDS, {})
        if record.exc_info and record.exc_info[0]:
            line |= error(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=lambda value: type(value).__name__)


def error(found: Any) -> dict[str, Any]:
    """An error in words that quote nothing: its kind, what caused it, and the places it went through."""
    kind, fault, trace = found
    causes: list[str] = []
    cause = fault
    while cause is not None and len(causes) < 5:
        causes.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return {"error": kind.__name__, "because_of": causes[1:], "at": _places(trace)}


def _sentence(record: logging.LogRecord) -> str:
    """The sentence as the code has it. A library's that has no gaps may have been filled in already: its place is told.

    Django itself puts the host name that somebody sent into such a sentence.
    """
    has_gaps = bool(record.args) or record.name.startswith("wholeplace.")
    return record.msg if isinstance(record.msg, str) and has_gaps else f"A line of {record.module}:{record.lineno}"


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('site-packages/')[2]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-PLACES:]


class ServerLog(Logger):  # type: ignore[misc]
    """The web server's own lines, in the same form: they would quote the address of a request that broke."""

    def setup(self, cfg: Any) -> None:
        """As the server has it, but for the form of the lines."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines())


def logging_settings(*, level: str) -> dict[str, Any]:
    """What Django is told: everything goes to the console in this form; a failed request is told by its own line."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "wholeplace.config.logs.Lines"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "lines"},
            "fault": {"class": "wholeplace.config.logs.KeptFault"},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "wholeplace": {"level": level},
            "django.request": {"handlers": ["fault"], "level": "ERROR", "propagate": False},
        },
    }


class KeptFault(logging.Handler):
    """Keeps the error of a request with the request, for the one line that will be written about it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        request = getattr(record, "request", None)
        if request is not None and record.exc_info and record.exc_info[0]:
            request.fault = record.exc_info
