"""An answer in words: while it is put together, as it would go out, and as it went out."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
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
from wholeplace.doors.web.shell.parts import history_of, page_of, visibility_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day
from wholeplace.together.partnership.queries import PartnershipCard
from wholeplace.together.requests.queries import DisclosureCard, Draft, HeldCard, HeldLine, RequestCard
from wholeplace.together.requests.rules.answer import Outcome, said
from wholeplace.together.requests.rules.exemptions import exemption
from wholeplace.together.requests.rules.redaction import looks_personal
from wholeplace.together.requests.rules.states import RequestState


def answer_steps(card: RequestCard, draft: Draft, *, request: Asked) -> tuple[Step, ...]:
    """What comes next for an answer."""
    here = {"reference": card.ref.public_id}
    if card.state is RequestState.OPEN:
        has_records = bool(draft.held)
        return (
            Step(
                "Gather records", reverse("gather-records", kwargs=here), kind="secondary" if has_records else "primary"
            ),
            Step(
                "Put the answer to a second person",
                reverse("propose-answer", kwargs=here),
                kind="primary" if has_records else "secondary",
            ),
        )
    if card.state is RequestState.PROPOSED:
        back = Step("Send it back", reverse("send-answer-back", kwargs=here), kind="secondary", post=True)
        if draft.proposed_by == request.actor.person_id:
            return (back,)
        return Step("Read it and release it", reverse("release-answer", kwargs=here)), back
    return ()


def answer_sections(card: RequestCard, draft: Draft) -> tuple[Section, ...]:
    """The records that were gathered, why something is withheld, and the way to what would go out."""
    if card.state not in {RequestState.OPEN, RequestState.PROPOSED}:
        return ()
    here = {"reference": card.ref.public_id}
    records = TableView(
        caption="Records gathered",
        caption_hidden=True,
        headings=("Record", "Kind", "Lines", "With words taken out"),
        numeric=frozenset({2, 3}),
        rows=tuple(_held_row(one, card) for one in draft.held),
        empty="None yet. What is held about the matter is gathered record by record.",
    )
    reads = Link("Read it as it would go out", reverse("draft-answer", kwargs=here))
    return (
        Section(title="Records", id="records", tables=(records,), links=(reads,)),
        *_exemption_section(card, draft),
    )


def _held_row(one: HeldCard, card: RequestCard) -> tuple[Cell | str, ...]:
    if not one.is_readable:
        return Cell("A record that you may not read"), one.kind, "–", "–"
    address = reverse("held-record", kwargs={"reference": card.ref.public_id, "held": one.public_id})
    cut = sum(bool(line.spans) for line in one.lines)
    return Cell(one.title, href=address), one.kind, str(len(one.lines)), str(cut)


def _exemption_section(card: RequestCard, draft: Draft) -> tuple[Section, ...]:
    if not draft.answer.used:
        return ()
    claims = {one.exemption: one for one in draft.answer.claims}
    open_now = card.state is RequestState.OPEN
    rows = []
    for code in draft.answer.used:
        one, known = claims.get(code), exemption(code)
        address = reverse("explain-exemption", kwargs={"reference": card.ref.public_id})
        change = (Link("Change" if one else "Say why", f"{address}?{urlencode({'code': code})}"),)
        rows.append(
            (
                Cell(known.label, hint=known.source),
                Cell(one.because if one else "Not said yet", tag=None if one else Tag("Missing", "red")),
                one.public_interest if one and one.public_interest else "Weighed" if known.is_weighed else "–",
                Cell("", links=change if open_now else ()),
            )
        )
    table = TableView(
        caption="Why something is withheld",
        caption_hidden=True,
        headings=("Exemption", "Why it applies", "Public interest", "Next"),
        rows=tuple(rows),
    )
    return (Section(title="Why something is withheld", id="exemptions", tables=(table,)),)


def held_page(held: HeldCard, card: RequestCard) -> RecordPage:
    """A gathered record, line by line, with what goes out of each."""
    here = {"reference": card.ref.public_id, "held": held.public_id}
    open_now = card.state is RequestState.OPEN
    leave = Step("Leave this record out", reverse("leave-out-record", kwargs=here), kind="secondary", post=True)
    personal = looks_personal(piece for line in held.lines for piece in line.pieces)
    warning = f"What goes out of it seems to hold {', '.join(personal)}." if personal else None
    cut = sum(bool(line.spans) for line in held.lines)
    return RecordPage(
        title=held.title,
        caption=f"Record for the answer: {card.title}",
        crumbs=(
            Crumb("Requests for information", reverse("requests")),
            Crumb(card.title, reverse("request", kwargs={"reference": card.ref.public_id})),
        ),
        status=f"{len(held.lines)} lines, {cut} of them with words taken out.",
        next_sentence=warning,
        steps=(leave,) if open_now else (),
        facts=(Fact("Record", held.kind, href=page_of(held.record)),),
        sections=tuple(_lines_of(held, here, open_now=open_now)),
        history=None,
    )


def _lines_of(held: HeldCard, here: dict[str, str], *, open_now: bool) -> list[Section]:
    found: dict[str, list[HeldLine]] = {}
    for one in held.lines:
        found.setdefault(one.line.key.rpartition(".")[0], []).append(one)
    return [
        Section(
            title=lines[0].line.of,
            id=f"part-{number}",
            tables=(
                TableView(
                    caption=f"{lines[0].line.of}, line by line",
                    caption_hidden=True,
                    headings=("What", "As it goes out", "Next"),
                    rows=tuple(_line_row(one, here, open_now=open_now) for one in lines),
                ),
            ),
        )
        for number, lines in enumerate(found.values(), 1)
    ]


def _line_row(one: HeldLine, here: dict[str, str], *, open_now: bool) -> tuple[Cell | str, ...]:
    address = f"{reverse('handle-line', kwargs=here)}?{urlencode({'line': one.line.key})}"
    change = Link(f"Change {one.line.label.lower()}", address)
    words = said([[piece.words, piece.exemption] for piece in one.pieces])
    return (
        one.line.label,
        Cell(words, tag=Tag("Changed since", "red") if one.has_changed else None),
        Cell("", links=(change,) if open_now else ()),
    )


def draft_page(card: RequestCard, draft: Draft) -> RecordPage:
    """An answer as it would go out."""
    return RecordPage(
        title="The answer as it would go out",
        caption=card.title,
        crumbs=(
            Crumb("Requests for information", reverse("requests")),
            Crumb(card.title, reverse("request", kwargs={"reference": card.ref.public_id})),
        ),
        status=f"{draft.answer.outcome.label}.",
        facts=(Fact("What they asked", draft.answer.asked), Fact("Answer", draft.answer.words or "Not written yet")),
        sections=written_sections(draft.content),
        history=None,
    )


def written_sections(written: Mapping[str, Any]) -> tuple[Section, ...]:
    """The records of an answer, why something is withheld, and what may be done next."""
    records = [
        Section(
            title=f"{number}. {record['kind']}",
            id=f"record-{number}",
            tables=(
                TableView(
                    caption=f"Record {number}",
                    caption_hidden=True,
                    headings=("What", "It says"),
                    rows=tuple((_label(line, record), said(line["pieces"])) for line in record["lines"]),
                ),
            ),
        )
        for number, record in enumerate(written["records"], 1)
    ]
    claims = tuple(
        Fact(exemption(one["exemption"]).source, one["because"], hint=one["public_interest"] or None)
        for one in written["claims"]
    )
    if claims:
        records.append(Section(title="What is withheld, and why", id="withheld", facts=claims))
    return (*records, Section(title="If you are not content", id="rights", lead=written["rights"]))


def _label(line: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    return line["label"] if line["of"] == record["kind"] else f"{line['of']}: {line['label'].lower()}"


def disclosures_page(
    cards: Sequence[DisclosureCard], *, place: PartnershipCard, request: Asked, pages: Pages | None = None
) -> ListPage:
    """The disclosure log of a place."""
    return ListPage(
        title="Disclosure log",
        caption=place.name,
        lead="What was released in answer to requests for information.",
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Answers",
            caption_hidden=True,
            headings=("Answer", "From", "Law", "Outcome", "Asked", "Released"),
            rows=tuple(
                (
                    Cell(card.title, href=reverse("disclosure", kwargs={"reference": card.ref.public_id})),
                    card.body,
                    card.regime.value.upper(),
                    card.outcome.label,
                    day(card.received_on),
                    day(card.released_on),
                )
                for card in cards
            ),
            empty="Nothing has been released yet.",
        ),
    )


def disclosure_page(card: DisclosureCard, *, partnership: int, request: Asked) -> RecordPage:
    """What went out in answer to a request."""
    here = {"reference": card.ref.public_id}
    return RecordPage(
        title=card.title,
        caption="Answer to a request for information",
        crumbs=(Crumb("Disclosure log", in_place("disclosures", within=partnership, request=request)),),
        status=f"{card.outcome.label} by {card.body} on {day(card.released_on)}.",
        tag=Tag(card.outcome.label, "grey" if card.outcome is Outcome.NOT_HELD else "blue"),
        steps=(Step("Download it as text", reverse("disclosure-text", kwargs=here), kind="secondary"),),
        facts=(
            Fact("What was asked", card.content["asked"]),
            Fact("Answer", card.content["words"]),
            Fact("Under", card.regime.label),
            Fact("Asked on", day(card.received_on)),
            Fact("Hash of the answer", card.content_hash),
        ),
        sections=written_sections(card.content),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )
