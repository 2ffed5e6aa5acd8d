"""One contract in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.across.thread.walk import Thread
from wholeplace.do.contracts.queries import ContractCard, DrawnLine, ExtensionLine, MeasureCard, Notice
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.results.words import period, standing_tag
from wholeplace.doors.web.shell.pages import (
    Cell,
    Crumb,
    Fact,
    Gap,
    Link,
    RecordPage,
    Section,
    Step,
    TableView,
    Tag,
)
from wholeplace.doors.web.shell.parts import address_of, history_of, thread_view, visibility_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day, pounds
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.review.monitoring.queries import ResultCard, ReviewCard
from wholeplace.together.directory.queries import OrganisationCard
from wholeplace.together.partnership.queries import PartnershipCard


def contract_page(
    card: ContractCard,
    *,
    measures: Sequence[MeasureCard],
    latest: Mapping[str, ResultCard],
    drawn: Sequence[DrawnLine],
    extensions: Sequence[ExtensionLine],
    reviews: Sequence[ReviewCard],
    thread: Thread,
    place: PartnershipCard,
    request: Asked,
) -> RecordPage:
    """One contract, with its measures and the latest result of each by the measure's public id."""
    linked = any(stop.ref.kind in {"outcome", "intention"} for stop in thread.came_from)
    return RecordPage(
        title=card.title,
        caption=card.kind.label,
        area="contracts",
        invented=place.invented,
        crumbs=(Crumb("Contracts", in_place("contracts", within=place, request=request)),),
        status=status_of(card, on=request.today),
        tag=_tag(card, on=request.today),
        steps=_steps(card, linked=linked, measured=_in_use(measures), latest=latest, request=request),
        facts=_facts(card, request=request),
        sections=(
            _measures(measures, latest=latest, card=card, request=request),
            *((_years(card),) if card.by_year else ()),
            *((_drawn(drawn, card=card),) if drawn else ()),
            *((_extensions(extensions),) if extensions else ()),
            *((_reviews(reviews),) if reviews else ()),
        ),
        thread=thread_view(thread, missing=_missing(card, linked=linked, latest=latest, request=request)),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def status_of(card: ContractCard, *, on: date) -> str:
    """How a contract stands: until when it runs, and until when notice can be given."""
    if card.ended_on is not None:
        how = "Ended" if card.ended_on < on else "Ends early,"
        return f"{how} on {day(card.ended_on)}: {_sentence(card.ended_because)}"
    if card.ends_on is None:
        return f"{_runs(card, on=on)} without a last day."
    if card.ends_on < on:
        return f"Ran out on {day(card.ends_on)}."
    return f"{_runs(card, on=on)} until {day(card.ends_on)}; {_notice(card, on=on)}."


def may_change(card: ContractCard, *, request: Asked) -> bool:
    """Whether the reader may enter something about this contract."""
    return request.actor.may(Permission.CONTRACT_ENTER, organisation=card.organisation, partnership=card.partnership)


def may_record(card: ContractCard, *, request: Asked) -> bool:
    """Whether the reader may record results of this contract."""
    actor = request.actor
    return actor.may(Permission.RESULT_RECORD, partnership=card.partnership) and actor.organisation_id in card.parties


def _runs(card: ContractCard, *, on: date) -> str:
    return f"Starts on {day(card.starts_on)} and runs" if card.starts_on > on else "Runs"


def _notice(card: ContractCard, *, on: date) -> str:
    if card.notice_by is None or not card.notice_due:
        return "no notice is due to end it"
    if card.notice_by < on:
        return f"the last day to give notice was {day(card.notice_by)}"
    return f"notice for that day can be given until {day(card.notice_by)}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _tag(card: ContractCard, *, on: date) -> Tag:
    if card.has_ended(on=on):
        return Tag("Ended", "grey")
    if card.ended_on is not None:
        return Tag("Ends early", "orange")
    return Tag("Not started", "blue") if card.starts_on > on else Tag("Running", "green")


def _in_use(measures: Sequence[MeasureCard]) -> list[MeasureCard]:
    return [measure for measure in measures if measure.retired_on is None]


# --- What can be done ------------------------------------------------------------------------------------------------


def _steps(
    card: ContractCard,
    *,
    linked: bool,
    measured: Sequence[MeasureCard],
    latest: Mapping[str, ResultCard],
    request: Asked,
) -> tuple[Step, ...]:
    """What the reader may do next; what the thread lacks comes first."""
    may, over = may_change(card, request=request), card.has_ended(on=request.today)
    address = {"reference": card.ref.public_id}
    link = ("Link to an intention, outcome or line", reverse("link-contract", kwargs=address), may)
    add = ("Add a measure", reverse("add-measure", kwargs=address), may and not over)
    record = (
        "Record a result",
        f"{reverse('record-result')}?{urlencode({'contract': card.ref.public_id})}",
        bool(measured) and may_record(card, request=request),
    )
    review = ("Review it", reverse("review-contract", kwargs=address), _may_review(card, request=request))
    extend = ("Extend it", reverse("extend-contract", kwargs=address), may and _can_be_extended(card, over=over))
    end = ("End it", reverse("end-contract", kwargs=address), may and card.ended_on is None and not over)
    first = link if not linked else add if not measured else record
    order = [first, *(one for one in (record, add, link, review, extend, end) if one is not first)]
    allowed = [(text, href) for text, href, ok in order if ok]
    return tuple(
        Step(text, href, kind="primary" if number == 0 else "secondary") for number, (text, href) in enumerate(allowed)
    )


def _may_review(card: ContractCard, *, request: Asked) -> bool:
    return request.actor.may(Permission.RESULT_RECORD, organisation=card.organisation, partnership=card.partnership)


def _can_be_extended(card: ContractCard, *, over: bool) -> bool:
    if over or card.ended_on is not None or card.may_extend_until is None or card.ends_on is None:
        return False
    return card.ends_on < card.may_extend_until


def _missing(card: ContractCard, *, linked: bool, latest: Mapping[str, ResultCard], request: Asked) -> tuple[Gap, ...]:
    gaps = []
    if not linked:
        to = Link("Link it", reverse("link-contract", kwargs={"reference": card.ref.public_id}))
        published = "" if request.actor.is_signed_in else "published "
        gaps.append(
            Gap(
                kind="Outcome",
                sentence=f"This contract is linked to no {published}outcome.",
                step=to if may_change(card, request=request) else None,
            )
        )
    if not latest:
        gaps.append(Gap(kind="Result", sentence="No result has been recorded."))
    return tuple(gaps)


# --- What is known ---------------------------------------------------------------------------------------------------


def _facts(card: ContractCard, *, request: Asked) -> tuple[Fact, ...]:
    """What the transparency code asks of a contract, and a few more."""
    missing = card.missing if may_change(card, request=request) else ()
    return (
        *_known("Reference", card.reference_number),
        *_known("What is provided", card.description),
        Fact("For whom", _for_whom(card)),
        Fact(_one_or_more("Provider", card.providers), _named(card.providers), hint=_size(card)),
        Fact(_one_or_more("Commissioner", card.commissioners), _named(card.commissioners)),
        *_known("Paid for by as well", _named(card.co_funders)),
        *_known("Department", card.department),
        Fact("Value", pounds(card.value), hint="Over its whole length"),
        *_known("VAT that cannot be recovered", pounds(card.irrecoverable_vat) if card.irrecoverable_vat.pence else ""),
        Fact("First day", day(card.starts_on)),
        Fact("Last day", day(card.ends_on) if card.ends_on else "None"),
        *_known("Extension", _extension(card)),
        *(() if card.notice else (Fact("Notice", _months(card.notice_months), hint=_longer(card)),)),
        *_known("Review", day(card.review_on) if card.review_on else ""),
        *_known("How it was bought", card.route),
        *(
            (Fact("Decision", card.decision_title, href=address_of(card.decision)),)
            if card.decision and card.decision_title
            else ()
        ),
        *_known("How much depends on it", card.risk.label if card.risk else ""),
        *(_published(card.notice) if card.notice else ()),
        *((Fact("Still to be entered", ", ".join(missing).capitalize(), hint=CODE),) if missing else ()),
    )


def _published(notice: Notice) -> tuple[Fact, ...]:
    """Which notice an entry was taken from: what it does not say is not known here either."""
    return (
        Fact("Published notice", notice.notice, href=notice.url or None, hint=notice.note or None),
        Fact("Taken from", f"Row {notice.row:,} of the file", href=f"{address_of(notice.batch)}?row={notice.row}"),
    )


def _for_whom(card: ContractCard) -> str:
    group = card.group.label if card.group else NOT_STATED
    return f"{group}, {card.area_name}" if card.area_name else group


NOT_STATED = "Not stated"
CODE = "The Local Government Transparency Code asks for it"


def _known(label: str, words: str) -> tuple[Fact, ...]:
    return (Fact(label, words),) if words else ()


def _named(bodies: Sequence[OrganisationCard]) -> str:
    return ", ".join(body.name for body in bodies)


def _one_or_more(word: str, bodies: Sequence[OrganisationCard]) -> str:
    return word if len(bodies) == 1 else f"{word}s"


def _size(card: ContractCard) -> str | None:
    words = [
        *(["Voluntary or community organisation"] if card.is_vcse else []),
        *(["Small or medium-sized business"] if card.is_sme else []),
    ]
    return ". ".join(words) or None


def _months(number: int) -> str:
    if not number:
        return "None agreed"
    return "1 month" if number == 1 else f"{number} months"


def _longer(card: ContractCard) -> str | None:
    if card.notice_due <= card.notice_months:
        return None
    return f"Guidance asks for {_months(card.notice_due)} where the provider is of the voluntary sector"


def _extension(card: ContractCard) -> str:
    if card.may_extend_until is None:
        return card.extension
    until = f"May run until {day(card.may_extend_until)}"
    return f"{until}: {card.extension}" if card.extension else until


# --- Its parts -------------------------------------------------------------------------------------------------------


def _measures(
    measures: Sequence[MeasureCard], *, latest: Mapping[str, ResultCard], card: ContractCard, request: Asked
) -> Section:
    may = may_change(card, request=request)
    step = Step("Add a measure", reverse("add-measure", kwargs={"reference": card.ref.public_id}))
    table = TableView(
        caption="Measures",
        caption_hidden=True,
        headings=("Measure", "Baseline", "Target", "Latest result", "Contributes to", "Used for"),
        rows=tuple(_measure(one, latest=latest.get(one.public_id), may=may) for one in measures),
        empty="Nothing is measured yet, so nobody can say whether it works.",
        empty_step=step if may and not card.has_ended(on=request.today) else None,
    )
    return Section(title="Does it work?", id="measures", tables=(table,))


def _measure(one: MeasureCard, *, latest: ResultCard | None, may: bool) -> tuple[Cell | str, ...]:
    before = (
        Cell(one.said(one.baseline), hint=day(one.baseline_on))
        if one.baseline is not None and one.baseline_on is not None
        else "Not known"
    )
    return (
        Cell(one.title, hint=one.asks.label, tag=Tag("Retired", "grey") if one.retired_on else None),
        before,
        Cell(one.said(one.target), hint=one.polarity.label),
        _latest(latest),
        Cell(one.outcome_title, href=address_of(one.outcome)) if one.outcome and one.outcome_title else "–",
        _use(one, may=may),
    )


def _latest(result: ResultCard | None) -> Cell | str:
    if result is None:
        return "No result yet"
    return Cell(
        result.said(result.value),
        href=address_of(result.ref),
        tag=standing_tag(result.standing),
        hint=period(result.begins_on, result.ends_on),
    )


def _use(one: MeasureCard, *, may: bool) -> Cell | str:
    """What a measure is used for; one without a use can be retired."""
    if one.stated_use or one.retired_on is not None or not may:
        return one.stated_use or "No stated use"
    return Cell("Retire it", href=reverse("retire-measure", kwargs={"reference": one.public_id}), hint="No stated use")


def _years(card: ContractCard) -> Section:
    table = TableView(
        caption="Value by financial year",
        caption_hidden=True,
        headings=("Financial year", "Value"),
        numeric=frozenset({1}),
        rows=tuple((year.label, pounds(amount)) for year, amount in card.by_year),
        total=("All years", pounds(Money.total(amount for _, amount in card.by_year))),
    )
    return Section(title="Value by year", id="years", tables=(table,))


def _drawn(drawn: Sequence[DrawnLine], *, card: ContractCard) -> Section:
    paid = Money.total(one.amount for one in drawn)
    rest = card.value - paid
    table = TableView(
        caption="Lines of money",
        caption_hidden=True,
        headings=("Line of money", "Amount"),
        numeric=frozenset({1}),
        rows=tuple((Cell(one.line_title, href=address_of(one.line)), pounds(one.amount)) for one in drawn),
        total=("From these lines", pounds(paid)),
        note=f"{pounds(rest)} of its value comes from no line that is linked here." if rest.pence > 0 else None,
    )
    return Section(title="Where the money comes from", id="lines", tables=(table,))


def _extensions(extensions: Sequence[ExtensionLine]) -> Section:
    table = TableView(
        caption="Extensions",
        caption_hidden=True,
        headings=("Day", "From", "To", "Why"),
        rows=tuple(
            (day(one.extended_on), day(one.was_until) if one.was_until else "–", day(one.until), one.because)
            for one in extensions
        ),
    )
    return Section(title="How it was extended", id="extensions", tables=(table,))


def _reviews(reviews: Sequence[ReviewCard]) -> Section:
    tables = tuple(
        TableView(
            caption=f"{day(one.reviewed_on)}: {one.recommendation.label.lower()} it. {_sentence(one.because)}",
            headings=("Question", "Answer", "What shows it"),
            rows=tuple((question.label, given.answer.label, given.evidence) for question, given in one.answers),
        )
        for one in reviews
    )
    return Section(title="Reviews", id="reviews", tables=tables)
