"""Which request is being answered: an id that events, log lines and the answer itself carry, so that they are found
together."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered; empty outside one."""
