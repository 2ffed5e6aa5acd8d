"""Problem documents: what went wrong and how to mend it, as RFC 9457 describes them."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from ninja import Schema

from wholeplace.ground.foundation.refusal import Refusal


class Reason(Schema):
    """One reason for a refusal."""

    code: str
    source: str
    sentence: str


class Field(Schema):
    """One field that could not be read."""

    field: str
    sentence: str


class Problem(Schema):
    """What went wrong, in words that a person can act on."""

    title: str
    status: int
    detail: str = ""
    reasons: list[Reason] = []
    fields: list[Field] = []


def problem(
    status: int,
    title: str,
    *,
    detail: str = "",
    refusals: Sequence[Refusal] = (),
    fields: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """A problem document as an answer."""
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if detail:
        body["detail"] = detail
    if refusals:
        body["reasons"] = [{"code": r.code, "source": r.source, "sentence": r.sentence} for r in refusals]
    if fields:
        body["fields"] = [{"field": name, "sentence": sentence} for name, sentence in fields]
    return HttpResponse(json.dumps(body), status=status, content_type="application/problem+json")
