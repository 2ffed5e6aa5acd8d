"""Hanging parts on parents of others, and links on far ends that the writer may not see (X11).

In SQL every foreign key of every record is tried, listed from the models, by a writer with the pen and a signed
context: what a query of ours could be made to do. Through the interface every reference of every act is replaced.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import psycopg
from django.db import DatabaseError, models, transaction

from tests.api.acts import Act
from tests.api.place import Place
from tests.prove.elsewhere import Elsewhere, is_placed, links_of, placed_models, stored
from tests.prove.net.oracle import Eyes, Row
from tests.prove.net.sql import as_one
from tests.prove.net.world import SCOPE, World
from wholeplace.ground.foundation.public_id import new_public_id
from wholeplace.ground.records.scope import Sensitivity

# --- In SQL -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Link:
    """One foreign key of a record: the table it is in, its column, the table it leads to, and what must stop it."""

    table: str
    column: str
    far: str
    is_of_a_part: bool
    stopped_by: frozenset[str]

    def __str__(self) -> str:
        """What it is called in a sentence."""
        return f"{self.table}.{self.column}"


def links() -> list[Link]:
    """Every foreign key from one record to another."""
    return [_link(model, one) for model in placed_models() for one in links_of(model)]


def _link(model: type[models.Model], one: Any) -> Link:
    table, is_of_a_part = model._meta.db_table, one.name == getattr(model, "part_of", "")
    return Link(
        table=table,
        column=one.column,
        far=one.related_model._meta.db_table,
        is_of_a_part=is_of_a_part,
        stopped_by=frozenset({f"{table}_follows"} | (set() if is_of_a_part else {f"{table}_reaches_{one.name}"})),
    )


def hung(world: World, link: Link, chance: Random) -> Iterator[str | None]:
    """Try to lead a foreign key astray, in every way there is: what is wrong each time, or nothing.

    None where no try reached the wall: there is no such record to hang it on, or other constraints were quicker.
    """
    rows = [one for one in world.dump.rows[link.table].values() if one.partnership is not None]
    every = list(world.dump.rows[link.far].values())
    chance.shuffle(rows)
    for how in (_moved, _added, *((_moved_whole, _added_whole) if link.is_of_a_part else ())):
        yield next((said for one in rows[:40] if (said := _tried(link, how, one, every, chance)) is not None), None)


def _tried(link: Link, how: Any, mine: Row, every: list[Row], chance: Random) -> str | None:
    """What is wrong with one try; None where there is no such parent, or something else stood in the way first."""
    theirs = [one for one in every if _is_beyond(link, mine, one)]
    if not theirs:
        return None
    writer = Eyes(mine.organisation, mine.partnership, frozenset({"commercial", "personal"}))
    statement, given = how(link, mine, chance.choice(theirs))
    try:
        with as_one(writer, pen=True) as cursor:
            cursor.execute(statement, given)
            return f"{link}: {how.__name__} wrote {cursor.rowcount} rows"
    except (DatabaseError, psycopg.Error) as error:
        return _refused(link, error)


def _is_beyond(link: Link, mine: Row, far: Row) -> bool:
    """A part must not hang on a record of another organisation, nor a link leave the partnership."""
    if link.is_of_a_part:
        return far.organisation != mine.organisation
    return far.partnership != mine.partnership


def _refused(link: Link, error: Exception) -> str | None:
    """Nothing, where the wall itself refused it; None where another constraint was quicker."""
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return "" if "row-level security" in str(error) else f"{link}: {error}"
    if isinstance(error, psycopg.errors.ForeignKeyViolation) and error.diag.constraint_name in link.stopped_by:
        return ""
    return None


def _columns(link: Link) -> list[str]:
    (model,) = (one for one in placed_models() if one._meta.db_table == link.table)
    return [
        one.column
        for one in model._meta.local_concrete_fields
        if one.column not in {"id", "public_id"} and not isinstance(one, models.GeneratedField)
    ]


def _changed(link: Link, mine: Row, values: dict[str, Any]) -> tuple[str, list[Any]]:
    said = ", ".join(f"{name} = %s" for name in values)
    return f"UPDATE {link.table} SET {said} WHERE id = %s", [*values.values(), mine.id]


def _again(link: Link, mine: Row, values: dict[str, Any]) -> tuple[str, list[Any]]:
    same = [name for name in _columns(link) if name not in values]
    quoted = ", ".join(f'"{name}"' for name in same)
    names = ", ".join(values)
    marks = ", ".join(["%s"] * len(values))
    return (
        f"INSERT INTO {link.table} (public_id, {names}, {quoted}) SELECT %s, {marks}, {quoted}"
        f" FROM {link.table} WHERE id = %s",
        [new_public_id(), *values.values(), mine.id],
    )


def _moved(link: Link, mine: Row, far: Row) -> tuple[str, list[Any]]:
    return _changed(link, mine, {link.column: far.id})


def _added(link: Link, mine: Row, far: Row) -> tuple[str, list[Any]]:
    return _again(link, mine, {link.column: far.id})


def _with_its_scope(link: Link, far: Row) -> dict[str, Any]:
    scope = (far.organisation, far.partnership, far.sensitivity, sorted(far.audience))
    return {link.column: far.id} | dict(zip(SCOPE, scope, strict=True))


def _moved_whole(link: Link, mine: Row, far: Row) -> tuple[str, list[Any]]:
    return _changed(link, mine, _with_its_scope(link, far))


def _added_whole(link: Link, mine: Row, far: Row) -> tuple[str, list[Any]]:
    return _again(link, mine, _with_its_scope(link, far))


# --- Through the interface --------------------------------------------------------------------------------------------

_REFERENCE = re.compile(r"(?!organisation:)[a-z_]+:[0-9a-hjkmnp-tv-z]{12}")
ABSENT = "zzzzzzzzzzzz"


def references(said: Any) -> Iterator[tuple[Any, ...]]:
    """Where in a body a record is named."""
    pairs = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    for key, value in pairs:
        if isinstance(value, str) and _REFERENCE.fullmatch(value):
            yield (key,)
        else:
            yield from ((key, *rest) for rest in references(value))


def replaced(said: Any, where: tuple[Any, ...], by: str) -> Any:
    """The same body, with another record named there."""
    if not where:
        kind, _, _ = said.partition(":")
        return f"{kind}:{by}"
    key, *rest = where
    copy = dict(said) if isinstance(said, dict) else list(said)
    copy[key] = replaced(said[key], tuple(rest), by)
    return copy


def _named(said: Any, where: tuple[Any, ...]) -> str:
    for key in where:
        said = said[key]
    return str(said).partition(":")[2]


def others(place: Place) -> dict[str, Elsewhere]:
    """Where nobody who acts in the city's council or board may look."""
    charity, county = place.city.actors["provider"], place.county.actors["everything"]
    return {
        "another organisation": Elsewhere(
            charity.organisation_id or 0, charity.partnership_id or 0, Sensitivity.ORGANISATION
        ),
        "another partnership": Elsewhere(
            county.organisation_id or 0, county.partnership_id or 0, Sensitivity.PARTNERSHIP
        ),
    }


def led_astray(place: Place, act: Act) -> Iterator[str]:
    """Every reference of an act replaced by each record that its writer may not see: what is wrong, or nothing."""
    body, elsewhere = act.says(place), others(place)
    tried = [(where, _named(body, where)) for where in references(body)] + ([((), place.id(act.of))] if act.of else [])
    tried = [(where, named) for where, named in tried if is_placed(named)]
    there = {(named, whose): one.again(named) for _, named in tried for whose, one in elsewhere.items()}
    before = stored()
    for where, named in tried:
        absent = _sent(place, act, body, where, ABSENT, before=before)
        for whose in elsewhere:
            answer = _sent(place, act, body, where, there[named, whose], before=before)
            alike = answer == absent and answer.status >= 400 and not answer.wrote
            said = f"{act.name}, {where or 'its address'} of {whose}: {answer}, where an absent one has {absent}"
            yield "" if alike else said


@dataclass(frozen=True)
class Answer:
    """What came of a request: its answer, without the name of the record asked for, and the tables it wrote to."""

    status: int
    words: str
    wrote: frozenset[str]


def _sent(
    place: Place, act: Act, body: Any, where: tuple[Any, ...], by: str, *, before: dict[str, tuple[int, int]]
) -> Answer:
    """Send it, look at what it stored, and undo it: every request finds the place as it was."""
    address = act.to(place) if where else act.address.format(by)
    with transaction.atomic():
        answer = place.send(address, replaced(body, where, by) if where else body, who=act.by)
        wrote = frozenset(table for table, digest in stored().items() if digest != before[table])
        transaction.set_rollback(True)
    return Answer(answer.status_code, answer.content.decode().replace(by, "?"), wrote)
