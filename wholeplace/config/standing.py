"""Whether the site stands as it must before anybody is served: its settings, its database, its people."""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections

from wholeplace.config.logs import FIELDS
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.standing import Fault, faults_of_the_database
from wholeplace.together.partnership.queries import THE_DOOR
from wholeplace.together.people.queries import somebody_is_invented

SHORTEST_SECRET = 32
FOR_DEVELOPMENT = "for development only"
_log = logging.getLogger("wholeplace.standing")


def faults(*, in_production: bool) -> tuple[Fault, ...]:
    """Everything that must be mended first. What only matters where real people work is asked only there."""
    found = list(faults_of_the_database())
    if in_production:
        found += faults_of_the_settings()
        found += _invented_people() if not found else ()
    return tuple(found)


def faults_of_the_settings() -> Iterator[Fault]:
    """Settings that are fine on a machine for development and nowhere else."""
    if settings.DEVELOPMENT:
        yield Fault("The site says that this is a machine for development.", "Take WHOLEPLACE_DEVELOPMENT away.")
    if settings.DEBUG:
        yield Fault("DEBUG is on, so that errors show what they should not.", "Take DEBUG away.")
    for name in ("SECRET_KEY", "CONTEXT_KEY"):
        secret = str(getattr(settings, name))
        if len(secret) < SHORTEST_SECRET or FOR_DEVELOPMENT in secret:
            yield Fault(f"{name} can be guessed.", f"Set {name} to {SHORTEST_SECRET} or more random characters.")
    if settings.SECRET_KEY == settings.CONTEXT_KEY:
        yield Fault("SECRET_KEY and CONTEXT_KEY are the same.", "Give each a secret of its own, then build_database.")
    if not settings.ALLOWED_HOSTS or any(host in {"", "*"} for host in settings.ALLOWED_HOSTS):
        yield Fault("The site answers under any name.", "Set ALLOWED_HOSTS to its own names, with commas between.")
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY):
        yield Fault("Cookies would travel without HTTPS, or be shown to scripts.", "Leave their settings alone.")
    if not (settings.SECURE_SSL_REDIRECT and settings.SECURE_HSTS_SECONDS):
        yield Fault("The site would be served without HTTPS.", "Leave its settings alone.")
    folder = Path(settings.FILES)
    if not os.access(next(one for one in (folder, *folder.parents) if one.exists()), os.W_OK | os.X_OK):
        yield Fault(
            "Files that people bring in cannot be kept.", "Set WHOLEPLACE_FILES to a folder of the site's user."
        )
    if "Argon2" not in settings.PASSWORD_HASHERS[0]:
        yield Fault("Passwords would be kept in a weak form.", "Let Argon2 come first in PASSWORD_HASHERS.")


def _invented_people() -> Iterator[Fault]:
    try:
        with speaking_for(THE_DOOR):
            if somebody_is_invented(seen_by=THE_DOOR):
                yield Fault(
                    "People of the example places can sign in here, with a password that everybody knows.",
                    "Use a database in which build_demo never ran.",
                )
    except DatabaseError:
        yield Fault("Whether invented people can sign in could not be asked.", "Run build_database as the migrator.")


def must_stand() -> None:
    """Refuse to serve where real people work while anything must be mended first."""
    if settings.DEVELOPMENT:
        return
    found = faults(in_production=True)
    connections.close_all()  # none may be shared with the processes that will serve
    if found:
        sys.exit("\n".join(["The site does not start:", *(f"- {one.sentence} {one.mend}" for one in found)]))


def say(found: tuple[Fault, ...]) -> None:
    """Tell whoever looks after the site, in the log and nowhere else."""
    for one in found:
        _log.error("Not ready: %s", one.sentence, extra={FIELDS: {"fault": one.sentence, "mend": one.mend}})
