"""The first pages in words."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.across.inbox.calls import Call, calls
from wholeplace.across.thread.gaps import Gap, gaps
from wholeplace.analyse.outcomes import queries as outcomes
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.pages import Cell, HomePage, Link, Section, Stat, Step, TableView, Tag, Task, TaskList
from wholeplace.doors.web.shell.parts import address_of, page_of
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.trail.queries import latest
from wholeplace.plan.funds import queries as funds
from wholeplace.together.decisions import queries as decisions
from wholeplace.together.partnership.queries import PartnershipCard

SHOWN = 8
"""How many calls the home page shows before it says how many more there are."""


def front_page(places: Sequence[PartnershipCard]) -> HomePage:
    """What this is, and the places in it."""
    return HomePage(
        title="Public bodies of a place, commissioning together",
        lead="Follow any pound to the need it was for and the outcome it changed, and back.",
        sections=(*(_public(place) for place in places), _published()),
    )


def home_page(request: Asked) -> HomePage:
    """What needs the reader, and how the place stands."""
    actor = request.actor
    waiting = calls(seen_by=actor, on=request.today)
    loose = gaps(seen_by=actor)
    return HomePage(
        title="What needs me",
        caption=f"{actor.post_title}, {actor.organisation_name}",
        area="home",
        task_lists=(_tasks(waiting, request=request),),
        stats=_stats(request, loose),
        sections=(
            _priorities(request),
            _coming(request),
            _gaps(loose),
            _lately(request),
            _between_organisations(),
            *_looked_after(request),
            _published(),
        ),
    )


def _public(place: PartnershipCard) -> Section:
    asked = f"?{urlencode({'place': place.slug})}"
    pages = (
        ("needs", "Needs"),
        ("outcomes", "Outcomes"),
        ("plans", "Plans"),
        ("decisions", "Decisions"),
        ("money", "Money"),
        ("contracts", "Contracts"),
        ("results", "Results"),
    )
    return Section(
        title=place.place_name,
        id=place.slug,
        lead="An invented example." if place.invented else "Published facts.",
        links=tuple(Link(words, reverse(name) + asked) for name, words in pages),
    )


def _published() -> Section:
    pages = (("areas", "Areas"), ("indicators", "Indicators"), ("spenders", "Spend"), ("batches", "Files taken in"))
    return Section(
        title="Published figures",
        id="published",
        lead="Figures of every area and what public bodies paid, each with the file and row it came from.",
        links=tuple(Link(words, reverse(name)) for name, words in pages),
    )


def _between_organisations() -> Section:
    """What passes the border of one's own organisation."""
    return Section(
        title="Between organisations",
        id="between-organisations",
        lead="What your organisation lets others read, and what others let it read.",
        links=(Link("Shared records", reverse("shares")), Link("Emergency openings", reverse("openings"))),
    )


def _looked_after(request: Asked) -> tuple[Section, ...]:
    """The pages of those who answer for the place: governance officers and administrators."""
    answers_to_people = request.actor.may(Permission.SUBJECT_READ)
    links = [Link("What is held about somebody", reverse("held-about"))] if answers_to_people else []
    if request.actor.may(Permission.REQUEST_ANSWER):
        links.append(Link("Requests for information", reverse("requests")))
    if request.actor.may(Permission.RECORD_HOLD):
        links.append(Link("Records held beyond their day", reverse("holds")))
    if request.actor.may(Permission.TRAIL_READ):
        links.append(Link("Who has looked", reverse("readings")))
    if answers_to_people or request.actor.may(Permission.OPERATIONS_READ):
        links.append(Link("Assurance pack", reverse("assurance")))
    section = Section(title="Answering for the place", id="answering", links=tuple(links))
    return (section,) if links else ()


def _tasks(waiting: Sequence[Call], *, request: Asked) -> TaskList:
    return TaskList(
        title=f"The first {SHOWN} of {len(waiting)}" if len(waiting) > SHOWN else "Waiting now",
        tasks=tuple(_task(call, request=request) for call in waiting[:SHOWN]),
        empty="Nothing waits for you today.",
        empty_step=Step("See what is not linked", reverse("gaps"), kind="secondary"),
    )


def _task(call: Call, *, request: Asked) -> Task:
    overdue = call.is_overdue(on=request.today)
    return Task(
        title=call.title,
        href=address_of(call.of),
        why=f"{call.why} {call.do}.",
        due=call.due_on,
        tag=Tag("Overdue", "red") if overdue else None,
    )


def _stats(request: Asked, loose: Sequence[Gap]) -> tuple[Stat, ...]:
    place = request.actor.partnership_id or 0
    position = funds.position(within=place, seen_by=request.actor)
    unlinked = next((gap.amount for gap in loose if gap.rule.kind == "line"), Money(0))
    return (
        Stat("Put together in funds", position.put_in.brief(), href=reverse("money")),
        Stat("Not set aside yet", position.left.brief(), href=reverse("money")),
        Stat("Set aside, not linked to an outcome", unlinked.brief(), href=reverse("gaps")),
    )


def _priorities(request: Asked) -> Section:
    place = request.actor.partnership_id or 0
    rows = outcomes.outcomes(within=place, seen_by=request.actor, priority_only=True)[:3]
    table = TableView(
        caption="Priority outcomes",
        caption_hidden=True,
        headings=("Outcome", "Measure", "Baseline", "Target"),
        rows=tuple(
            (
                Cell(card.title, href=address_of(card.ref)),
                one.title,
                one.said(one.baseline),
                f"{one.said(one.target.target)} by {day(one.target.due_on)}" if one.target else "None yet",
            )
            for card in outcomes.cards(rows=rows, seen_by=request.actor)
            for one in card.measures[:1]
        ),
        empty="No priority has been set yet.",
        empty_step=Step("Set an outcome", reverse("set-outcome")),
    )
    return Section(title="Our priorities", id="priorities", tables=(table,))


def _coming(request: Asked) -> Section:
    place = request.actor.partnership_id or 0
    table = TableView(
        caption="Next meetings",
        caption_hidden=True,
        headings=("Meeting", "Papers due", "Held"),
        rows=tuple(
            (Cell(one.title, href=address_of(one.ref)), day(one.papers_due_on), day(one.held_on))
            for one in decisions.coming(within=place, seen_by=request.actor, on=request.today, limit=5)
        ),
        empty="No meeting is called.",
    )
    return Section(title="Next meetings", id="meetings", tables=(table,))


def _gaps(loose: Sequence[Gap]) -> Section:
    rows = tuple(
        (
            Cell(gap.rule.title, href=f"{reverse('gaps')}?{urlencode({'gap': gap.rule.key})}"),
            str(len(gap.stops)),
            gap.amount.brief() if gap.amount.pence else "–",
        )
        for gap in loose
        if gap.stops
    )
    table = TableView(
        caption="Gaps",
        caption_hidden=True,
        headings=("What is not linked", "Records", "Money"),
        numeric=frozenset({1, 2}),
        rows=rows,
        empty="Everything is linked, from need to result.",
    )
    return Section(title="Gaps", id="gaps", tables=(table,))


def _lately(request: Asked) -> Section:
    table = TableView(
        caption="What changed lately",
        caption_hidden=True,
        headings=("Day", "What happened", "By"),
        rows=tuple(
            (day(line.on), Cell(line.sentence, href=page_of(line.subject)), line.acting_for_name)
            for line in latest(seen_by=request.actor, limit=8)
        ),
        empty="Nothing has happened yet.",
    )
    return Section(title="What changed lately", id="lately", tables=(table,))
