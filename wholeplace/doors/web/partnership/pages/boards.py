"""Boards in words: the tree, one board, and theme boards by cross-cutting groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.pages import (
    Cell,
    Crumb,
    Fact,
    Link,
    ListPage,
    Page,
    RecordPage,
    Section,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import address_of, history_of, visibility_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.together.decisions.queries import BoardFigures, ItemCard, MeetingCard
from wholeplace.together.decisions.rules.agenda import MAY_BRING
from wholeplace.together.partnership.queries import (
    BoardCard,
    Branch,
    DelegationCard,
    PartnershipCard,
    SeatCard,
)
from wholeplace.together.partnership.rules.boards import BoardKind, Caution


@dataclass(frozen=True)
class BranchView:
    """A board in the drawn tree."""

    title: str
    href: str
    sentence: str
    tags: tuple[Tag, ...]
    below: tuple[BranchView, ...]


@dataclass(frozen=True, kw_only=True)
class TreePage(Page):
    """The boards of a place as a tree."""

    branches: tuple[BranchView, ...]
    steps: tuple[Step, ...] = ()
    links: tuple[Link, ...] = ()
    empty: str = "No board has been set up yet."


def tree_page(branches: Sequence[Branch], *, place: PartnershipCard, request: Asked) -> TreePage:
    """The boards of a place."""
    here = f"?place={place.slug}"
    may = request.actor.may(Permission.BOARD_SET_UP, partnership=place.number)
    return TreePage(
        title="Boards and committees",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        crumbs=(Crumb("Decisions", reverse("decisions") + here),),
        lead="Who meets, who answers to whom, and whether each can still decide.",
        branches=tuple(_branch(branch) for branch in branches),
        steps=(Step("Set up a board", reverse("set-up-board")),) if may else (),
        links=(
            Link("What each may decide", reverse("delegations") + here),
            Link("Who can approve this?", reverse("who-can-approve") + here),
            Link("Theme boards by cross-cutting groups", reverse("theme-boards") + here),
        ),
    )


def board_page(
    card: BoardCard,
    *,
    parent: BoardCard | None,
    seats: Sequence[SeatCard],
    remit: Sequence[str],
    delegations: Sequence[DelegationCard],
    linked: Sequence[BoardCard],
    meetings: Sequence[MeetingCard],
    items: Sequence[ItemCard],
    figures: BoardFigures,
    request: Asked,
) -> RecordPage:
    """One board: its terms, who sits on it, what it may decide, when it meets and what waits before it."""
    sections = [
        _seats(card, seats, request=request),
        _may_decide(card, delegations, request=request),
        _meetings(meetings),
        _items(items),
    ]
    if remit:
        sections.insert(0, Section("Standing lines of work", "remit", tables=(_lines(remit),)))
    if linked:
        sections.append(_linked(card, linked))
    sections.append(_figures(figures))
    return RecordPage(
        title=card.title,
        caption=card.kind.label,
        area="decisions",
        crumbs=(
            Crumb("Decisions", in_place("decisions", within=card.partnership, request=request)),
            Crumb("Boards and committees", in_place("boards", within=card.partnership, request=request)),
        ),
        status=_status(card, request=request),
        tag=_tag(card, request=request),
        steps=_steps(card, request=request),
        facts=_facts(card, parent=parent),
        sections=tuple(sections),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def theme_boards_page(
    boards: Sequence[BoardCard], served: Sequence[tuple[int, int]], *, place: PartnershipCard
) -> ListPage:
    """Theme boards by cross-cutting groups: which group serves which board."""
    themes = [board for board in boards if board.kind is BoardKind.THEME]
    groups = [board for board in boards if board.kind is BoardKind.CROSS_CUTTING]
    pairs = set(served)
    return ListPage(
        title="Theme boards by cross-cutting groups",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        crumbs=(Crumb("Boards and committees", f"{reverse('boards')}?place={place.slug}"),),
        table=TableView(
            caption="Which group serves which theme board",
            caption_hidden=True,
            headings=("Theme board", *(group.title for group in groups)),
            rows=tuple(
                (
                    Cell(theme.title, href=address_of(theme.ref)),
                    *("Serves it" if (group.number, theme.number) in pairs else "–" for group in groups),
                )
                for theme in themes
            ),
            empty="No theme board has been set up yet.",
            narrow="scroll",
        ),
    )


def _branch(branch: Branch) -> BranchView:
    card = branch.board
    size = f" of {card.set_size}" if card.set_size is not None else ""
    return BranchView(
        title=card.title,
        href=address_of(card.ref),
        sentence=f"{card.kind.label}. {_counted(card.members, 'member')}{size}, quorum {card.quorum}.",
        tags=tuple(Tag(_SHORT[caution], "orange") for caution in card.cautions),
        below=tuple(_branch(one) for one in branch.below),
    )


_SHORT = {
    Caution.ABOVE_SIZE: "Above its size",
    Caution.BELOW_QUORUM: "Below quorum",
    Caution.NO_CHAIR: "No chair",
}
_SENTENCES = {
    Caution.ABOVE_SIZE: "It is larger than its set size.",
    Caution.BELOW_QUORUM: "It has fewer voting members than its quorum.",
    Caution.NO_CHAIR: "It has no chair.",
}


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _ended(card: BoardCard, request: Asked) -> bool:
    return card.ends_on is not None and card.ends_on < request.today


def _status(card: BoardCard, *, request: Asked) -> str:
    if card.ends_on is not None and _ended(card, request):
        return f"Ended on {day(card.ends_on)}."
    size = f"{_counted(card.members, 'member')}, {card.voting} with a vote, quorum {card.quorum}"
    return " ".join((f"Meets: {size}.", *(_SENTENCES[caution] for caution in card.cautions)))


def _tag(card: BoardCard, *, request: Asked) -> Tag:
    if _ended(card, request):
        return Tag("Ended", "grey")
    return Tag(_SHORT[card.cautions[0]], "orange") if card.cautions else Tag("Can decide", "green")


def _steps(card: BoardCard, *, request: Asked) -> tuple[Step, ...]:
    actor, ref = request.actor, card.ref.public_id
    if _ended(card, request):
        return ()
    own = {"organisation": card.organisation, "partnership": card.partnership}
    found = (
        (
            any(actor.may(one, partnership=card.partnership) for one in MAY_BRING),
            Step("Take an item to this board", f"{reverse('take-to-board')}?board={ref}"),
        ),
        (
            actor.may(Permission.MEETING_CALL, **own),
            Step("Call a meeting", f"{reverse('call-meeting')}?board={ref}", kind="secondary"),
        ),
        (
            actor.may(Permission.BOARD_SET_UP, **own),
            Step("Give a seat", reverse("give-seat", kwargs={"reference": ref}), kind="secondary"),
        ),
        (
            actor.may(Permission.BOARD_SET_UP, **own),
            Step("Change the terms of reference", reverse("change-terms", kwargs={"reference": ref}), kind="secondary"),
        ),
    )
    return tuple(step for may, step in found if may)


def _facts(card: BoardCard, *, parent: BoardCard | None) -> tuple[Fact, ...]:
    found: list[Fact | None] = [
        Fact("Answers to", parent.title, href=address_of(parent.ref)) if parent else None,
        Fact("Theme", card.theme.label) if card.theme else None,
        Fact("Lead officer", card.lead, href=address_of(card.lead_ref) if card.lead_ref else None)
        if card.lead
        else None,
        Fact("Quorum", f"{_counted(card.quorum, 'voting member')}"),
        Fact("Set size", _counted(card.set_size, "member")) if card.set_size is not None else None,
        Fact("Papers", f"{_counted(card.paper_lead_days, 'clear day')} before a meeting"),
        Fact("Since", day(card.begins_on)),
        Fact("Until", day(card.ends_on)) if card.ends_on else None,
        Fact("Terms of reference", card.terms_of_reference) if card.terms_of_reference else None,
    ]
    return tuple(fact for fact in found if fact is not None)


def _lines(remit: Sequence[str]) -> TableView:
    return TableView(
        caption="Standing lines of work",
        caption_hidden=True,
        headings=("Line", "What"),
        rows=tuple((str(number), words) for number, words in enumerate(remit, start=1)),
    )


def _seats(card: BoardCard, seats: Sequence[SeatCard], *, request: Asked) -> Section:
    own = request.actor.may(Permission.BOARD_SET_UP, organisation=card.organisation, partnership=card.partnership)
    return Section(
        title="Who sits on it",
        id="seats",
        tables=(
            TableView(
                caption="Seats",
                caption_hidden=True,
                headings=("Organisation", "Role", "Who", "Vote", "Since", *(("Change",) if own else ())),
                rows=tuple(
                    (
                        Cell(seat.body.name),
                        seat.role.label,
                        seat.who,
                        "Yes" if seat.voting else "No",
                        _since(seat, request=request),
                        *((_end_seat(card, seat),) if own else ()),
                    )
                    for seat in seats
                ),
                empty="Nobody has a seat yet, so it cannot decide.",
            ),
        ),
    )


def _since(seat: SeatCard, *, request: Asked) -> Cell:
    last = f"Until {day(seat.ends_on)}" if seat.ends_on else None
    to_come = Tag("To come", "grey") if seat.begins_on > request.today else None
    return Cell(day(seat.begins_on), hint=last, tag=to_come)


def _end_seat(card: BoardCard, seat: SeatCard) -> Cell:
    where = reverse("end-seat", kwargs={"reference": card.ref.public_id, "seat": seat.public_id})
    return Cell("End this seat", href=where)


def _may_decide(card: BoardCard, delegations: Sequence[DelegationCard], *, request: Asked) -> Section:
    may = request.actor.may(Permission.DELEGATION_GRANT, partnership=card.partnership)
    step = Step("Record a delegation", f"{reverse('delegate')}?to=board:{card.ref.public_id}", kind="secondary")
    return Section(
        title="What it may decide",
        id="delegations",
        lead="What goes beyond this is refused here, and goes to whoever can take it.",
        tables=(delegations_table(delegations),),
        steps=(step,) if may else (),
    )


def delegations_table(delegations: Sequence[DelegationCard]) -> TableView:
    """What a board or post may decide."""
    return TableView(
        caption="Delegations",
        caption_hidden=True,
        headings=("Subject", "Level", "Up to", "For", "Source", "Since"),
        numeric=frozenset({2}),
        rows=tuple(
            (
                one.topic.label,
                one.level.word.capitalize(),
                one.limit.brief() if one.limit is not None else "Without limit",
                one.by.name,
                Cell(one.source, hint=one.conditions or None),
                day(one.begins_on),
            )
            for one in delegations
        ),
        empty="Nothing is delegated to it, so it can note and refuse, and approve nothing.",
    )


def _meetings(meetings: Sequence[MeetingCard]) -> Section:
    return Section(
        title="Meetings",
        id="meetings",
        tables=(
            TableView(
                caption="Meetings",
                caption_hidden=True,
                headings=("Meeting", "Where", "Papers due", "State"),
                rows=tuple(
                    (
                        Cell(day(one.held_on), href=address_of(one.ref)),
                        one.place,
                        day(one.papers_due_on),
                        one.state.label,
                    )
                    for one in meetings
                ),
                empty="No meeting has been called yet.",
            ),
        ),
    )


def _items(items: Sequence[ItemCard]) -> Section:
    return Section(
        title="What waits before it",
        id="items",
        tables=(
            TableView(
                caption="Items",
                caption_hidden=True,
                headings=("Item", "Amount", "For", "Meeting"),
                numeric=frozenset({1}),
                rows=tuple(
                    (
                        Cell(one.title, href=address_of(one.ref)),
                        one.amount.brief() if one.amount is not None else "–",
                        one.purpose.label,
                        one.meeting_title or "The next one, not called yet",
                    )
                    for one in items
                ),
                empty="Nothing waits before it.",
            ),
        ),
    )


def _linked(card: BoardCard, linked: Sequence[BoardCard]) -> Section:
    title = "Theme boards it serves" if card.kind is BoardKind.CROSS_CUTTING else "Groups that serve it"
    return Section(title=title, id="linked", links=tuple(Link(one.title, address_of(one.ref)) for one in linked))


def _figures(figures: BoardFigures) -> Section:
    mean = figures.mean_attendance
    return Section(
        title="How it decides",
        id="figures",
        facts=(
            Fact("Meetings held", str(figures.held)),
            Fact("Came on average", f"{mean:.1f}" if mean is not None else "Not known yet"),
            Fact("Decided", str(figures.decided)),
            Fact("Noted", str(figures.noted)),
            Fact("Deferred", str(figures.deferred)),
        ),
    )
