"""Problem documents: what went wrong and how to mend it, as RFC 9457 describes them."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from pydantic import BaseModel

from wholeplace.ground.foundation.refusal import Refusal

MEDIA_TYPE = "application/problem+json"


class Unusable(Exception):
    """Something asked for in the address that cannot be used, with a sentence that says how to mend it."""

    def __init__(self, field: str, sentence: str) -> None:
        """Keep where it stands and what to do."""
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


class Reason(BaseModel):
    """One reason for a refusal."""

    code: str
    source: str
    sentence: str


class FieldFault(BaseModel):
    """One field that could not be read."""

    field: str
    sentence: str


class Problem(BaseModel):
    """What went wrong, in words that a person can act on."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    reasons: list[Reason] = []
    fields: list[FieldFault] = []


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
    response = HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response
