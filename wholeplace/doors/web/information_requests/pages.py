"""Requests for information in words."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from wholeplace.doors.web.information_requests.answer_pages import answer_sections, answer_steps
from wholeplace.doors.web.information_requests.forms import RequestsFilter
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Crumb,
    Fact,
    ListPage,
    Pages,
    RecordPage,
    Section,
    Stat,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import history_of, visibility_of
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.together.requests.queries import Draft, RequestCard, RequestLine
from wholeplace.together.requests.rules.clock import days_left
from wholeplace.together.requests.rules.figures import Timeliness
from wholeplace.together.requests.rules.states import RequestState


def requests_page(
    lines: Sequence[RequestLine],
    *,
    request: Asked,
    filters: RequestsFilter | None = None,
    pages: Pages | None = None,
    timeliness: Timeliness | None = None,
) -> ListPage:
    """The register of an organisation's requests."""
    log = Step("Log a request", reverse("log-request"))
    return ListPage(
        title="Requests for information",
        caption=request.actor.organisation_name,
        lead="What people asked under freedom of information, and by when they must be answered.",
        steps=(log, Step("Disclosure log", reverse("disclosures"), kind="secondary")),
        stats=_stats(timeliness),
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Requests",
            caption_hidden=True,
            headings=("Request", "Law", "State", "Received", "Due", "Working days left"),
            numeric=frozenset({5}),
            rows=tuple(_row(line, on=request.today) for line in lines),
            empty="No request has been logged.",
            empty_step=log,
        ),
    )


def request_page(card: RequestCard, draft: Draft, *, request: Asked) -> RecordPage:
    """One request."""
    return RecordPage(
        title=card.title,
        caption="Request for information",
        crumbs=(Crumb("Requests for information", reverse("requests")),),
        status=_status(card, on=request.today),
        tag=_tag(card, on=request.today),
        steps=_steps(card, draft, request=request),
        facts=_facts(card),
        sections=(*_clarifications(card), *answer_sections(card, draft)),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def _stats(timeliness: Timeliness | None) -> tuple[Stat, ...]:
    if timeliness is None or timeliness.percent is None:
        return ()
    count = f"{timeliness.in_time} of {timeliness.answered} answered by the last day"
    return (Stat("Answered in time", f"{timeliness.percent}%", count),)


def _row(line: RequestLine, *, on: date) -> tuple[Cell | str, ...]:
    return (
        Cell(line.title, href=reverse("request", kwargs={"reference": line.ref.public_id})),
        line.regime.value.upper(),
        Cell(line.state.label, tag=Tag("Late", "red") if _is_late(line, on=on) else None),
        day(line.received_on),
        day(line.due_on) if line.due_on else "–",
        _left(line, on=on),
    )


def _left(line: RequestLine, *, on: date) -> str:
    left = None if line.is_over or line.due_on is None else days_left(due_on=line.due_on, on=on)
    return "–" if left is None else f"{left}".replace("-", "−")


def _is_late(line: RequestLine, *, on: date) -> bool:
    return not line.is_over and line.due_on is not None and line.due_on < on


def _tag(card: RequestCard, *, on: date) -> Tag:
    if _is_late(card, on=on):
        return Tag("Late", "red")
    return Tag(card.state.label, "grey" if card.is_over else "blue")


def _status(card: RequestCard, *, on: date) -> str:
    if card.state is RequestState.ANSWERED and card.closed_on:
        return f"Answered on {day(card.closed_on)}."
    if card.state is RequestState.CLOSED:
        return f"Closed on {day(card.closed_on)}." if card.closed_on else "Closed."
    if card.due_on is None:
        return "It waits for what the applicant was asked. No clock runs."
    left = days_left(due_on=card.due_on, on=on)
    if left is None:
        return f"It is due by {day(card.due_on)}."
    if left < 0:
        return f"It was due by {day(card.due_on)}, {_days(-left)} ago."
    return f"It is due by {day(card.due_on)}: {'today' if left == 0 else f'{_days(left)} left'}."


def _days(count: int) -> str:
    return f"{count} working day{'' if count == 1 else 's'}"


def _steps(card: RequestCard, draft: Draft, *, request: Asked) -> tuple[Step, ...]:
    if card.is_over or not request.actor.may(
        Permission.REQUEST_ANSWER, organisation=card.organisation, partnership=card.partnership
    ):
        return ()
    asked = {"reference": card.ref.public_id}
    close = Step("Close without an answer", reverse("close-request", kwargs=asked), kind="secondary")
    if card.state is RequestState.WAITING:
        return Step("Note the reply", reverse("note-reply", kwargs=asked)), close
    if card.state is RequestState.PROPOSED:
        return answer_steps(card, draft, request=request)
    ask = Step("Ask the applicant what they mean", reverse("ask-applicant", kwargs=asked), kind="secondary")
    return (*answer_steps(card, draft, request=request), ask, close)


def _facts(card: RequestCard) -> tuple[Fact, ...]:
    facts = [
        Fact("Asked", card.words),
        Fact("Under", card.regime.label),
        Fact("Received", f"{day(card.received_on)}, by {card.channel.label.lower()}"),
        Fact("Asked by", card.applicant or "Not said"),
        Fact("Answer goes to", card.address or "Not said"),
    ]
    if card.due is not None and card.due_on is not None:
        counted = f"Counted from {day(card.due.counted_from)}. {card.due.source}."
        facts.append(Fact("Due by", day(card.due_on), hint=counted))
    if card.answer:
        facts.append(Fact("Answer", card.answer))
    if card.disclosure is not None:
        released = reverse("disclosure", kwargs={"reference": card.disclosure.public_id})
        facts.append(Fact("Released", "Read what was released", href=released))
    if card.ending is not None:
        facts += [Fact("Closed as", card.ending.label), Fact("Because", card.closed_because)]
    return tuple(facts)


def _clarifications(card: RequestCard) -> list[Section]:
    if not card.clarifications:
        return []
    table = TableView(
        caption="What the applicant was asked",
        caption_hidden=True,
        headings=("Asked", "On", "Reply", "On"),
        rows=tuple(
            (one.words, day(one.asked_on), one.reply or "None yet", day(one.replied_on) if one.replied_on else "–")
            for one in card.clarifications
        ),
    )
    return [Section(title="What the applicant was asked", id="clarifications", tables=(table,))]
