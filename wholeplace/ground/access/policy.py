"""Who may see and do what: one readable table, as data.

A line says that somebody who stands in this relation to a record of this state may do this with these fields. The
queries are built from the lines on reading; the database's own wall says the same in words of its own, and a test
compares the two line by line. What no line allows is refused.

`VERSION` names the table as it stands, so that an event can say under which policy it was allowed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from wholeplace.ground.access.permissions import Permission, Reach
from wholeplace.ground.access.roles import ROLES
from wholeplace.ground.access.sensitivity import Sensitivity
from wholeplace.ground.foundation.hashing import hash_of_bytes


class Relation(StrEnum):
    """How somebody stands to a record. Every one but the first two lies within the record's own partnership."""

    HOUSE = "the house itself"
    ANYBODY = "anybody"
    SIGNED_IN = "anybody who has signed in"
    PARTNER = "an organisation of the same partnership"
    OWN = "the organisation it belongs to"
    NAMED = "an organisation named in its audience"
    SHARED = "an organisation it is shared with, while the share is in force"
    OPENED = "the person it was opened to in an emergency, for an hour at most"


RECORD = "any record"
"""A row of one organisation in one partnership, with its parts and the events about it."""

READ = "read"
EVERYTHING = "everything but the fields below"
ANY_STATE = "any"


@dataclass(frozen=True)
class Line:
    """One line of the table. `state` is how sensitive the record is; `needs` the permission asked for besides."""

    resource: str
    action: str
    relation: Relation
    state: str = ANY_STATE
    needs: str = ""
    fields: tuple[str, ...] = (EVERYTHING,)


CLEARED_BY = {
    Sensitivity.COMMERCIAL: Permission.COMMERCIAL_READ,
    Sensitivity.PERSONAL: Permission.PERSONAL_READ,
}
"""What somebody must hold to read the restricted sensitivities, wherever the record comes from."""


def _reading(relation: Relation, *states: Sensitivity) -> tuple[Line, ...]:
    return tuple(
        Line(RECORD, READ, relation, state=state.value, needs=CLEARED_BY[state].value if state in CLEARED_BY else "")
        for state in states
    )


_CONFINED = (Sensitivity.ORGANISATION, Sensitivity.COMMERCIAL, Sensitivity.PERSONAL)

READING: tuple[Line, ...] = (
    Line(RECORD, READ, Relation.HOUSE),
    *_reading(Relation.ANYBODY, Sensitivity.PUBLIC),
    *_reading(Relation.PARTNER, Sensitivity.PARTNERSHIP),
    *_reading(Relation.OWN, *_CONFINED),
    *_reading(Relation.NAMED, *_CONFINED),
    *_reading(Relation.SHARED, *_CONFINED),
    *(Line(RECORD, READ, Relation.OPENED, state=state.value) for state in _CONFINED),
)
"""Who reads a record. An opening in an emergency asks no clearance: two people have weighed this one record."""

FIELDS: tuple[Line, ...] = (
    Line("event", READ, Relation.SIGNED_IN, fields=("person_name", "post_title")),
    Line("person", READ, Relation.SIGNED_IN, fields=("name",)),
    Line("person", READ, Relation.HOUSE, fields=("name", "email")),
    Line("override", READ, Relation.PARTNER, fields=("set_by",)),
)
"""The fields that not everybody reads who reads the row."""

_REACHES = {
    Reach.OWN_ORGANISATION: Relation.OWN,
    Reach.PARTNERSHIP: Relation.PARTNER,
    Reach.EVERYWHERE: Relation.SIGNED_IN,
}
DOING: tuple[Line, ...] = tuple(
    Line(
        resource=permission.value.partition(".")[0],
        action=permission.value.partition(".")[2],
        relation=_REACHES[permission.reach],
        needs=permission.value,
    )
    for permission in Permission
)
"""Who does what: a line a permission, on the records that it reaches."""

TABLE: tuple[Line, ...] = READING + FIELDS + DOING


def _canonical(lines: Iterable[Line]) -> str:
    """The table, and the roles that bring what it asks for, as text that is the same whenever they are."""
    written = [
        "\t".join((one.resource, one.action, one.relation.name, one.state, one.needs, ",".join(one.fields)))
        for one in lines
    ]
    brought = [f"role\t{role.value}\t{','.join(sorted(card.permissions))}" for role, card in ROLES.items()]
    return "\n".join([*sorted(written), *sorted(brought)])


VERSION = hash_of_bytes(_canonical(TABLE).encode())
"""The name of this table: another line, relation, field or role gives another."""


@lru_cache(maxsize=512)
def states_read(relation: Relation, permissions: frozenset[Permission]) -> tuple[str, ...]:
    """How sensitive a record may be for somebody of this relation, with these permissions, to read it."""
    return tuple(
        line.state for line in READING if line.relation is relation and (not line.needs or line.needs in permissions)
    )


def field_is_read(resource: str, field: str, *, relations: Iterable[Relation]) -> bool:
    """Whether somebody of these relations reads this field. One that no line names goes with its row."""
    lines = [line for line in FIELDS if line.resource == resource and field in line.fields]
    return not lines or any(line.relation in relations for line in lines)


def mark_of_share(number: int) -> int:
    """How a record's audience names a share: below nought, even, so that it is never an organisation's number."""
    return -2 * number


def mark_of_opening(number: int) -> int:
    """How a record's audience names an opening in an emergency: below nought and odd."""
    return -2 * number - 1
