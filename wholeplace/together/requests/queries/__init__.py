"""Reading requests for information: one with what belongs to it, the register, what is due, how many came in time."""

from wholeplace.together.requests.queries.register import (
    ClarificationLine,
    RequestCard,
    RequestLine,
    due_requests,
    lines,
    register,
    request,
)

__all__ = ["ClarificationLine", "RequestCard", "RequestLine", "due_requests", "lines", "register", "request"]
