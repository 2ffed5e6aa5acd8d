"""Who may see and write which row, said a second time from the words of the design alone.

Nothing of the site's own access, walls or queries is imported: what this module knows it reads as the owner of the
tables, and what it holds to be true is written here in plain Python.

- Public rows are everybody's. Everything else stays in its partnership.
- What is marked `partnership` is read by every organisation of it; what is marked narrower only by the organisation
  that it belongs to, and those that it is shared with.
- What is marked `commercial` or `personal` asks, besides, for a post that carries that clearance.
- A share in force today, and an opening in an emergency, are named in the audience by a number below nought. A share
  counts like an organisation that is named; an opening shows what is confined, and asks for no clearance.
- A row is written only for the organisation and the partnership that the writer acts for.
- A person acts for the host of a post they hold today, and for each other body of it that consents today; one who is
  suspended acts for nobody, and nobody acts for a body that has left the partnership.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

CLEARED = {
    "commercial": {"commissioner", "finance", "procurement", "contract_manager"},
    "personal": set(),
}
"""Which roles may read the restricted kinds in their own organisation."""


@dataclass(frozen=True)
class Eyes:
    """What a reader is, as far as seeing goes."""

    organisation: int | None = None
    partnership: int | None = None
    cleared: frozenset[str] = frozenset()
    shares: frozenset[int] = frozenset()
    opened: frozenset[int] = frozenset()
    is_house: bool = False


NOBODY = Eyes()
HOUSE = Eyes(is_house=True)


@dataclass(frozen=True)
class Row:
    """The scope of one stored row."""

    table: str
    id: int
    organisation: int | None
    partnership: int | None
    sensitivity: str
    audience: frozenset[int]
    public_id: str = ""


def sees(eyes: Eyes, row: Row) -> bool:
    """Whether these eyes may see this row."""
    if eyes.is_house or row.sensitivity == "public":
        return True
    if eyes.partnership is None or row.partnership != eyes.partnership:
        return False
    if row.sensitivity == "partnership":
        return True
    if eyes.opened & row.audience:
        return True
    named = {eyes.organisation, *eyes.shares} - {None}
    if not named & {row.organisation, *row.audience}:
        return False
    return row.sensitivity == "organisation" or row.sensitivity in eyes.cleared


def may_write(eyes: Eyes, row: Row, *, is_trail: bool = False) -> bool:
    """Whether these eyes may add, change or take away this row, as far as the wall goes."""
    if eyes.is_house:
        return True
    if is_trail and row.organisation is None and row.sensitivity == "public":
        return eyes.organisation is not None
    return (
        eyes.organisation is not None
        and row.organisation == eyes.organisation
        and eyes.partnership is not None
        and row.partnership == eyes.partnership
    )


def cleared_by(roles: Iterable[str]) -> frozenset[str]:
    """Which restricted kinds these roles may read."""
    return frozenset(kind for kind, holders in CLEARED.items() if holders & set(roles))


@dataclass(frozen=True)
class Capacity:
    """One way in which a person may act today, told by the post and the body."""

    person: int
    key: str
    roles: frozenset[str]
    eyes: Eyes


@dataclass
class Dump:
    """Everything behind row security, and who holds which post, read as the owner."""

    rows: dict[str, dict[int, Row]] = field(default_factory=dict)
    capacities: tuple[Capacity, ...] = ()
    suspended: frozenset[int] = frozenset()

    def seen(self, eyes: Eyes, table: str) -> set[int]:
        """The ids of a table that these eyes may see."""
        return {row.id for row in self.rows[table].values() if sees(eyes, row)}


def dump(owner: Any, tables: Iterable[str], *, on: date) -> Dump:
    """Read it all on a connection of the owner."""
    return Dump(
        rows={table: rows_of(owner, table) for table in tables},
        capacities=tuple(_capacities(owner, on)),
        suspended=frozenset(one for (one,) in owner.execute("SELECT id FROM people_person WHERE NOT is_active")),
    )


def rows_of(owner: Any, table: str) -> dict[int, Row]:
    """The scope of every row of a table."""
    name = "''" if table == "trail_event" else "public_id"
    asked = f"SELECT id, organisation_id, partnership_id, sensitivity, audience, {name} FROM {table}"
    return {
        one[0]: Row(table, one[0], one[1], one[2], one[3], frozenset(one[4]), one[5]) for one in owner.execute(asked)
    }


def _capacities(owner: Any, on: date) -> Iterable[Capacity]:
    held = owner.execute(
        """
        SELECT h.person_id, p.public_id, k.public_id, p.roles, b.body_id, p.partnership_id
        FROM partnership_holder h
        JOIN people_person person ON person.id = h.person_id AND person.is_active
        JOIN partnership_post p ON p.id = h.post_id
        JOIN partnership_postbody b ON b.post_id = p.id
        JOIN records_organisationkey k ON k.id = b.body_id
        WHERE h.begins_on <= %(on)s AND (h.ends_on IS NULL OR h.ends_on >= %(on)s)
          AND (p.ends_on IS NULL OR p.ends_on >= %(on)s)
          AND EXISTS (
            SELECT FROM partnership_membership m WHERE m.partnership_id = p.partnership_id
              AND m.organisation_id = b.body_id
              AND m.begins_on <= %(on)s AND (m.ends_on IS NULL OR m.ends_on >= %(on)s))
          AND (b.body_id = p.organisation_id OR EXISTS (
            SELECT FROM partnership_consent c WHERE c.post_id = p.id AND c.organisation_id = b.body_id
              AND c.begins_on <= %(on)s AND (c.ends_on IS NULL OR c.ends_on >= %(on)s)))
        ORDER BY p.title, h.id, b.id
        """,
        {"on": on},
    )
    granted = _shares(owner, on)
    for person, post, body, roles, organisation, partnership in held.fetchall():
        eyes = Eyes(
            organisation=organisation,
            partnership=partnership,
            cleared=cleared_by(roles),
            shares=frozenset(granted.get((organisation, partnership), ())),
        )
        yield Capacity(person=person, key=f"{post}-{body}", roles=frozenset(roles), eyes=eyes)


def _shares(owner: Any, on: date) -> dict[tuple[int, int], list[int]]:
    """How an audience names the shares in force today, for each organisation and partnership they are granted to."""
    granted: dict[tuple[int, int], list[int]] = {}
    for number, grantee, partnership in owner.execute(
        "SELECT id, grantee_id, partnership_id FROM sharing_share"
        " WHERE begins_on <= %(on)s AND ends_on >= %(on)s AND ended_on IS NULL",
        {"on": on},
    ):
        granted.setdefault((grantee, partnership), []).append(-2 * number)
    return granted
