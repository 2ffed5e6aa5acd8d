"""Boards: the tree, one board with its terms and seats, and the matrix of theme boards by cross-cutting groups."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.together.directory.queries import OrganisationCard, organisations
from wholeplace.together.partnership.models import Board, Holder, RemitLine, Seat, Served, standing_on
from wholeplace.together.partnership.rules.boards import BoardKind, Caution, cautions
from wholeplace.together.partnership.rules.seats import SeatRole
from wholeplace.together.partnership.rules.topics import Topic
from wholeplace.together.people.queries import PersonCard, people


@dataclass(frozen=True)
class BoardCard:
    """A board with its terms and how many sit on it, on the day asked about."""

    number: int
    ref: Ref
    title: str
    kind: BoardKind
    parent: Ref | None
    theme: Topic | None
    area_code: str
    terms_of_reference: str
    lead: str
    lead_ref: Ref | None
    quorum: int
    set_size: int | None
    paper_lead_days: int
    begins_on: date
    ends_on: date | None
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]
    members: int = 0
    voting: int = 0
    chairs: int = 0

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """What gives cause for caution about its size."""
        return cautions(
            members=self.members,
            voting=self.voting,
            chairs=self.chairs,
            set_size=self.set_size,
            quorum=self.quorum,
        )


@dataclass(frozen=True)
class SeatCard:
    """A seat on a board, with the persons who fill it on the day asked about. The public is told no names."""

    number: int
    public_id: str
    board: int
    body: OrganisationCard
    role: SeatRole
    voting: bool
    post_title: str
    persons: tuple[int, ...]
    people: tuple[PersonCard, ...]
    begins_on: date
    ends_on: date | None

    @property
    def who(self) -> str:
        """Who sits there, as far as the reader may know."""
        names = " and ".join(person.name for person in self.people)
        return ", ".join(words for words in (names, self.post_title) if words) or "Nobody yet"


@dataclass(frozen=True)
class Branch:
    """A board in the tree, with those that answer to it."""

    board: BoardCard
    below: tuple["Branch", ...]


def board(*, reference: str, seen_by: Actor, on: date) -> BoardCard:
    """The board of this public id, or NotThere."""
    found = Board.objects.seen_by(seen_by).select_related("parent", "lead_post").filter(public_id=reference)
    cards = board_cards(rows=found, seen_by=seen_by, on=on)
    if not cards:
        raise NotThere("board")
    return cards[0]


def boards(*, within: int, seen_by: Actor, on: date) -> tuple[BoardCard, ...]:
    """The boards of a partnership that meet on this day, by name."""
    rows = Board.objects.seen_by(seen_by).filter(standing_on(on), partnership_id=within)
    return board_cards(rows=rows.order_by("folded_title", "pk"), seen_by=seen_by, on=on)


def boards_by_number(*, numbers: Iterable[int], seen_by: Actor, on: date) -> dict[int, BoardCard]:
    """The boards behind these numbers, as they stand on this day, whether they still meet or not."""
    rows = Board.objects.seen_by(seen_by).filter(pk__in=set(numbers))
    return {card.number: card for card in board_cards(rows=rows, seen_by=seen_by, on=on)}


def tree(*, within: int, seen_by: Actor, on: date) -> tuple[Branch, ...]:
    """The boards of a partnership as a tree. A board whose parent the reader does not see stands at the top."""
    cards = boards(within=within, seen_by=seen_by, on=on)
    seen = {card.ref for card in cards}
    return _branches(cards, below=None, seen=seen)


def board_cards(*, rows: "QuerySet[Board]", seen_by: Actor, on: date) -> tuple[BoardCard, ...]:
    """Boards as cards, with their seats counted on this day."""
    found = list(rows.select_related("parent", "lead_post"))
    seats = Seat.objects.seen_by(seen_by).filter(standing_on(on), board__in=[row.pk for row in found])
    counted: dict[int, list[tuple[str, bool]]] = {}
    for number, role, voting in seats.values_list("board_id", "role", "voting"):
        counted.setdefault(number, []).append((role, voting))
    return tuple(_card(row, counted.get(row.pk, [])) for row in found)


def seats(*, board: int, seen_by: Actor, on: date) -> tuple[SeatCard, ...]:
    """The seats on a board on this day: the chair first, then by organisation."""
    return _seat_cards(Seat.objects.filter(standing_on(on), board_id=board), seen_by=seen_by, on=on)


def bodies_on(*, boards: Iterable[int], seen_by: Actor, on: date) -> dict[int, frozenset[int]]:
    """The organisations that have a seat on each of these boards on this day, by their numbers."""
    rows = Seat.objects.seen_by(seen_by).filter(standing_on(on), board__in=set(boards))
    found: dict[int, set[int]] = {}
    for board, body in rows.values_list("board_id", "body_id"):
        found.setdefault(board, set()).add(body)
    return {board: frozenset(bodies) for board, bodies in found.items()}


def every_seat(*, board: int, seen_by: Actor, on: date) -> tuple[SeatCard, ...]:
    """Every seat that a board has had, has or will have, each with the persons who would fill it on this day."""
    return _seat_cards(Seat.objects.filter(board_id=board), seen_by=seen_by, on=on)


def _seat_cards(wanted: "QuerySet[Seat]", *, seen_by: Actor, on: date) -> tuple[SeatCard, ...]:
    rows = list(wanted.seen_by(seen_by).select_related("post").order_by("pk"))  # type: ignore[attr-defined]
    held: dict[int, list[int]] = {}
    posts = [row.post_id for row in rows if row.post_id]
    holders = Holder.objects.seen_by(seen_by).filter(standing_on(on), post__in=posts)
    for post, person in holders.values_list("post_id", "person_id"):
        held.setdefault(post, []).append(person)
    filled = {row.pk: [row.person_id] if row.person_id else held.get(row.post_id or 0, []) for row in rows}
    names = organisations(numbers=[row.body_id for row in rows], seen_by=seen_by)
    persons = people(numbers=frozenset(n for numbers in filled.values() for n in numbers), seen_by=seen_by)
    cards = [
        SeatCard(
            number=row.pk,
            public_id=row.public_id,
            board=row.board_id,
            body=names[row.body_id],
            role=SeatRole(row.role),
            voting=row.voting,
            post_title=row.post.title if row.post else "",
            persons=tuple(filled[row.pk]),
            people=tuple(persons[number] for number in filled[row.pk] if number in persons),
            begins_on=row.begins_on,
            ends_on=row.ends_on,
        )
        for row in rows
    ]
    return tuple(sorted(cards, key=lambda card: (list(SeatRole).index(card.role), card.body.name, card.begins_on)))


def remit(*, board: int, seen_by: Actor) -> tuple[str, ...]:
    """The standing lines of work of a board, in their order."""
    rows = RemitLine.objects.seen_by(seen_by).filter(board_id=board).order_by("place")
    return tuple(rows.values_list("words", flat=True))


def served(*, boards: Iterable[int], seen_by: Actor) -> tuple[tuple[int, int], ...]:
    """Which cross-cutting group serves which theme board, by their numbers, wherever one of these is either."""
    numbers = set(boards)
    rows = Served.objects.seen_by(seen_by).filter(Q(group__in=numbers) | Q(board__in=numbers))
    return tuple(rows.order_by("pk").values_list("group_id", "board_id"))


def _branches(cards: tuple[BoardCard, ...], *, below: Ref | None, seen: set[Ref]) -> tuple[Branch, ...]:
    here = [card for card in cards if (card.parent if card.parent in seen else None) == below]
    return tuple(Branch(card, _branches(cards, below=card.ref, seen=seen)) for card in here)


def _card(row: Board, seats: list[tuple[str, bool]]) -> BoardCard:
    return BoardCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        kind=BoardKind(row.board_kind),
        parent=row.parent.ref if row.parent else None,
        theme=Topic(row.theme) if row.theme else None,
        area_code=row.area_code,
        terms_of_reference=row.terms_of_reference,
        lead=row.lead_post.title if row.lead_post else "",
        lead_ref=row.lead_post.ref if row.lead_post else None,
        quorum=row.quorum,
        set_size=row.set_size,
        paper_lead_days=row.paper_lead_days,
        begins_on=row.begins_on,
        ends_on=row.ends_on,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
        members=sum(1 for role, _ in seats if role != SeatRole.OBSERVER),
        voting=sum(1 for _, voting in seats if voting),
        chairs=sum(1 for role, _ in seats if role == SeatRole.CHAIR),
    )
