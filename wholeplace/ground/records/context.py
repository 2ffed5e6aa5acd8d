"""Who a transaction reads and writes for, told to the database and signed, so that nothing else can say so.

Source of the design: the context is bound to the database connection's own process and to the transaction, so it
cannot be forged by a query, carried to another connection, or left behind for the next request.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connection, transaction

from wholeplace.ground.access.actor import Actor

_speaking_for: ContextVar[Actor | None] = ContextVar("speaking_for", default=None)


def speaking_now() -> Actor | None:
    """Who reads and writes just now; None outside any block."""
    return _speaking_for.get()


def key_pads(key: str) -> tuple[bytes, bytes]:
    """The two pads of HMAC-SHA-256 (RFC 2104) for this key, which the database keeps in the owner's table."""
    block = _key(key).ljust(64, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def _signature(message: str) -> str:
    return hmac.new(_key(settings.CONTEXT_KEY), message.encode(), hashlib.sha256).hexdigest()


def _message(actor: Actor) -> str:
    connection.ensure_connection()
    fields = (
        str(connection.connection.info.backend_pid),
        "system" if actor.is_system else actor.kind.value,
        str(actor.organisation_id or ""),
        str(actor.partnership_id or ""),
        ",".join(actor.clearances),
        str(actor.person_id or ""),
        ",".join(map(str, actor.shares)),
        ",".join(map(str, actor.opened)),
    )
    return "|".join(fields)


def _tell(message: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('wholeplace.context', %s, true), set_config('wholeplace.signature', %s, true)",
            [message, _signature(message) if message else ""],
        )


@contextmanager
def speaking_for(actor: Actor) -> Iterator[None]:
    """Read and write as this actor until the block ends. Opens a transaction; nests."""
    before = _speaking_for.get()
    if before == actor and connection.in_atomic_block:
        yield
        return
    with transaction.atomic(savepoint=False):
        _tell(_message(actor))
        token = _speaking_for.set(actor)
        try:
            yield
        finally:
            _speaking_for.reset(token)
        # Reached only when nothing was raised: a rolled-back transaction forgets the context by itself.
        if not connection.needs_rollback:
            _tell(_message(before) if before is not None else "")
