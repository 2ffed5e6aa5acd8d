"""Several who act at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

from wholeplace.ground.foundation.refusal import Refused


def at_once_by_verb(*verbs: Callable[[], object]) -> list[list[str]]:
    """Do all of these at the same moment, each on its own connection; the codes of what was refused, by verb."""
    ready = Barrier(len(verbs))

    def tried(verb: Callable[[], object]) -> list[str]:
        try:
            ready.wait(timeout=10)
            verb()
        except Refused as refused:
            return [refusal.code for refusal in refused.refusals]
        finally:
            connections.close_all()
        return []

    with ThreadPoolExecutor(len(verbs)) as pool:
        return sorted(pool.map(tried, verbs))


def at_once(*verbs: Callable[[], object]) -> list[str]:
    """Do all of these at the same moment, each on its own connection; the codes of what was refused."""
    return [code for codes in at_once_by_verb(*verbs) for code in codes]
