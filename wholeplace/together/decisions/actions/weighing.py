"""Everything that counts when a decision is recorded, gathered once: who decides, under what, with whom, on what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import NotThere, Sensitivity, narrowest
from wholeplace.together.decisions.actions.agenda import About
from wholeplace.together.decisions.models import Paper
from wholeplace.together.decisions.queries import ItemCard, MeetingCard
from wholeplace.together.decisions.queries import item as the_item
from wholeplace.together.decisions.queries import meeting as the_meeting
from wholeplace.together.decisions.rules.agenda import Concern
from wholeplace.together.decisions.rules.deciding import Conflict, Deciding, Flag, Outcome, flags
from wholeplace.together.decisions.rules.seated import unseated
from wholeplace.together.directory.queries import organisation as the_organisation
from wholeplace.together.partnership.queries import (
    BoardCard,
    DelegationCard,
    InterestCard,
    PostCard,
    SeatCard,
    delegations_of,
    interests_touching,
    who_can_approve,
)
from wholeplace.together.partnership.queries import board as the_board
from wholeplace.together.partnership.queries import post as the_post
from wholeplace.together.partnership.queries import seats as the_seats
from wholeplace.together.partnership.rules.matrix import Matter, covering

Card = TypeVar("Card", BoardCard, PostCard, ItemCard, MeetingCard)


@dataclass(frozen=True)
class Taken:
    """What was decided, and why."""

    outcome: Outcome
    taken_on: date
    reasons: str = ""
    options: str = ""
    conditions: str = ""


@dataclass(frozen=True)
class There:
    """Somebody who was there: a seat, or the person in a post."""

    seat: int | None
    person: int | None
    name: str
    voting: bool
    left: bool
    presided: bool
    interest: int | None = None
    about: str = ""


@dataclass(frozen=True)
class Weighed:
    """A decision with all that counts, ready for the rules and for writing."""

    about: About
    taken: Taken
    board: BoardCard | None
    post: PostCard | None
    meeting: MeetingCard | None
    item: ItemCard | None
    bodies: tuple[tuple[int, Concern], ...]
    those_there: tuple[There, ...]
    grants: tuple[DelegationCard, ...]
    used: DelegationCard | None
    papers: tuple[tuple[int, str], ...]
    papers_in_time: bool
    partnership: int | None
    asked: Deciding

    @classmethod
    def of(
        cls,
        decider: Ref | None,
        about: About,
        taken: Taken,
        *,
        item: str,
        meeting: str,
        present: Sequence[str],
        left: Sequence[str],
        authority_of: str,
        sensitivity: Sensitivity,
        by: Actor,
        on: date,
    ) -> "Weighed":
        """Gather what counts, as it stood on that day. Raises NotThere for what is hidden or another partnership's."""
        board, post = _decider(decider, by=by, on=taken.taken_on)
        brought = _ours(the_item(reference=item, seen_by=by), by=by) if item else None
        at = _ours(the_meeting(reference=meeting, seen_by=by, on=on), by=by) if meeting else None
        bodies = about.bodies(seen_by=by)
        matter = Matter(topic=about.topic, level=about.level, amount=about.amount, on=taken.taken_on)
        grants = delegations_of(decider=decider, seen_by=by, on=taken.taken_on) if decider else ()
        usable = _usable(grants, authority_of=authority_of, by=by)
        fitting = covering(usable, matter) if taken.outcome.approves else ()
        seats = the_seats(board=board.number, seen_by=by, on=taken.taken_on) if board else ()
        there = _there(seats, post, present=set(present), left=set(left))
        there = _with_interests(there, seats, bodies=bodies, about=about, by=by, on=taken.taken_on)
        papers, in_time = _papers(brought, at)
        return cls(
            about=about,
            taken=taken,
            board=board,
            post=post,
            meeting=at,
            item=brought,
            bodies=bodies,
            those_there=there,
            grants=grants,
            used=fitting[0] if fitting else None,
            papers=papers,
            papers_in_time=in_time,
            partnership=by.partnership_id,
            asked=Deciding(
                decider=board.title if board else post.title if post else "",
                is_joint_post=post is not None and post.is_joint,
                names_authority=bool(authority_of),
                recorder_may=_takes_part(decider, board, post, seats, item=brought, by=by, on=taken.taken_on),
                matter=matter,
                outcome=taken.outcome,
                grants=usable,
                able=_able(matter, decider=decider, within=by.partnership_id, by=by),
                quorum=board.quorum if board and (there or at) else None,
                voting=sum(1 for one in there if one.voting and not one.left),
                conflicts=_conflicts(there),
                conditions=taken.conditions,
                reasons=taken.reasons,
                options=taken.options,
                needs_meeting=board is not None,
                meeting_on=at.held_on if at else None,
                meeting_is_off=at is not None and at.state.value == "cancelled",
                misplaced=_misplaced(brought, at, board=board) if decider else (),
                about_kind=about.subject.kind if about.subject else "",
                differs=_differs(brought, about),
                left_out=_left_out(brought, bodies),
                hidden_from=_hidden_from(brought, at, sensitivity=sensitivity),
                unseated=_unseated(seats, post, present=present, left=left),
                decided_before=brought.outcome.label.lower() if brought and brought.outcome else "",
                on=on,
            ),
        )

    def flags(self, *, elsewhere: bool) -> tuple[Flag, ...]:
        """What is to be flagged about it."""
        return flags(self.asked, elsewhere=elsewhere, papers=len(self.papers), in_time=self.papers_in_time)

    def delegated_by(self, body: int) -> int | None:
        """The delegation by which this organisation has agreed beforehand, if it approves within one."""
        if not self.taken.outcome.approves:
            return None
        fitting = covering((one for one in self.grants if one.by.number == body), self.asked.matter)
        return fitting[0].number if fitting else None


def _decider(decider: Ref | None, *, by: Actor, on: date) -> tuple[BoardCard | None, PostCard | None]:
    match decider:
        case None:
            return None, None
        case Ref(kind="board"):
            return _ours(the_board(reference=decider.public_id, seen_by=by, on=on), by=by), None
        case Ref(kind="post"):
            return None, _ours(the_post(reference=decider.public_id, seen_by=by, on=on), by=by)
    raise NotThere("board or post")


def _ours(card: Card, *, by: Actor) -> Card:
    """What is of the partnership one acts in. A neighbour's looks as if it were not there."""
    if card.partnership != by.partnership_id:
        raise NotThere("record")
    return card


def _takes_part(
    decider: Ref | None,
    board: BoardCard | None,
    post: PostCard | None,
    seats: Sequence[SeatCard],
    *,
    item: ItemCard | None,
    by: Actor,
    on: date,
) -> bool:
    """Whether the recorder's organisation takes part in the decider or, where none is named, in the item's board.

    What is neither of a board or post here nor on an item before one is anybody's to record.
    """
    if decider is None and item is not None and item.board is not None:
        board = the_board(reference=item.board.public_id, seen_by=by, on=on)
        seats = the_seats(board=board.number, seen_by=by, on=on)
    if board is None and post is None:
        return True
    return by.is_system or by.organisation_id in _those_of(board, post, seats)


def _those_of(board: BoardCard | None, post: PostCard | None, seats: Sequence[SeatCard]) -> set[int]:
    """The organisations that take part in a board, or that a post answers to."""
    if board is not None:
        return {board.organisation, *(seat.body.number for seat in seats)}
    return {share.body.number for share in post.shares} if post else set()


def _unseated(
    seats: Sequence[SeatCard], post: PostCard | None, *, present: Sequence[str], left: Sequence[str]
) -> tuple[str, ...]:
    """Where seats are named that the board does not have; a post has none, and is asked about none."""
    known = {seat.public_id for seat in seats}
    named = (
        *unseated(present, seats=known, among="those present"),
        *unseated(left, seats=known, among="those who left"),
    )
    return () if post is not None else named


def _there(seats: Sequence[SeatCard], post: PostCard | None, *, present: set[str], left: set[str]) -> tuple[There, ...]:
    """Those who were there. The chair presides, or else the deputy, or else the first who stayed."""
    if post is not None:
        return tuple(
            There(seat=None, person=one.number, name=one.name, voting=True, left=False, presided=True)
            for one in post.holders
        )
    here = [seat for seat in seats if seat.public_id in present | left]
    presides = next((seat.number for seat in here if seat.public_id not in left), None)
    return tuple(
        There(
            seat=seat.number,
            person=seat.persons[0] if seat.persons else None,
            name=seat.who,
            voting=seat.voting,
            left=seat.public_id in left,
            presided=seat.number == presides,
        )
        for seat in here
    )


def _with_interests(
    there: Sequence[There],
    seats: Sequence[SeatCard],
    *,
    bodies: Sequence[tuple[int, Concern]],
    about: About,
    by: Actor,
    on: date,
) -> tuple[There, ...]:
    """The same people, each with an interest that they have in the matter."""
    persons = {seat.number: seat.persons for seat in seats}
    known = interests_touching(
        persons={number for one in there for number in _persons(one, persons)},
        bodies=[body for body, concern in bodies if concern is Concern.CONCERNED],
        topic=about.topic,
        seen_by=by,
        on=on,
    )
    return tuple(_with_interest(one, _persons(one, persons), known) for one in there)


def _persons(one: There, persons: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    if one.seat is not None:
        return persons[one.seat]
    return (one.person,) if one.person is not None else ()


def _with_interest(one: There, persons: Sequence[int], known: Sequence[InterestCard]) -> There:
    found = next((interest for interest in known if interest.person in persons), None)
    if found is None:
        return one
    return There(
        seat=one.seat,
        person=found.person,
        name=found.person_name,
        voting=one.voting,
        left=one.left,
        presided=one.presided,
        interest=found.number,
        about=found.about,
    )


def _usable(grants: tuple[DelegationCard, ...], *, authority_of: str, by: Actor) -> tuple[DelegationCard, ...]:
    """The delegations of the one whose authority is used, or all of them when none is named."""
    if not authority_of:
        return grants
    authority = the_organisation(public_id=authority_of, seen_by=by).number
    return tuple(one for one in grants if one.by.number == authority)


def _conflicts(there: Sequence[There]) -> tuple[Conflict, ...]:
    """The interests of those who took part, without those who left."""
    return tuple(
        Conflict(person=one.name, about=one.about, presides=one.presided)
        for one in there
        if one.interest is not None and not one.left
    )


def _able(matter: Matter, *, decider: Ref | None, within: int | None, by: Actor) -> tuple[str, ...]:
    """The names of the other boards and posts that can take the matter, smallest sufficient first."""
    if within is None:
        return ()
    found = who_can_approve(
        topic=matter.topic, level=matter.level, amount=matter.amount, within=within, seen_by=by, on=matter.on
    )
    return tuple(dict.fromkeys(one.decider_name for one in found if one.decider != decider))


def _misplaced(item: ItemCard | None, meeting: MeetingCard | None, *, board: BoardCard | None) -> tuple[str, ...]:
    """The titles of what is of another board."""
    number = board.number if board else None
    found = (f"“{one.title}”" for one in (item, meeting) if one is not None and one.board_number != number)
    return tuple(found)


def _differs(item: ItemCard | None, about: About) -> tuple[str, ...]:
    """What was brought otherwise than it is decided."""
    if item is None:
        return ()
    found = (
        (item.topic is not about.topic, "subject"),
        (item.level is not about.level, "level"),
        (item.subject != about.subject, "record that it is about"),
    )
    return tuple(words for differs, words in found if differs)


def _left_out(item: ItemCard | None, bodies: Sequence[tuple[int, Concern]]) -> tuple[str, ...]:
    """The names of those whom the item touches, and the decision does not touch in the same way."""
    touched = item.bodies if item else ()
    return tuple(dict.fromkeys(one.body.name for one in touched if (one.body.number, one.concern) not in bodies))


def _hidden_from(item: ItemCard | None, meeting: MeetingCard | None, *, sensitivity: Sensitivity) -> tuple[str, ...]:
    """The titles of what more people can see than the decision. A public meeting may decide in private."""
    found = []
    if item is not None and sensitivity.is_narrower_than(item.sensitivity):
        found.append(f"“{item.title}”")
    if meeting is not None and sensitivity.is_narrower_than(narrowest(meeting.sensitivity, Sensitivity.PARTNERSHIP)):
        found.append(f"“{meeting.title}”")
    return tuple(found)


def _papers(item: ItemCard | None, meeting: MeetingCard | None) -> tuple[tuple[tuple[int, str], ...], bool]:
    """The published papers of an item with their hashes, and whether all of them were there in time."""
    if item is None:
        return (), True
    hashes = {paper.ref.public_id: paper.content_hash for paper in item.published}
    numbers = Paper.objects.filter(public_id__in=hashes).order_by("pk").values_list("pk", "public_id")
    due = meeting.papers_due_on if meeting else None
    in_time = due is None or all(paper.published_on and paper.published_on <= due for paper in item.published)
    return tuple((number, hashes[public_id]) for number, public_id in numbers), in_time
