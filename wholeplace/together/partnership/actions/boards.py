"""Setting up boards, changing their terms, and giving and ending seats on them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.directory.queries import organisations
from wholeplace.together.partnership.events import (
    BoardEnded,
    BoardSetUp,
    SeatEnded,
    SeatGiven,
    TermsOfReferenceChanged,
)
from wholeplace.together.partnership.models import (
    Board,
    Membership,
    Post,
    RemitLine,
    Seat,
    Served,
    standing_on,
)
from wholeplace.together.partnership.queries import every_seat
from wholeplace.together.partnership.rules.boards import (
    Above,
    BoardKind,
    Changing,
    Terms,
    changing,
    lines_of,
    terms,
)
from wholeplace.together.partnership.rules.ending import Ending, ending
from wholeplace.together.partnership.rules.seats import Seating, SeatRole, Sitting, seating
from wholeplace.together.partnership.rules.topics import Topic
from wholeplace.together.people.queries import person as the_person

Row = TypeVar("Row", Board, Post)


@dataclass(frozen=True)
class TermsOfReference:
    """What a board is set up with. Boards and posts are named by their public ids."""

    title: str
    kind: BoardKind
    words: str = ""
    parent: str = ""
    theme: Topic | None = None
    area_code: str = ""
    lead_post: str = ""
    quorum: int = 1
    set_size: int | None = None
    paper_lead_days: int = 5
    remit: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()


@action
def set_up_board(
    *, terms_of_reference: TermsOfReference, sensitivity: Sensitivity = Sensitivity.PUBLIC, by: Actor, on: date
) -> Ref:
    """Set up a board from this day, hosted by the organisation one acts for.

    Raises Refused when its terms do not stand: a ring of boards, a quorum larger than the board, a theme board
    without a lead.
    """
    by.must(Permission.BOARD_SET_UP)
    given = _Given.of(terms_of_reference, within=by.partnership_id, by=by)
    board = Board(begins_on=on, **scope_for(by, sensitivity=sensitivity))
    _must_stand(board, given)
    _write(board, given)
    board.save(force_insert=True)
    _write_parts(board, given)
    event = BoardSetUp(
        title=board.title,
        kind_of_board=board.board_kind,
        answers_to=_named_in(board, given.parent),
        quorum=board.quorum,
    )
    record(event, subject=board.ref, scope=scope_of(board), by=by, on=on)
    return board.ref


@action
def change_terms(*, board: str, terms_of_reference: TermsOfReference, by: Actor, on: date) -> None:
    """Change the terms of reference of a board. Raises Refused when the new ones do not stand, or change nothing."""
    seen = Board.objects.all().the(board, seen_by=by)
    by.must(Permission.BOARD_SET_UP, organisation=seen.organisation_id, partnership=seen.partnership_id)
    # Two boards that were each placed below the other at once would make a ring: the tree is changed one by one.
    alone_on(f"tree of boards {seen.partnership_id}")
    this = Board.objects.all().held(board, permission=Permission.BOARD_SET_UP, by=by)
    given = _Given.of(terms_of_reference, within=this.partnership_id, by=by)
    _must_stand(this, given)
    changes = _differences(this, given)
    if refusals := changing.refusals(Changing(changes)):
        raise Refused(refusals)
    _write(this, given)
    this.save()
    for part in (this.remit, this.serves):
        part.all().delete()
    _write_parts(this, given)
    event = TermsOfReferenceChanged(title=this.title, changes=changes)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def end_board(*, board: str, last_day: date, by: Actor, on: date) -> None:
    """Say which is a board's last day. Raises Refused while boards of its organisation that meet answer to it.

    Another organisation's board that answers to it keeps nobody from ending it: it then stands at the top.
    """
    this = Board.objects.all().held(board, permission=Permission.BOARD_SET_UP, by=by)
    below = Board.objects.seen_by(by).filter(standing_on(last_day), parent=this, organisation_id=this.organisation_id)
    asked = Ending(
        what="board",
        begins_on=this.begins_on,
        ends_on=this.ends_on,
        last_day=last_day,
        on=on,
        below=tuple(one.title for one in below.order_by("folded_title")),
    )
    if refusals := ending.refusals(asked):
        raise Refused(refusals)
    this.ends_on = last_day
    this.save(update_fields=["ends_on"])
    event = BoardEnded(title=this.title, last_day=last_day)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def give_seat(
    *,
    board: str,
    organisation: str,
    role: SeatRole,
    voting: bool,
    person: str = "",
    post: str = "",
    begins_on: date | None = None,
    ends_on: date | None = None,
    by: Actor,
    on: date,
) -> str:
    """Give an organisation a seat on a board, filled by a person, by whoever holds a post, or by nobody yet.

    Returns the seat's public id. Raises Refused, with every reason: a second chair, an observer who votes.
    """
    this = Board.objects.all().held(board, permission=Permission.BOARD_SET_UP, by=by)
    body = the_organisation(public_id=organisation, seen_by=by)
    who = the_person(public_id=person, seen_by=by) if person else None
    job = _here(Post, post, within=this.partnership_id, by=by) if post else None
    joined = Membership.objects.filter(standing_on(on), partnership_id=this.partnership_id, organisation_id=body.number)
    asked = Seating(
        organisation_name=body.name,
        organisation_is_member=joined.exists(),
        role=role,
        voting=voting,
        person=who is not None,
        post=job is not None,
        filled_by=_filled_by(who.number if who else None, job.pk if job else None),
        begins_on=begins_on or on,
        ends_on=ends_on,
        board_begins_on=this.begins_on,
        board_ends_on=this.ends_on,
        others=_sittings(this, by=by, on=on),
    )
    if refusals := seating.refusals(asked):
        raise Refused(refusals)
    seat = Seat.objects.create(
        board=this,
        body_id=body.number,
        person_id=who.number if who else None,
        post=job,
        role=role.value,
        voting=voting,
        begins_on=asked.begins_on,
        ends_on=ends_on,
        **scope_of(this),
    )
    event = SeatGiven(organisation=body.name, role=role.label.lower(), post=_named_in(this, job), person=person)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
    return seat.public_id


@action
def end_seat(*, board: str, seat: str, last_day: date, by: Actor, on: date) -> None:
    """Say which is a seat's last day. Raises Refused when it has ended already, or would end before it began."""
    this = Board.objects.all().held(board, permission=Permission.BOARD_SET_UP, by=by)
    row = this.seats.seen_by(by).select_for_update(of=("self",)).the(seat, seen_by=by)
    asked = Ending(what="seat", begins_on=row.begins_on, ends_on=row.ends_on, last_day=last_day, on=on)
    if refusals := ending.refusals(asked):
        raise Refused(refusals)
    row.ends_on = last_day
    row.save(update_fields=["ends_on"])
    name = organisations(numbers=[row.body_id], seen_by=by)[row.body_id].name
    event = SeatEnded(organisation=name, role=SeatRole(row.role).label.lower(), last_day=last_day)
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)


@dataclass(frozen=True)
class _Given:
    """Terms of reference with the rows that they name."""

    asked: TermsOfReference
    parent: Board | None
    lead: Post | None
    serves: tuple[Board, ...]
    above: Above | None

    @classmethod
    def of(cls, asked: TermsOfReference, *, within: int | None, by: Actor) -> "_Given":
        parent = _here(Board, asked.parent, within=within, by=by) if asked.parent else None
        return cls(
            asked=replace(asked, title=" ".join(asked.title.split())),
            parent=parent,
            lead=_here(Post, asked.lead_post, within=within, by=by) if asked.lead_post else None,
            serves=tuple(_here(Board, one, within=within, by=by) for one in dict.fromkeys(asked.serves)),
            above=_above(parent, by=by) if parent else None,
        )


def _here(kind: type[Row], reference: str, *, within: int | None, by: Actor) -> Row:
    """The board or post of this public id in this partnership, or NotThere: what is public elsewhere is no link."""
    row: Row = kind.objects.all().the(reference, seen_by=by)
    if row.partnership_id != within:
        raise NotThere(kind.kind)
    return row


def _named_in(board: Board, other: Board | Post | None) -> str:
    """The title of another record as an event about a board may give it: not when fewer people may see that one."""
    if other is None or Sensitivity(other.sensitivity).is_narrower_than(Sensitivity(board.sensitivity)):
        return ""
    return str(other.title)


def _above(parent: Board, *, by: Actor) -> Above:
    within = Board.objects.seen_by(by).filter(partnership_id=parent.partnership_id)
    parents = dict(within.values_list("public_id", "parent__public_id"))
    return Above(name=parent.title, ids=tuple(lines_of(parents, parent.public_id)), ends_on=parent.ends_on)


def _must_stand(board: Board, given: _Given) -> None:
    asked = Terms(
        own_id=board.public_id,
        kind=given.asked.kind,
        has_theme=given.asked.theme is not None,
        has_lead=given.lead is not None,
        quorum=given.asked.quorum,
        set_size=given.asked.set_size,
        paper_lead_days=given.asked.paper_lead_days,
        above=given.above,
        serves=tuple(BoardKind(one.board_kind) for one in given.serves),
        begins_on=board.begins_on,
        remit=given.asked.remit,
    )
    if refusals := terms.refusals(asked):
        raise Refused(refusals)


def _columns(given: _Given) -> dict[str, object]:
    asked = given.asked
    return {
        "title": asked.title,
        "board_kind": asked.kind.value,
        "parent_id": given.parent.pk if given.parent else None,
        "theme": asked.theme.value if asked.theme else "",
        "area_code": asked.area_code,
        "terms_of_reference": asked.words,
        "lead_post_id": given.lead.pk if given.lead else None,
        "quorum": asked.quorum,
        "set_size": asked.set_size,
        "paper_lead_days": asked.paper_lead_days,
    }


def _write(board: Board, given: _Given) -> None:
    for column, value in _columns(given).items():
        setattr(board, column, value)


def _write_parts(board: Board, given: _Given) -> None:
    RemitLine.objects.bulk_create(
        RemitLine(board=board, place=place, words=words, **scope_of(board))
        for place, words in enumerate(given.asked.remit, start=1)
    )
    Served.objects.bulk_create(Served(group=board, board=one, **scope_of(board)) for one in given.serves)


_WORDS = {
    "title": "name",
    "board_kind": "kind",
    "parent_id": "which board it answers to",
    "theme": "theme",
    "area_code": "area",
    "terms_of_reference": "terms of reference",
    "lead_post_id": "lead officer",
    "quorum": "quorum",
    "set_size": "set size",
    "paper_lead_days": "days by which papers are issued",
}


def _differences(board: Board, given: _Given) -> tuple[str, ...]:
    changed = [_WORDS[name] for name, value in _columns(given).items() if getattr(board, name) != value]
    remit = tuple(board.remit.order_by("place").values_list("words", flat=True))
    serves = set(board.serves.values_list("board_id", flat=True))
    changed += ["remit"] if remit != given.asked.remit else []
    changed += ["theme boards served"] if serves != {one.pk for one in given.serves} else []
    return tuple(changed)


def _sittings(board: Board, *, by: Actor, on: date) -> tuple[Sitting, ...]:
    """Every seat of a board: past, standing and to come."""
    rows = {row.pk: row for row in board.seats.seen_by(by)}
    return tuple(
        Sitting(
            who=f"{seat.body.name} ({seat.who})",
            role=seat.role,
            filled_by=_filled_by(rows[seat.number].person_id, rows[seat.number].post_id),
            begins_on=seat.begins_on,
            ends_on=seat.ends_on,
        )
        for seat in every_seat(board=board.pk, seen_by=by, on=on)
    )


def _filled_by(person: int | None, post: int | None) -> str:
    return f"person {person}" if person else f"post {post}" if post else ""
