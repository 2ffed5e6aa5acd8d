"""The interface tried with what its own description allows and forbids: every answer is one that it declares.

The cases are worked out from the description, the same ones each time. What the rules of the trade refuse (422) is as
good an answer to a well-formed request as what they allow.
"""

import json
import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation.case import Case
from schemathesis.generation.modes import GenerationMode

from tests.api.place import Place
from tests.prove.goals import Tally, goal, size
from wholeplace.config.wsgi import application
from wholeplace.doors.api.interface import api
from wholeplace.doors.api.operations import OPERATIONS

CASES = int(os.environ.get("CASES") or size(small=2, change=20, release=500))
CONFIG = {
    "generation": {"max-examples": CASES, "deterministic": True, "database": "none", "no-shrink": True},
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "409", "422"]}},
}
EVERY_CHECK_TWICE = settings(
    max_examples=CASES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described(built: Place) -> Iterator[schemathesis.BaseSchema]:
    """The interface as it describes itself, called as a server calls it, on the connection of the place."""
    description = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    schema = schemathesis.openapi.from_dict(description, config=schemathesis.Config.from_dict(CONFIG))
    schema.app = application
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schema
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.prove
@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_is_one_that_is_declared(described: schemathesis.BaseSchema, place: Place, name: str):
    operation = described.find_operation_by_id(name)
    commissioner = {"Authorization": f"Bearer {place.tokens['commissioner']}"}
    strategies = [operation.as_strategy(GenerationMode.POSITIVE)]
    if any(len(part) for part in (operation.path_parameters, operation.query, operation.body)):
        strategies.append(operation.as_strategy(GenerationMode.NEGATIVE))
    if record := record_at(operation.path, place):
        strategies.append(operation.as_strategy(GenerationMode.POSITIVE, path_parameters={"reference": record}))
    with goal("F2") as tally:
        for strategy in strategies:
            try_both(strategy, commissioner, tally)


def record_at(path: str, place: Place) -> str | None:
    """A record of the place that an address can be of, so that it leads somewhere."""
    _, kind, *rest = path.removeprefix("/api/v1").split("/")
    if rest[:1] != ["{reference}"]:
        return None
    if kind in {"organisations", "spend"}:
        return place.organisation("council").removeprefix("organisation:")
    if kind == "measures":
        return place.id("useless measure" if rest[1:] == ["retire"] else "outcome measure")
    name = {"meetings": "later", "posts": "director"}.get(kind, kind.removesuffix("s"))
    return place.id(name) if name in place.refs else None


def try_both(cases, commissioner: dict[str, str], tally: Tally) -> None:
    """Try these cases as the public and as a commissioner; what a case writes is undone after it."""

    @EVERY_CHECK_TWICE
    @given(case=cases)
    def tried(case: Case) -> None:
        with transaction.atomic():
            case.call_and_validate()
            case.call_and_validate(headers=commissioner)
            tally.checked += 2
            transaction.set_rollback(True)

    tried()
