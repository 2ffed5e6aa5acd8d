"""Every page and every operation, listed from the code, with the kind of record that its address is of.

An address whose kind nobody said here fails the net, so that no new page can stay outside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tests.prove.net.world import World
from wholeplace.config.urls import urlpatterns
from wholeplace.doors.api.interface import api
from wholeplace.doors.api.operations import OPERATIONS
from wholeplace.doors.web.shell.routes import PAGES
from wholeplace.ground.access.permissions import PUBLIC, SIGNED_IN, Permission

# What stands before a parameter, and the tables whose public ids it takes. No table: open to everybody, or one's own.
KINDS: dict[str, tuple[str, ...]] = {
    "contracts": ("contracts_contract",),
    "contract-measures": ("contracts_contractmeasure",),
    "outcome-measures": ("outcomes_outcomemeasure",),
    "measures": ("contracts_contractmeasure", "outcomes_outcomemeasure"),
    "decisions": ("decisions_decision",),
    "meetings": ("decisions_meeting",),
    "items": ("decisions_agendaitem",),
    "papers": ("decisions_paper",),
    "funds": ("funds_fund",),
    "lines": ("funds_fundline",),
    "needs": ("needs_need",),
    "outcomes": ("outcomes_outcome",),
    "boards": ("partnership_board",),
    "seats": ("partnership_seat",),
    "delegations": ("partnership_delegation",),
    "arrangements": ("partnership_arrangement",),
    "interests": ("partnership_interest",),
    "posts": ("partnership_post",),
    "plans": ("plans_plan",),
    "intentions": ("plans_intention",),
    "requests": ("requests_informationrequest",),
    "records": ("requests_heldrecord",),
    "disclosures": ("requests_disclosure",),
    "results": ("monitoring_result",),
    "brought-in": ("files_broughtfile",),
    "shares": ("sharing_share",),
    "holds": ("retention_hold",),
    "openings": ("sharing_opening",),
    "thread": ("*",),
    "history": ("*",),
}
OPEN = {"organisations", "areas", "indicators", "files-taken-in", "spend", "words", "places", "law", "end", "overrides"}
ONES_OWN = {"tokens"}


@dataclass(frozen=True)
class Route:
    """One page or operation, with one method."""

    name: str
    method: str
    address: str
    needs: Permission | str
    tables: tuple[tuple[str, ...], ...]
    is_api: bool = False
    words: tuple[str, ...] = ()

    @property
    def is_of_a_record(self) -> bool:
        """Whether its address names a record behind row security."""
        return bool(self.tables)

    def at(self, *records: str) -> str:
        """Its address for these records."""
        address = self.address
        for one in records:
            address = re.sub(r"[<{][^>}]*[>}]", one, address, count=1)
        return address


class Undeclared(LookupError):
    """An address of a kind that nobody declared."""


def tables_of(address: str) -> tuple[tuple[str, ...], ...]:
    """The tables that each parameter of an address is of; none for what is open. Raises Undeclared."""
    parts, found = address.strip("/").split("/"), []
    for before, part in zip(["", *parts], parts, strict=False):
        if part[:1] in "<{" and part:
            if before not in KINDS and before not in OPEN | ONES_OWN:
                raise Undeclared(f"{address}: say in {__name__} of which kind `{part}` is.")
            found.append(KINDS.get(before, ()))
    return tuple(found) if all(found) else ()


@cache
def routes() -> tuple[Route, ...]:
    """Every page by both methods, and every operation."""
    return (*_pages(), *_operations())


def _pages() -> Iterator[Route]:
    assert urlpatterns  # reading them is what puts every page on the map
    for page in PAGES.values():
        for method in ("get", "post"):
            yield Route(page.name, method, f"/{page.address}", page.needs, tables_of(page.address))


def _operations() -> Iterator[Route]:
    for address, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method, told in methods.items():
            name = told["operationId"]
            tables = tables_of(address.removeprefix("/api/v1"))
            words = tuple(one["name"] for one in told.get("parameters", ()) if one["in"] == "query")
            yield Route(name, method, address, OPERATIONS[name], tables, is_api=True, words=words)


def reads() -> tuple[Route, ...]:
    """What only reads."""
    return tuple(route for route in routes() if route.method == "get")


def writes() -> tuple[Route, ...]:
    """What may write."""
    return tuple(route for route in routes() if route.method != "get")


def has_open_parameter(route: Route) -> bool:
    """Whether its address names something that is open to everybody, or one's own."""
    return bool(re.search(r"[<{]", route.address)) and not route.tables


def records_of(route: Route, world: World) -> list[tuple[tuple[str, int, str], ...]]:
    """The records that its address can be of: for each, the table, the row and how the address names it."""
    if not route.tables:
        return []
    kinds = {table.name: table.kind for table in world.tables}
    if route.tables == (("*",),):
        return [
            ((row.table, row.id, f"{kinds[row.table]}:{row.public_id}"),)
            for rows in world.dump.rows.values()
            for row in rows.values()
            if kinds[row.table] and row.public_id
        ]
    first = [(row.table, row.id, row.public_id) for table in route.tables[0] for row in world.dump.rows[table].values()]
    if len(route.tables) == 1:
        return [(one,) for one in first]
    seconds = [
        (row.table, row.id, row.public_id) for table in route.tables[1] for row in world.dump.rows[table].values()
    ]
    return [(one, seconds[number % len(seconds)]) for number, one in enumerate(first)]


def may_open(needs: Permission | str, permissions: frozenset[str], *, signed_in: bool) -> bool:
    """Whether somebody with these permissions gets past the door of a route."""
    if needs == PUBLIC:
        return True
    if needs == SIGNED_IN:
        return signed_in
    return str(needs.value if isinstance(needs, Permission) else needs) in permissions
