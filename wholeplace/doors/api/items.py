"""Agenda items and their papers in the programming interface."""

from datetime import date
from typing import Annotated, Any

from annotated_types import MaxLen
from ninja import Query, Router

from wholeplace.across.thread.subjects import subject_here
from wholeplace.doors.api.asked import Asked, place_of
from wholeplace.doors.api.operations import PUBLIC, SIGNED_IN, operation
from wholeplace.doors.api.schemas import Given, Listed, OrganisationOut, PlacePage, Told, listed
from wholeplace.doors.api.values import (
    AmountFromNought,
    AnyRef,
    BoardRef,
    Day,
    ItemRef,
    MeetingRef,
    Note,
    OrganisationRef,
    PoundsTold,
    Reference,
    RefTold,
    Shared,
    Subject,
    Text,
    Title,
    Words,
    YesNo,
    worded,
)
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.rules.agenda import Concern, Purpose
from wholeplace.together.decisions.rules.deciding import Outcome
from wholeplace.together.decisions.rules.papers import ReportField
from wholeplace.together.partnership.queries import board as the_board
from wholeplace.together.partnership.rules.topics import Level, Topic

router = Router()
papers = Router()

Bodies = Annotated[tuple[OrganisationRef, ...], MaxLen(50)]


class ItemsPage(PlacePage):
    """Which items that wait for a decision."""

    board: BoardRef | None = None


class AboutIn(Given):
    """What a matter is. Those affected must each agree; those concerned stand to gain or lose."""

    title: Title
    topic: Subject
    level: Level
    amount: AmountFromNought | None = None
    subject: AnyRef | None = None
    affected: Bodies = ()
    concerned: Bodies = ()

    def said(self, request: Asked, *, item: str | None = None) -> actions.About:
        """As actions take it. Raises NotThere where it is about a record that is not here.

        What an item is about was here when it was brought, and need not be open to everybody who decides.
        """
        if self.subject is not None and not item:
            subject_here(ref=self.subject, seen_by=request.actor)
        return actions.About(**dict(self))


class ItemIn(Given):
    """A matter to be taken to a board: to a meeting, or to its next one."""

    board: BoardRef
    about: AboutIn
    purpose: Purpose = Purpose.DECISION
    meeting: MeetingRef | None = None
    meets_on: Day | None = None
    place: Annotated[str, Words(200, at_least=0)] = ""
    short_notice_because: Note = ""
    sensitivity: Shared = Sensitivity.PARTNERSHIP


class AnswerIn(Given):
    """The answer to a question that a committee report must answer."""

    field: ReportField
    words: Text


class PaperSaysIn(Given):
    """What a paper says. All of it replaces what the paper said before."""

    title: Title
    answers: Annotated[list[AnswerIn], MaxLen(len(ReportField))] = []
    body: Note = ""
    is_exempt: YesNo = False
    exempt_rule: Annotated[str, Words(200, at_least=0)] = ""

    def said(self) -> dict[str, Any]:
        """As actions take it."""
        return dict(self) | {"answers": {one.field: one.words for one in self.answers}}


class PaperIn(PaperSaysIn):
    """A paper to be written for an item."""

    item: ItemRef
    is_report: YesNo = True


class TouchedOut(Told):
    """An organisation that a matter touches."""

    body: OrganisationOut
    concern: Concern


class PaperLineOut(Told):
    """A paper as a list tells it."""

    ref: RefTold
    title: str
    is_exempt: bool
    published_on: date | None
    content_hash: str


class ItemOut(Told):
    """A matter before a board: the meeting at which it is taken, and its decision."""

    ref: RefTold
    title: str
    board: RefTold | None
    board_title: str | None
    meeting: RefTold | None
    meeting_title: str
    purpose: Purpose
    subject: RefTold | None
    amount: PoundsTold | None
    topic: Topic
    level: Level
    brought_on: date
    bodies: list[TouchedOut]
    papers: list[PaperLineOut]
    decision: RefTold | None
    outcome: Annotated[Outcome, worded(Outcome)] | None
    sensitivity: Sensitivity


class PaperOut(Told):
    """A paper, whole."""

    ref: RefTold
    title: str
    item: RefTold | None
    item_title: str
    is_report: bool
    body: str
    is_exempt: bool
    exempt_rule: str
    answers: dict[ReportField, str]
    content_hash: str
    published_on: date | None
    sensitivity: Sensitivity


@operation(router, "get", "", needs=PUBLIC, answers=Listed[ItemOut])
def list_undecided_items(request: Asked, asked: Query[ItemsPage]) -> Any:
    """What waits for a decision in a place or before one of its boards, the oldest first."""
    board = the_board(reference=asked.board, seen_by=request.actor, on=request.today).number if asked.board else None
    rows = queries.undecided(within=place_of(request, asked.place), seen_by=request.actor, board=board)
    return listed(request, rows, asked)


@operation(router, "get", "/{reference}", needs=PUBLIC, answers=ItemOut)
def read_item(request: Asked, reference: Reference) -> Any:
    """One matter before a board."""
    return queries.item(reference=reference, seen_by=request.actor)


@operation(router, "post", "", needs=SIGNED_IN, answers=ItemOut, status=201)
def put_on_agenda(request: Asked, item: ItemIn) -> Any:
    """Take a matter to a board. Whoever may raise intentions, call meetings or take decisions may do so."""
    given = dict(item) | {"about": item.about.said(request), "meeting": item.meeting or ""}
    ref = actions.put_on_agenda(**given, by=request.actor, on=request.today)
    return read_item(request, ref.public_id)


@operation(papers, "get", "/{reference}", needs=PUBLIC, answers=PaperOut)
def read_paper(request: Asked, reference: Reference) -> Any:
    """One paper."""
    return queries.paper(reference=reference, seen_by=request.actor)


@operation(papers, "post", "", needs=SIGNED_IN, answers=PaperOut, status=201)
def write_paper(request: Asked, paper: PaperIn) -> Any:
    """Begin a paper for an item that one's organisation brought. Until it is published, only it can see the paper."""
    ref = actions.write_paper(**paper.said(), by=request.actor, on=request.today)
    return read_paper(request, ref.public_id)


@operation(papers, "post", "/{reference}/revise", needs=SIGNED_IN, answers=PaperOut)
def revise_paper(request: Asked, reference: Reference, paper: PaperSaysIn) -> Any:
    """Change a paper that is not published. What is given replaces what was there."""
    actions.revise_paper(paper=reference, **paper.said(), by=request.actor, on=request.today)
    return read_paper(request, reference)


@operation(papers, "post", "/{reference}/publish", needs=SIGNED_IN, answers=PaperOut)
def publish_paper(request: Asked, reference: Reference) -> Any:
    """Publish a paper: from now on it stands under the hash of its content."""
    actions.publish_paper(paper=reference, by=request.actor, on=request.today)
    return read_paper(request, reference)
