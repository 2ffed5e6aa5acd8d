"""Reading requests for information: one with what belongs to it, the register, what is due, answers, what went out."""

from wholeplace.together.requests.queries.answering import (
    DisclosureCard,
    Draft,
    HeldCard,
    HeldLine,
    disclosure,
    disclosure_cards,
    disclosures,
    draft,
    held_record,
)
from wholeplace.together.requests.queries.register import (
    ClarificationLine,
    RequestCard,
    RequestLine,
    answered_in_time,
    due_requests,
    lines,
    register,
    request,
    waiting_for_a_second,
)

__all__ = [
    "ClarificationLine",
    "DisclosureCard",
    "Draft",
    "HeldCard",
    "HeldLine",
    "RequestCard",
    "RequestLine",
    "answered_in_time",
    "disclosure",
    "disclosure_cards",
    "disclosures",
    "draft",
    "due_requests",
    "held_record",
    "lines",
    "register",
    "request",
    "waiting_for_a_second",
]
