"""What each room says of itself on the golden thread: its stops, and the tables that hold its edges.

An edge is a row of the higher of the two rooms it joins. Rooms declare which of their tables hold edges; all of them
are asked together, so that a step along the thread is one query however many rooms there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.models import Part, Rows, Scoped, visible_to
from wholeplace.ground.records.reading import COLUMNS, noted


@dataclass(frozen=True)
class Stop:
    """A record on the thread: what it is called, how it stands in one sentence, and from when.

    `partnership` is the one it belongs to, None for what belongs to none; a thread stays within the partnership of the
    record it is walked from.
    """

    ref: Ref
    title: str
    sentence: str
    partnership: int | None
    on: date | None = None
    amount: Money | None = None
    sensitivity: str = "partnership"


@dataclass(frozen=True)
class Edge:
    """One record led to another, and how the link reads from the first to the second."""

    came_from: Ref
    leads_to: Ref
    how: str


@dataclass(frozen=True)
class End:
    """Where a row's edge begins or ends: a kind of record, and the foreign keys that lead to it from the row.

    With no `path` the row itself is the record.
    """

    kind: str
    path: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that can stand here."""
        return (self.kind,)


@dataclass(frozen=True)
class Named:
    """An end that the row names by a typed reference, in two columns: only of these kinds."""

    kinds: tuple[str, ...]
    kind_column: str
    id_column: str


@dataclass(frozen=True)
class EdgeTable:
    """A table whose rows are edges, and how they read from the first end to the second.

    `until` names a column that ends a row's edge when it is set. Where a foreign key is empty there is no edge.
    """

    model: type[Part] | type[Scoped]
    came_from: End | Named
    leads_to: End
    how: str
    until: str = ""


CAME, LEADS = "came_from", "leads_to"
"""The names of the two ends in a query."""


def stop_rows(rows: Rows, *fields: str) -> Iterable[Any]:
    """The rows that stops are made of: public id, scope, title and these fields, nothing else. Each is noted as read.

    A thread's registers are read whole for what is not linked, so each row has to cost little.
    """
    return noted(rows.model.kind, rows.values_list(*COLUMNS, "title", *fields, named=True))


def edges(tables: Sequence[EdgeTable], *, refs: frozenset[Ref] | None, seen_by: Actor) -> tuple[Edge, ...]:
    """The edges in these tables that touch these references, or all in the reader's partnership for None."""
    if refs is None:
        everything = [_select(table, "edge.partnership_id = %(here)s", seen_by=seen_by) for table in tables]
        return _fetch(everything, {"here": seen_by.partnership_id}, seen_by=seen_by)
    return edges_beyond(tables, after=refs, before=refs, seen_by=seen_by)


def edges_beyond(
    tables: Sequence[EdgeTable], *, after: frozenset[Ref], before: frozenset[Ref], seen_by: Actor
) -> tuple[Edge, ...]:
    """The edges in these tables that lead on from one of `after`, or to one of `before`."""
    selects = [
        _select(table, f"{_columns(end, side)[1]} = ANY(%({known})s)", seen_by=seen_by)
        for table in tables
        for end, side, known, refs in (
            (table.came_from, CAME, "after", after),
            (table.leads_to, LEADS, "before", before),
        )
        if any(ref.kind in end.kinds for ref in refs)
    ]
    known = {"after": [ref.public_id for ref in after], "before": [ref.public_id for ref in before]}
    found = dict.fromkeys(_fetch(selects, known, seen_by=seen_by))
    return tuple(edge for edge in found if edge.came_from in after or edge.leads_to in before)


def _fetch(selects: Sequence[str], known: dict[str, Any], *, seen_by: Actor) -> tuple[Edge, ...]:
    if not selects:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), known | visible_to(seen_by, row="edge")[1])
        return tuple(
            Edge(came_from=Ref(lower_kind, lower), leads_to=Ref(upper_kind, upper), how=how)
            for lower_kind, lower, upper_kind, upper, how in cursor.fetchall()
        )


def _select(table: EdgeTable, condition: str, *, seen_by: Actor) -> str:
    lower_kind, lower = _columns(table.came_from, CAME)
    upper_kind, upper = _columns(table.leads_to, LEADS)
    joins = f"{_joins(table.model, table.came_from, CAME)}{_joins(table.model, table.leads_to, LEADS)}"
    conditions = [visible_to(seen_by, row="edge")[0], condition]
    if table.until:
        conditions.append(f"edge.{table.until} IS NULL")
    if isinstance(table.came_from, Named):
        conditions.append(f"{lower_kind} IN ({', '.join(map(_quoted, table.came_from.kinds))})")
    return (
        f"SELECT {lower_kind}, {lower}, {upper_kind}, {upper}, {_quoted(table.how)}"
        f" FROM {table.model._meta.db_table} edge{joins} WHERE {' AND '.join(conditions)}"
    )


def _columns(end: End | Named, side: str) -> tuple[str, str]:
    """The kind and the public id at an end, in SQL."""
    if isinstance(end, Named):
        return f"edge.{end.kind_column}", f"edge.{end.id_column}"
    return _quoted(end.kind), f"{side if end.path else 'edge'}.public_id"


def _joins(model: type[models.Model], end: End | Named, side: str) -> str:
    """The joins along an end's foreign keys, the last of them under the name of its side."""
    if isinstance(end, Named) or not end.path:
        return ""
    joins, here, steps = "", "edge", end.path.split("__")
    for number, step in enumerate(steps, start=1):
        field: Any = model._meta.get_field(step)
        there = side if number == len(steps) else f"{side}_{number}"
        joins += f" JOIN {field.related_model._meta.db_table} {there} ON {there}.id = {here}.{field.column}"
        model, here = field.related_model, there
    return joins


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
