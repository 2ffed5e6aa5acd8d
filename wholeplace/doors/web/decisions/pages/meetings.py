"""Meetings, items and papers in words."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.across.thread.walk import Thread
from wholeplace.doors.web.decisions.pages.decisions import may_bring
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Colour,
    Crumb,
    Fact,
    Link,
    ListPage,
    Pages,
    RecordPage,
    Section,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import KINDS, address_of, history_of, thread_view, visibility_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.records.thread import Stop
from wholeplace.together.decisions.queries import ItemCard, MeetingCard, PaperCard
from wholeplace.together.decisions.rules.agenda import Concern, Purpose
from wholeplace.together.decisions.rules.meetings import MeetingState, StandingItem
from wholeplace.together.decisions.rules.papers import DEMANDED
from wholeplace.together.partnership.queries import PartnershipCard, SeatCard

COLOURS: dict[MeetingState, Colour] = {
    MeetingState.CALLED: "blue",
    MeetingState.ISSUED: "purple",
    MeetingState.HELD: "green",
    MeetingState.CANCELLED: "grey",
}


def meetings_page(
    cards: Sequence[MeetingCard], *, place: PartnershipCard, request: Asked, pages: Pages | None
) -> ListPage:
    """The meetings of a place, latest first."""
    call = Step("Call a meeting", reverse("call-meeting"))
    may = request.actor.may(Permission.MEETING_CALL, partnership=place.number)
    return ListPage(
        title="Meetings",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        crumbs=(Crumb("Decisions", in_place("decisions", within=place, request=request)),),
        steps=(call,) if may else (),
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Meetings",
            caption_hidden=True,
            headings=("Meeting", "Where", "Papers due", "State"),
            rows=tuple(
                (
                    Cell(card.title, href=address_of(card.ref)),
                    card.place,
                    day(card.papers_due_on),
                    Cell(card.state.label),
                )
                for card in cards
            ),
            empty="No meeting has been called yet.",
            empty_step=call if may else None,
        ),
    )


def meeting_page(
    card: MeetingCard,
    *,
    agenda: Sequence[ItemCard],
    section: dict[StandingItem, str],
    seats: Sequence[SeatCard],
    present: frozenset[int],
    request: Asked,
) -> RecordPage:
    """One meeting: its agenda with the papers, the Commissioning section, who was there."""
    sections = [_agenda(agenda, card, request=request)]
    if card.board is not None and card.board.kind.has_commissioning_section:
        sections.append(_section(section))
    if present:
        sections.append(_attendance(seats, present))
    return RecordPage(
        title=card.title,
        caption="Meeting",
        area="decisions",
        crumbs=(
            Crumb("Meetings", in_place("meetings", within=card.partnership, request=request)),
            *((Crumb(card.board.title, address_of(card.board.ref)),) if card.board else ()),
        ),
        status=_meeting_status(card, agenda, request=request),
        tag=Tag(card.state.label, COLOURS[card.state]),
        next_sentence=_meeting_next(card, agenda),
        steps=_meeting_steps(card, request=request),
        facts=_meeting_facts(card),
        sections=tuple(sections),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def item_page(card: ItemCard, *, subject: Stop | None, brought_by: str, request: Asked) -> RecordPage:
    """One item: what the board is asked, on which papers, and what became of it."""
    return RecordPage(
        title=card.title,
        caption=f"Agenda item {card.purpose.label.lower()}",
        area="decisions",
        crumbs=(
            Crumb("What waits before a board", in_place("items", within=card.partnership, request=request)),
            *((Crumb(card.board_title, address_of(card.board)),) if card.board else ()),
        ),
        status=_item_status(card),
        tag=Tag(card.outcome.label, "green" if card.outcome.approves else "grey")
        if card.outcome
        else Tag("Waiting", "blue"),
        steps=_item_steps(card, request=request),
        facts=_item_facts(card, subject=subject, brought_by=brought_by),
        sections=(_item_papers(card),),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def paper_page(card: PaperCard, *, thread: Thread | None, request: Asked) -> RecordPage:
    """One paper: what it answers, and whether it stands."""
    return RecordPage(
        title=card.title,
        caption="Committee report" if card.is_report else "Paper",
        area="decisions",
        crumbs=(Crumb(card.item_title, address_of(card.item)),) if card.item else (),
        status=_paper_status(card),
        tag=Tag("Exempt", "orange")
        if card.is_exempt
        else Tag("Published", "green")
        if card.is_published
        else Tag("Draft"),
        steps=_paper_steps(card, request=request),
        facts=(
            *((Fact("Exempt under", card.exempt_rule),) if card.is_exempt else ()),
            *((Fact("Text", card.body),) if card.body else ()),
            *(Fact(field.label, words) for field, words in card.answers.items()),
            *((Fact("Hash of its content", card.content_hash),) if card.content_hash else ()),
        ),
        thread=thread_view(thread) if thread else None,
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


# --- A meeting ----------------------------------------------------------------------------------------------


def _meeting_status(card: MeetingCard, agenda: Sequence[ItemCard], *, request: Asked) -> str:
    decided = sum(1 for item in agenda if item.is_decided)
    number = f"{len(agenda)} {'item' if len(agenda) == 1 else 'items'}"
    match card.state:
        case MeetingState.CALLED:
            late = "were" if card.papers_due_on < request.today else "are"
            return f"Called for {day(card.held_on)}, with {number}. Papers {late} due on {day(card.papers_due_on)}."
        case MeetingState.ISSUED:
            return f"Papers issued on {day(card.issued_on or card.held_on)} for {day(card.held_on)}, with {number}."
        case MeetingState.HELD:
            return f"Held on {day(card.held_on)}: {decided} of {number} decided."
    return "Cancelled. What was on its agenda waits for the board's next meeting."


def _meeting_next(card: MeetingCard, agenda: Sequence[ItemCard]) -> str | None:
    if card.is_over:
        return None
    bare = [item.title for item in agenda if item.purpose is Purpose.DECISION and not item.published]
    if bare:
        return f"No paper is published yet for: {'; '.join(bare)}."
    return None


def _meeting_steps(card: MeetingCard, *, request: Asked) -> tuple[Step, ...]:
    actor, ref = request.actor, {"reference": card.ref.public_id}
    own = actor.may(Permission.MEETING_CALL, organisation=card.organisation, partnership=card.partnership)
    has_come = card.held_on <= request.today
    found = (
        (own and card.state is MeetingState.CALLED, Step("Issue the papers", reverse("issue-papers", kwargs=ref))),
        (
            own and not card.is_over and has_come,
            Step("Record who was there", reverse("hold-meeting", kwargs=ref), kind="secondary"),
        ),
        (
            not card.is_over and may_bring(actor, partnership=card.partnership) and card.board is not None,
            Step(
                "Put an item on the agenda",
                f"{reverse('take-to-board')}?{urlencode(_asked_for(card))}",
                kind="secondary",
            ),
        ),
        (own and not card.is_over, Step("Cancel it", reverse("cancel-meeting", kwargs=ref), kind="warning")),
    )
    return tuple(step for may, step in found if may)


def _asked_for(card: MeetingCard) -> dict[str, str]:
    board = card.board.ref.public_id if card.board else ""
    return {"board": board, "meeting": card.ref.public_id}


def _meeting_facts(card: MeetingCard) -> tuple[Fact, ...]:
    found: list[Fact | None] = [
        Fact("Board", card.board.title, href=address_of(card.board.ref)) if card.board else None,
        Fact("When", day(card.held_on)),
        Fact("Where", card.place),
        Fact("Papers due", day(card.papers_due_on)),
        Fact("Papers issued", day(card.issued_on), tag=None if card.in_time else Tag("Late", "orange"))
        if card.issued_on
        else None,
        Fact("Why they were late", card.late_because) if card.late_because else None,
        Fact("Why at short notice", card.short_notice_because) if card.short_notice_because else None,
    ]
    return tuple(fact for fact in found if fact is not None)


def _agenda(agenda: Sequence[ItemCard], card: MeetingCard, *, request: Asked) -> Section:
    may = request.actor.may(Permission.DECISION_TAKE, partnership=card.partnership)
    has_come = card.held_on <= request.today and card.state is not MeetingState.CANCELLED
    return Section(
        title="Agenda",
        id="agenda",
        tables=(
            TableView(
                caption="Agenda",
                caption_hidden=True,
                headings=("Item", "Subject", "Amount", "For", "Papers", "Outcome"),
                numeric=frozenset({2}),
                rows=tuple(
                    (
                        Cell(item.title, href=address_of(item.ref)),
                        item.topic.label,
                        item.amount.brief() if item.amount is not None else "–",
                        item.purpose.label,
                        _papers_cell(item),
                        _outcome_cell(item, card, may=may and has_come),
                    )
                    for item in agenda
                ),
                empty="Nothing is on the agenda yet.",
            ),
        ),
    )


def _papers_cell(item: ItemCard) -> Cell:
    if not item.published:
        return Cell("None yet")
    return Cell("", links=tuple(Link(paper.title, address_of(paper.ref)) for paper in item.published))


def _outcome_cell(item: ItemCard, card: MeetingCard, *, may: bool) -> Cell:
    if item.decision is not None and item.outcome is not None:
        return Cell(item.outcome.label, href=address_of(item.decision))
    if card.ref in item.put_off_at:
        return Cell("Deferred")
    if may:
        query = urlencode({"item": item.ref.public_id, "meeting": card.ref.public_id})
        return Cell("Record the decision", href=f"{reverse('record-decision')}?{query}")
    return Cell("–")


def _section(section: dict[StandingItem, str]) -> Section:
    return Section(
        title="Commissioning",
        id="commissioning",
        lead="These five stand on every agenda of this board.",
        tables=(
            TableView(
                caption="The Commissioning section",
                caption_hidden=True,
                headings=("Item", "What there is to report"),
                rows=tuple(
                    (
                        item.label,
                        Cell(section[item]) if item in section else Cell("", tag=Tag("Not written yet", "orange")),
                    )
                    for item in StandingItem
                ),
            ),
        ),
    )


def _attendance(seats: Sequence[SeatCard], present: frozenset[int]) -> Section:
    return Section(
        title="Who was there",
        id="attendance",
        tables=(
            TableView(
                caption="Attendance",
                caption_hidden=True,
                headings=("Organisation", "Who", "Role", "There"),
                rows=tuple(
                    (seat.body.name, seat.who, seat.role.label, "Yes" if seat.number in present else "No")
                    for seat in seats
                ),
            ),
        ),
    )


# --- An item ------------------------------------------------------------------------------------------------


def _item_status(card: ItemCard) -> str:
    if card.outcome is not None:
        at = f" at {card.meeting_title}" if card.meeting_title else ""
        return f"{card.outcome.label}{at}."
    put_off = " It was deferred before." if card.put_off_at else ""
    if card.meeting is None:
        return f"Waits for the next meeting of {card.board_title}, which is not called yet.{put_off}"
    return f"Waits for {card.meeting_title}.{put_off}"


def _item_steps(card: ItemCard, *, request: Asked) -> tuple[Step, ...]:
    actor, ref = request.actor, card.ref.public_id
    if card.is_decided:
        return (Step("See the decision", address_of(card.decision)),) if card.decision else ()
    query = {"item": ref} | ({"meeting": card.meeting.public_id} if card.meeting else {})
    own = card.organisation == actor.organisation_id
    found = (
        (
            actor.may(Permission.DECISION_TAKE, partnership=card.partnership)
            and card.meeting_on is not None
            and card.meeting_on <= request.today,
            Step("Record the decision", f"{reverse('record-decision')}?{urlencode(query)}"),
        ),
        (
            own and may_bring(actor, partnership=card.partnership),
            Step("Write a report for it", reverse("write-paper", kwargs={"reference": ref}), kind="secondary"),
        ),
        (
            actor.may(Permission.DECISION_TAKE, partnership=card.partnership),
            Step(
                "It was decided elsewhere",
                f"{reverse('record-elsewhere')}?{urlencode({'item': ref})}",
                kind="secondary",
            ),
        ),
    )
    return tuple(step for may, step in found if may)


def _item_facts(card: ItemCard, *, subject: Stop | None, brought_by: str) -> tuple[Fact, ...]:
    affected, concerned = card.of(Concern.AFFECTED), card.of(Concern.CONCERNED)
    found: list[Fact | None] = [
        Fact("Board", card.board_title, href=address_of(card.board)) if card.board else None,
        Fact("Meeting", card.meeting_title, href=address_of(card.meeting)) if card.meeting else None,
        Fact(KINDS.get(card.subject.kind, "About"), subject.title, href=address_of(subject.ref))
        if card.subject and subject
        else None,
        Fact("Amount", card.amount) if card.amount is not None else None,
        Fact("Subject", card.topic.label),
        Fact("Level", card.level.label),
        Fact("Must agree for themselves", ", ".join(body.name for body in affected)) if affected else None,
        Fact("Stand to gain or lose", ", ".join(body.name for body in concerned)) if concerned else None,
        Fact("Brought by", f"{brought_by} on {day(card.brought_on)}" if brought_by else day(card.brought_on)),
    ]
    return tuple(fact for fact in found if fact is not None)


def _item_papers(card: ItemCard) -> Section:
    return Section(
        title="Papers",
        id="papers",
        tables=(
            TableView(
                caption="Papers",
                caption_hidden=True,
                headings=("Paper", "Published"),
                rows=tuple(
                    (
                        Cell(
                            paper.title,
                            href=address_of(paper.ref),
                            tag=Tag("Exempt", "orange") if paper.is_exempt else None,
                        ),
                        day(paper.published_on) if paper.published_on else "Not yet",
                    )
                    for paper in card.papers
                ),
                empty="No paper is open to you yet.",
            ),
        ),
    )


# --- A paper ------------------------------------------------------------------------------------------------


def _paper_status(card: PaperCard) -> str:
    if card.published_on is not None:
        kept = " It is withheld from the public." if card.is_exempt else ""
        return f"Published on {day(card.published_on)}. It stands as it is.{kept}"
    if not card.is_report:
        return "A draft, seen only by your organisation."
    open_ones = sum(1 for field in DEMANDED if not card.answers.get(field))
    if open_ones:
        return f"A draft: {open_ones} of {len(DEMANDED)} fields that every report must have are still open."
    return "A draft with every field answered, ready to be published."


def _paper_steps(card: PaperCard, *, request: Asked) -> tuple[Step, ...]:
    actor, ref = request.actor, {"reference": card.ref.public_id}
    own = card.organisation == actor.organisation_id and may_bring(actor, partnership=card.partnership)
    if card.is_published or not own:
        return ()
    return (
        Step("Publish it", reverse("publish-paper", kwargs=ref), post=True),
        Step("Go on writing", reverse("revise-paper", kwargs=ref), kind="secondary"),
    )
