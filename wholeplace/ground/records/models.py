"""What every stored row has in common: its public id, its scope, and the wall it stands behind."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, ClassVar, Self, TypeVar

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Value

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.access.policy import Relation, states_read
from wholeplace.ground.foundation.public_id import new_public_id
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.reading import note
from wholeplace.ground.records.scope import NotThere, Sensitivity, Wall, narrowest


class OrganisationKey(models.Model):
    """The bare identity of an organisation, which row security needs and `directory` describes."""

    wall = Wall.IDENTITY
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)

    def __str__(self) -> str:
        return self.public_id


class PartnershipKey(models.Model):
    """The bare identity of a partnership, which row security needs and `partnership` describes."""

    wall = Wall.IDENTITY
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)

    def __str__(self) -> str:
        return self.public_id


Card = TypeVar("Card")
_NAMED = re.compile(r"%\((\w+)\)s")
_SEEN_BY_SOME = frozenset({Wall.SCOPED, Wall.PART, Wall.TRAIL})


class VisibleTo(models.Func):
    """Whether an actor may see a row, and whatever the same query joins to it: one expression for nearly every query.

    The same condition built of a dozen `Q` costs more time than the database needs to answer most queries. What a
    query reads of another record through a link (`select_related`, `F("board__title")`, a filter or an order by it)
    is asked after too: a row is not there for somebody who may not see what is told with it.
    """

    conditional = True
    output_field = models.BooleanField()

    def __init__(self, actor: Actor) -> None:
        super().__init__(F("sensitivity"))
        self.actor = actor

    def as_sql(self, compiler: Any, connection: Any, **options: Any) -> tuple[str, tuple[Any, ...]]:  # type: ignore[override]
        """The condition in SQL, on the table that `sensitivity` was found in and on those that are joined to it."""
        (sensitivity,) = self.get_source_expressions()
        quoted = compiler.quote_name_unless_alias
        condition, known = visible_to(self.actor, row=quoted(sensitivity.alias))
        for alias in _joined(compiler.query) - {sensitivity.alias}:
            joined, _ = visible_to(self.actor, row=quoted(alias))
            condition += f" AND ({quoted(alias)}.id IS NULL OR {joined})"
        return _NAMED.sub("%s", condition), tuple(known[name] for name in _NAMED.findall(condition))


def _joined(query: Any) -> frozenset[str]:
    """The aliases under which a query joins tables whose rows not everybody sees."""
    return frozenset(
        alias
        for alias, table in query.alias_map.items()
        if table.join_type is not None and query.alias_refcount[alias] and table.table_name in _walled()
    )


@lru_cache(maxsize=1)
def _walled() -> frozenset[str]:
    return frozenset(
        model._meta.db_table for model in apps.get_models() if getattr(model, "wall", None) in _SEEN_BY_SOME
    )


def visible_to(actor: Actor, *, row: str) -> tuple[str, dict[str, Any]]:
    """In SQL, whether an actor may see a row of this alias, with what is filled in by name."""
    if actor.is_system:
        return "true", {}
    if actor.partnership_id is None:
        return _open_to_anybody(row), {}
    known = {
        "partnership": actor.partnership_id,
        "organisation": actor.organisation_id,
        "shares": list(actor.shares),
        "opened": list(actor.opened),
    }
    return _seen_by_somebody(row, actor.permissions, bool(actor.shares), bool(actor.opened)), known


_STANDS = {
    Relation.PARTNER: "true",
    Relation.OWN: "{row}.organisation_id = %(organisation)s",
    Relation.NAMED: "{row}.audience @> ARRAY[%(organisation)s]::bigint[]",
    Relation.SHARED: "{row}.audience && %(shares)s::bigint[]",
    Relation.OPENED: "{row}.audience && %(opened)s::bigint[]",
}
"""How each relation within a partnership is asked of a row, in SQL."""


@lru_cache(maxsize=512)
def _open_to_anybody(row: str) -> str:
    return _of_states(row, states_read(Relation.ANYBODY, frozenset()))


@lru_cache(maxsize=4096)
def _seen_by_somebody(row: str, permissions: frozenset[Permission], shared: bool, opened: bool) -> str:
    """The lines of the policy on reading as one condition; relations that read the same states share a branch."""
    asked = {Relation.PARTNER, Relation.OWN, Relation.NAMED}
    asked |= ({Relation.SHARED} if shared else set()) | ({Relation.OPENED} if opened else set())
    branches: dict[tuple[str, ...], list[str]] = {}
    for relation, stands in _STANDS.items():
        if relation in asked and (states := states_read(relation, permissions)):
            branches.setdefault(states, []).append(stands.format(row=row))
    within = " OR ".join(f"({_of_states(row, s)} AND ({' OR '.join(stands)}))" for s, stands in branches.items())
    return f"({_open_to_anybody(row)} OR ({row}.partnership_id = %(partnership)s AND ({within})))"


def _of_states(row: str, states: tuple[str, ...]) -> str:
    words = ", ".join(f"'{state}'" for state in states)
    return f"{row}.sensitivity IN ({words})"


class Rows(models.QuerySet):  # type: ignore[type-arg]
    """The rows of a table, asked for by somebody."""

    def seen_by(self, actor: Actor) -> Self:
        """Only the rows this actor may see. The database's own wall says the same, on its own account."""
        if self.model.wall is Wall.OWN and not actor.is_system:
            return self.filter(person_id=actor.person_id or 0)
        if self.model.wall not in _SEEN_BY_SOME or actor.is_system:
            return self
        return self.filter(VisibleTo(actor))

    def saying(self, words: str, *, field: str = "folded_title") -> Self:
        """Only the rows whose title, or another folded field, holds all of these words, however they are written."""
        rows = self
        for word in words.split():
            rows = rows.filter(**{f"{field}__contains": Func(Value(word), function="folded")})
        return rows

    def among(self, refs: frozenset[Ref] | None, *, kind: str, seen_by: Actor) -> Self:
        """Only the rows of this kind that these references name; all of the reader's partnership for None."""
        if refs is None:
            return self.filter(partnership_id=seen_by.partnership_id)
        return self.filter(public_id__in=[ref.public_id for ref in refs if ref.kind == kind])

    def the(self, public_id: str, *, seen_by: Actor) -> Any:
        """The one row of this public id, or NotThere."""
        try:
            return self.seen_by(seen_by).get(public_id=public_id)
        except self.model.DoesNotExist:
            raise NotThere(self.model._meta.verbose_name) from None

    def held(self, public_id: str, *, permission: Permission, by: Actor) -> Any:
        """The one row of this public id, locked, once the actor may use this permission on it.

        Always in this order: see, authority, lock, authority on the locked row. Raises NotThere or NotAllowed.
        """
        seen = self.the(public_id, seen_by=by)
        by.must(permission, organisation=seen.organisation_id, partnership=seen.partnership_id)
        row = self.select_for_update(of=("self",)).get(pk=seen.pk)
        by.must(permission, organisation=row.organisation_id, partnership=row.partnership_id)
        return row


def the_one(cards: Sequence[Card], *, of: type[models.Model]) -> Card:
    """The only card of what was asked for by its public id, or NotThere.

    There is none where the record itself is hidden, and none where something is without which it cannot be told.
    """
    if not cards:
        raise NotThere(of._meta.verbose_name)
    return cards[0]


class Open(models.Model):
    """A row of published fact: everyone may read it."""

    wall: ClassVar[Wall] = Wall.OPEN
    objects: ClassVar[Any] = Rows.as_manager()

    class Meta:
        abstract = True


class Own(models.Model):
    """A row of one person: nobody else reads or writes it. `person_id` is a bare number, for people live higher up.

    A room says `written_by_requests` where the doors themselves keep such rows, outside actions.
    """

    wall: ClassVar[Wall] = Wall.OWN
    written_by_requests: ClassVar[bool] = False

    person_id = models.BigIntegerField()
    objects: ClassVar[Any] = Rows.as_manager()

    class Meta:
        abstract = True


class _InAPlace(models.Model):
    """What a row of one organisation in one partnership has: its public id, and the four columns of scope."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(OrganisationKey, models.PROTECT, related_name="+")
    partnership = models.ForeignKey(PartnershipKey, models.PROTECT, related_name="+")
    sensitivity = models.CharField(max_length=12, choices=[(s.value, s.sentence) for s in Sensitivity])
    audience = ArrayField(models.BigIntegerField(), default=list)

    objects: ClassVar[Any] = Rows.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **how: Any) -> Self:
        """A row that was read, noted if it is among the most sensitive."""
        row = super().from_db(db, field_names, values, **how)
        note(getattr(cls, "kind", ""), row.__dict__)
        return row


class Scoped(_InAPlace):
    """A record of one organisation in one partnership."""

    wall: ClassVar[Wall] = Wall.SCOPED
    kind: ClassVar[str] = ""
    can_be_shared: ClassVar[bool] = True

    class Meta:
        abstract = True

    @property
    def ref(self) -> Ref:
        """This record's typed reference."""
        return Ref(kind=self.kind, public_id=self.public_id)


class Part(_InAPlace):
    """A row that belongs to another and follows its scope: a line, a version, a response, an edge of the thread.

    `part_of` names the foreign key to the parent; the database keeps the four columns of scope equal to the
    parent's.
    """

    wall: ClassVar[Wall] = Wall.PART
    part_of: ClassVar[str] = ""

    class Meta:
        abstract = True


class Titled(Scoped):
    """A scoped row that people find by its title."""

    title = models.CharField(max_length=250)
    folded_title = models.GeneratedField(
        expression=Func(F("title"), function="folded"), output_field=models.TextField(), db_persist=True
    )

    class Meta:
        abstract = True
        indexes = [GinIndex(OpClass("folded_title", name="gin_trgm_ops"), name="%(app_label)s_%(class)s_title")]

    def __str__(self) -> str:
        return self.title


def scope_of(row: Any) -> dict[str, Any]:
    """The four columns of scope of a row, to give to a part of it or to an event about it."""
    return {
        "organisation_id": row.organisation_id,
        "partnership_id": row.partnership_id,
        "sensitivity": row.sensitivity,
        "audience": list(row.audience),
    }


def scope_of_card(card: Any) -> dict[str, Any]:
    """The four columns of scope of a record that was read as a card of another room."""
    return {
        "organisation_id": card.organisation,
        "partnership_id": card.partnership,
        "sensitivity": Sensitivity(card.sensitivity),
        "audience": list(card.audience),
    }


def narrower(scope: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The scope of an event about one record that names another of its partnership: only who may read both reads it.

    It stays with the organisation of the first.
    """
    audiences = [one for one in map(_confined_to, (scope, other)) if one is not None]
    both = frozenset.intersection(*audiences) if audiences else frozenset(scope["audience"])
    return scope | {
        "sensitivity": narrowest(scope["sensitivity"], other["sensitivity"]),
        "audience": sorted(both - {scope["organisation_id"]}),
    }


def _confined_to(scope: dict[str, Any]) -> frozenset[int] | None:
    """The organisations that a scope confines a record to; None when the whole partnership reads it."""
    if scope["sensitivity"] in {Sensitivity.PUBLIC, Sensitivity.PARTNERSHIP}:
        return None
    return frozenset({scope["organisation_id"], *scope["audience"]})


def scope_for(actor: Actor, *, sensitivity: Sensitivity = Sensitivity.PARTNERSHIP) -> dict[str, Any]:
    """The four columns of scope of a new row that this actor writes."""
    return {
        "organisation_id": actor.organisation_id,
        "partnership_id": actor.partnership_id,
        "sensitivity": Sensitivity(sensitivity),
        "audience": [],
    }


OPEN_SCOPE: dict[str, Any] = {
    "organisation_id": None,
    "partnership_id": None,
    "sensitivity": Sensitivity.PUBLIC,
    "audience": [],
}
"""The scope of an event about published fact, which belongs to no organisation."""
