"""Money in words."""

from collections.abc import Sequence

from django.urls import reverse

from wholeplace.across.thread.walk import Thread
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Crumb,
    Fact,
    Gap,
    Link,
    ListPage,
    RecordPage,
    Section,
    Stat,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import address_of, history_of, thread_view, visibility_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day, pounds
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.plan.funds.queries import FundCard, LineCard, MovementLine
from wholeplace.together.partnership.queries import PartnershipCard

NOTHING = Money(0)


def money_page(cards: Sequence[FundCard], *, place: PartnershipCard, request: Asked) -> ListPage:
    """The funds of a place and how each stands."""
    step = Step("Open a fund", reverse("open-fund"))
    may_keep = request.actor.may(Permission.FUND_KEEP, partnership=place.number)
    put_in = Money.total(card.put_in for card in cards)
    set_aside = Money.total(card.set_aside for card in cards)
    left = Money.total(card.left for card in cards)
    many = f"{len(cards)} {'fund' if len(cards) == 1 else 'funds'}"
    return ListPage(
        title="Money",
        caption=place.place_name,
        area="money",
        invented=place.invented,
        lead="Money the partners share, and what it is for.",
        steps=(step,) if may_keep else (),
        stats=(
            Stat("Put in", put_in.brief(), f"by the partners, in {many}"),
            Stat("Set aside in lines", set_aside.brief(), "each with what it is for"),
            Stat("Not set aside yet", left.brief()),
        )
        if cards
        else (),
        csv=csv_link(request),
        downloads=(Link("Published spend", reverse("spenders")),),
        table=TableView(
            caption="Funds",
            caption_hidden=True,
            headings=("Fund", "Kind", "Host", "Years", "Put in", "Set aside", "Left"),
            numeric=frozenset({4, 5, 6}),
            rows=tuple(_fund_row(card) for card in cards),
            total=("All funds", "", "", "", pounds(put_in), pounds(set_aside), pounds(left)) if cards else None,
            empty="No fund has been opened yet.",
            empty_step=step if may_keep else None,
        ),
    )


def fund_page(card: FundCard, moved: Sequence[MovementLine], *, thread: Thread, request: Asked) -> RecordPage:
    """One fund."""
    return RecordPage(
        title=card.title,
        caption="Fund",
        area="money",
        crumbs=(Crumb("Money", in_place("money", within=card.partnership, request=request)),),
        status=_position(card),
        tag=Tag(card.kind.value.capitalize(), "blue"),
        steps=_fund_steps(card, request=request),
        facts=(
            Fact("Kind", card.kind.label),
            Fact("Host", card.host.name),
            Fact("Years", _span(card)),
            *(
                (Fact("Arrangement", card.arrangement_title, href=address_of(card.arrangement)),)
                if card.arrangement
                else ()
            ),
            *((Fact("Rules", card.rules),) if card.rules else ()),
        ),
        sections=(_years(card), _lines(card), _put_in(card), *((_moved(moved),) if moved else ())),
        thread=thread_view(thread),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def line_page(card: LineCard, moved: Sequence[MovementLine], *, thread: Thread, request: Asked) -> RecordPage:
    """One line of money."""
    linked = [stop for stop in thread.came_from if stop.ref.kind in {"outcome", "intention"}]
    bought = [stop for stop in thread.leads_to if stop.ref.kind == "contract"]
    gaps = () if linked else (Gap(kind="Outcome", sentence="This money is linked to no outcome."),)
    here = {"reference": card.ref.public_id}
    may_keep = request.actor.may(Permission.FUND_KEEP, organisation=card.organisation, partnership=card.partnership)
    return RecordPage(
        title=card.title,
        caption=f"Line of money in {card.fund_title}",
        area="money",
        crumbs=(
            Crumb("Money", in_place("money", within=card.partnership, request=request)),
            Crumb(card.fund_title, address_of(card.fund)),
        ),
        status=f"{pounds(card.amount)} for {card.year}"
        + ("" if linked else ", not linked to an outcome")
        + (f"; it pays for {len(bought)} {'contract' if len(bought) == 1 else 'contracts'}." if bought else "."),
        steps=(
            Step("Link an outcome", reverse("link-line", kwargs=here), kind="secondary" if linked else "primary"),
            Step("Move money to another line", reverse("move-money", kwargs=here), kind="secondary"),
        )
        if may_keep
        else (),
        facts=(
            Fact("Amount", pounds(card.amount)),
            *((Fact("At first", pounds(card.first_amount)),) if card.first_amount != card.amount else ()),
            *(
                (Fact("Drawn by contracts", f"{pounds(card.drawn)}; {pounds(card.left)} is left"),)
                if card.drawn.pence
                else ()
            ),
            Fact("Financial year", card.year.label),
            *((Fact("Topic", card.topic),) if card.topic else ()),
            *((Fact("What it should achieve", card.purpose),) if card.purpose else ()),
        ),
        sections=(_moved(moved),) if moved else (),
        thread=thread_view(thread, missing=gaps),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def _fund_row(card: FundCard) -> tuple[Cell | str, ...]:
    return (
        Cell(card.title, href=address_of(card.ref)),
        card.kind.value.capitalize(),
        card.host.called,
        _span(card),
        pounds(card.put_in),
        pounds(card.set_aside),
        pounds(card.left),
    )


def _span(card: FundCard) -> str:
    first, last = card.first_year.label, card.last_year.label
    return first if first == last else f"{first} to {last}"


def _position(card: FundCard) -> str:
    if card.put_in == NOTHING:
        return "Open; nothing has been put in yet."
    left = "nothing is left" if card.left == NOTHING else f"{card.left.brief()} is not set aside yet"
    return f"{card.put_in.brief()} put in, {card.set_aside.brief()} set aside in {len(card.lines)} lines; {left}."


def _fund_steps(card: FundCard, *, request: Asked) -> tuple[Step, ...]:
    if not request.actor.may(Permission.FUND_KEEP, organisation=card.organisation, partnership=card.partnership):
        return ()
    here = {"reference": card.ref.public_id}
    add = Step("Add a line of money", reverse("add-line", kwargs=here))
    put_in = Step("Add a contribution", reverse("contribute", kwargs=here), kind="secondary")
    return (add, put_in) if card.put_in > NOTHING else (Step(put_in.text, put_in.href),)


def _years(card: FundCard) -> Section:
    rows = tuple((str(one.year), pounds(one.put_in), pounds(one.set_aside), pounds(one.left)) for one in card.years)
    table = TableView(
        caption="How it stands by year",
        caption_hidden=True,
        headings=("Financial year", "Put in", "Set aside", "Left"),
        numeric=frozenset({1, 2, 3}),
        rows=rows,
        total=("All years", pounds(card.put_in), pounds(card.set_aside), pounds(card.left)),
    )
    return Section(title="How it stands", id="position", tables=(table,))


def _lines(card: FundCard) -> Section:
    table = TableView(
        caption="Lines",
        caption_hidden=True,
        headings=("Line", "Topic", "Financial year", "Amount"),
        numeric=frozenset({3}),
        rows=tuple(
            (Cell(line.title, href=address_of(line.ref)), line.topic or "–", line.year.label, pounds(line.amount))
            for line in card.lines
        ),
        total=("All lines", "", "", pounds(card.set_aside)) if card.lines else None,
        empty="Nothing is set aside yet.",
    )
    return Section(title="What it is set aside for", id="lines", tables=(table,))


def _put_in(card: FundCard) -> Section:
    table = TableView(
        caption="Contributions",
        caption_hidden=True,
        headings=("Organisation", "Financial year", "Written down", "Amount"),
        numeric=frozenset({3}),
        rows=tuple(
            (one.contributor.name, one.year.label, day(one.contributed_on), pounds(one.amount))
            for one in card.contributions
        ),
        total=("All contributions", "", "", pounds(card.put_in)) if card.contributions else None,
        empty="Nothing has been put in yet.",
    )
    return Section(title="Who put it in", id="contributions", tables=(table,))


def _moved(moved: Sequence[MovementLine]) -> Section:
    table = TableView(
        caption="Movements",
        caption_hidden=True,
        headings=("Day", "From", "To", "Why", "Amount"),
        numeric=frozenset({4}),
        rows=tuple(
            (
                day(one.moved_on),
                Cell(one.giver_title, href=address_of(one.giver)),
                Cell(one.taker_title, href=address_of(one.taker)),
                one.because,
                pounds(one.amount),
            )
            for one in moved
        ),
    )
    return Section(title="Money that moved", id="movements", tables=(table,))
