"""The programming interface as a whole: its description, its operations room by room, and its problems."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from wholeplace.doors.api import (
    acting,
    areas,
    arrangements,
    boards,
    contracts,
    decisions,
    funds,
    indicators,
    intentions,
    items,
    law,
    meetings,
    needs,
    openings,
    organisations,
    outcomes,
    places,
    plans,
    results,
    seals,
    search,
    spend,
    thread,
)
from wholeplace.doors.api.bodies import StrictJson
from wholeplace.doors.api.once import PARAMETER
from wholeplace.doors.api.operations import BEARER, answer_with_problems
from wholeplace.doors.api.problems import MEDIA_TYPE
from wholeplace.ground.access.permissions import PUBLIC


class Interface(NinjaAPI):
    """Described as it is: errors are problem documents, and what may be left out of an address is left out."""

    described: OpenAPISchema | None = None

    @property
    def urls(self) -> tuple[list[URLPattern | URLResolver], str, str]:
        """Its addresses. Whoever asks comes as far as the operation, which says itself who may use it."""
        addresses, application, name = super().urls
        for address in addresses:
            if isinstance(address, URLPattern) and address.name != "api-root":
                address.callback.needs = PUBLIC  # type: ignore[attr-defined]
        return addresses, application, name

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description in OpenAPI 3.1, worked out once: it is the same for everyone."""
        if self.described is None:
            self.described = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
            _as_it_is(self.described)
        return self.described


def _as_it_is(described: OpenAPISchema) -> None:
    """Say what the library cannot: who bears a token, how errors look, and that words of an address are never null."""
    described["components"]["securitySchemes"] = {BEARER: {"type": "http", "scheme": "bearer"}}
    for methods in described["paths"].values():
        for method, operation in methods.items():
            _say_problems(operation["responses"])
            for parameter in operation["parameters"]:
                parameter["schema"] = _without_null(parameter["schema"])
            if method != "get":
                operation["parameters"].append(PARAMETER)


def _say_problems(responses: dict[int, Any]) -> None:
    for status, response in responses.items():
        if status >= 400:
            (schema,) = response["content"].values()
            response["content"] = {MEDIA_TYPE: schema}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A word of an address is there or not; it is never null."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    return kinds[0] if len(kinds) == 1 else schema


def undeclared(request: HttpRequest) -> bool:
    """The door of an operation that nobody gave one: there is nothing behind it."""
    raise Http404


api = Interface(
    title="Wholeplace",
    version="1",
    description=(
        "The same queries and actions as the pages, under the same rules. Public records need no token; for the rest"
        " send `Authorization: Bearer …` with a token made under your name on the site."
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=undeclared,
    parser=StrictJson(),
)
ROOMS = (
    ("/places", places.router, "Places"),
    ("/organisations", organisations.router, "Organisations"),
    ("/areas", areas.router, "Areas"),
    ("/indicators", indicators.router, "Indicators"),
    ("/figures", indicators.figures, "Indicators"),
    ("/boards", boards.router, "Boards and delegations"),
    ("/posts", boards.posts, "Boards and delegations"),
    ("/delegations", boards.delegations, "Boards and delegations"),
    ("/arrangements", arrangements.router, "Arrangements"),
    ("/interests", arrangements.interests, "Interests"),
    ("/needs", needs.router, "Needs"),
    ("/outcomes", outcomes.router, "Outcomes"),
    ("/measures", outcomes.measures, "Outcomes"),
    ("/plans", plans.router, "Plans and intentions"),
    ("/intentions", intentions.router, "Plans and intentions"),
    ("/meetings", meetings.router, "Meetings"),
    ("/items", items.router, "Meetings"),
    ("/papers", items.papers, "Meetings"),
    ("/decisions", decisions.router, "Decisions"),
    ("/funds", funds.router, "Money"),
    ("/lines", funds.lines, "Money"),
    ("/spend", spend.router, "Published spend"),
    ("/payees", spend.payees, "Published spend"),
    ("/contracts", contracts.router, "Contracts"),
    ("/providers", contracts.providers, "Contracts"),
    ("/measures", contracts.measures, "Contracts"),
    ("/results", results.router, "Results"),
    ("/reviews", results.reviews, "Results"),
    ("/thread", thread.router, "Golden thread"),
    ("/gaps", thread.gaps, "Golden thread"),
    ("/history", thread.histories, "Golden thread"),
    ("/openings", openings.router, "Emergency openings"),
    ("/search", search.router, "Search"),
    ("/inbox", acting.inbox, "Acting as"),
    ("/acting-as", acting.router, "Acting as"),
    ("/seals", seals.router, "Proof"),
    ("/law", law.router, "Law"),
    ("/overrides", law.overrides, "Law"),
)
for address, router, title in ROOMS:
    api.add_router(address, router, tags=[title])
answer_with_problems(api)
