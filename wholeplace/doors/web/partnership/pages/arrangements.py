"""Arrangements between organisations, in words."""

from collections.abc import Sequence

from django.urls import reverse

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.partnership.forms import ArrangementsFilter
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    Colour,
    Crumb,
    Fact,
    ListPage,
    Pages,
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
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Refusal
from wholeplace.together.partnership.queries import ArrangementCard, PartnershipCard, PartyCard
from wholeplace.together.partnership.rules.arrangements import MOVES, NEEDS, Element, Moving, Stage, moving

COLOURS: dict[Stage, Colour] = {
    Stage.EXPLORE: "grey",
    Stage.PREPARE: "blue",
    Stage.SHADOW: "purple",
    Stage.LIVE: "green",
    Stage.ENDED: "grey",
}
VERBS: dict[Stage, str] = {
    Stage.PREPARE: "Begin to prepare it",
    Stage.SHADOW: "Run it in shadow form",
    Stage.LIVE: "Let it go live",
    Stage.ENDED: "End it",
}


def arrangements_page(
    cards: Sequence[ArrangementCard],
    *,
    place: PartnershipCard,
    request: Asked,
    filters: ArrangementsFilter,
    pages: Pages | None,
) -> ListPage:
    """The register of arrangements."""
    register = Step("Register an arrangement", reverse("register-arrangement"))
    may = request.actor.may(Permission.ARRANGEMENT_REGISTER, partnership=place.number)
    return ListPage(
        title="Arrangements between organisations",
        caption=place.place_name,
        area="decisions",
        invented=place.invented,
        crumbs=(Crumb("Decisions", in_place("decisions", within=place, request=request)),),
        lead="Every joint arrangement, the power it is made under, and how far it has come.",
        steps=(register,) if may else (),
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Arrangements",
            caption_hidden=True,
            headings=("Arrangement", "Type", "Stage", "Lead", "Money in it", "Consents", "Ends"),
            numeric=frozenset({4}),
            rows=tuple(_row(card) for card in cards),
            empty="No arrangement has been registered yet.",
            empty_step=register if may else None,
        ),
    )


def arrangement_page(card: ArrangementCard, *, request: Asked) -> RecordPage:
    """One arrangement: who is in it, what it says, what is missing before it goes live."""
    missing = _missing(card, request=request)
    sections = [_before_live(missing)] if missing else []
    return RecordPage(
        title=card.title,
        caption=card.type.label,
        area="decisions",
        crumbs=(Crumb("Arrangements", in_place("arrangements", within=card.partnership, request=request)),),
        status=_status(card),
        tag=Tag(card.stage.label, COLOURS[card.stage]),
        next_sentence=_next(missing),
        steps=_steps(card, ready=not missing, request=request),
        facts=_facts(card),
        sections=(*sections, _parties(card), _texts(card)),
        history=history_of(card.ref, seen_by=request.actor),
        visibility=visibility_of(
            card.sensitivity, organisation=card.organisation, audience=card.audience, request=request
        ),
    )


def _row(card: ArrangementCard) -> tuple[Cell | str, ...]:
    agreed = sum(1 for party in card.parties if party.consents)
    return (
        Cell(
            card.title,
            href=address_of(card.ref),
            tag=Tag(card.label.value.capitalize(), "teal") if card.label else None,
        ),
        card.type.label,
        card.stage.label,
        card.lead.called if card.lead else "–",
        card.budget.brief() if card.budget is not None else "–",
        f"{agreed} of {len(card.parties)}",
        day(card.ends_on) if card.ends_on else "–",
    )


def _status(card: ArrangementCard) -> str:
    agreed = sum(1 for party in card.parties if party.consents)
    consents = f"{agreed} of {len(card.parties)} organisations consent to it"
    if card.stage is Stage.LIVE:
        last = f" It runs until {day(card.ends_on)}." if card.ends_on else ""
        return f"Live: {consents}.{last}"
    return f"{card.stage.label}: {consents}."


def _missing(card: ArrangementCard, *, request: Asked) -> tuple[Refusal, ...]:
    """What stands between an arrangement that is being prepared and going live, in the words of the rules."""
    if Stage.LIVE not in MOVES[card.stage]:
        return ()
    asked = Moving(
        type=card.type,
        now=card.stage,
        to=Stage.LIVE,
        written=frozenset(card.texts),
        has=card.has,
        signed_on=card.signed_on,
        awaiting=tuple(body.name for body in card.awaiting),
        on=request.today,
    )
    return moving.refusals(asked)


def _next(missing: Sequence[Refusal]) -> str | None:
    if not missing:
        return None
    number = "1 thing" if len(missing) == 1 else f"{len(missing)} things"
    return f"Complete {number} before it can go live."


def _before_live(missing: Sequence[Refusal]) -> Section:
    return Section(
        title="Before it goes live",
        id="before-live",
        tables=(
            TableView(
                caption="What is missing",
                caption_hidden=True,
                headings=("What is missing", "Rule", "Source"),
                rows=tuple((refusal.sentence, refusal.code, refusal.source) for refusal in missing),
            ),
        ),
    )


def _steps(card: ArrangementCard, *, ready: bool, request: Asked) -> tuple[Step, ...]:
    actor, ref = request.actor, {"reference": card.ref.public_id}
    if card.stage is Stage.ENDED:
        return ()
    steps: list[Step] = []
    leave: list[Step] = []
    mine = next((party for party in card.parties if party.body.number == actor.organisation_id), None)
    if mine and actor.may(Permission.CONSENT_GIVE, partnership=card.partnership):
        if not mine.consents:
            steps.append(Step("Consent for your organisation", reverse("consent", kwargs=ref)))
        elif mine.last_day is None:
            leave.append(Step("Withdraw your organisation", reverse("withdraw", kwargs=ref), kind="warning"))
    if actor.may(Permission.ARRANGEMENT_REGISTER, organisation=card.organisation, partnership=card.partnership):
        if card.stage is not Stage.LIVE:
            steps.append(
                Step("Write down what it must record", reverse("complete-arrangement", kwargs=ref), kind="secondary")
            )
        steps += [
            Step(
                VERBS[stage],
                reverse("move-arrangement", kwargs=ref),
                kind="primary" if stage is Stage.LIVE else "secondary",
                post=True,
                fields=(("to", stage.value),),
            )
            for stage in MOVES[card.stage]
            if stage is not Stage.LIVE or ready
        ]
    return (*steps, *leave)


def _facts(card: ArrangementCard) -> tuple[Fact, ...]:
    days = (
        ("Signed", card.signed_on),
        ("First day", card.begins_on),
        ("Last day", card.ends_on),
        ("Review by", card.review_on),
        ("Next quarterly report", card.next_report_on),
    )
    found: list[Fact | None] = [
        Fact("Power", card.type.power),
        Fact(
            "Joint or integrated", card.label.value.capitalize(), href=reverse("words"), hint=card.label.word.definition
        )
        if card.label
        else None,
        Fact("Lead", card.lead.name) if card.lead else None,
        Fact("Host", card.host.name) if card.host else None,
        *(
            Fact(label, words)
            for label, words in (
                ("Pool manager", card.pool_manager),
                ("What it is for", card.scope),
                ("Services", card.services),
                ("How risk is shared", card.risk_share),
                ("Consultation", card.consultation),
            )
            if words
        ),
        Fact("Money in it", card.budget) if card.budget is not None else None,
        *(Fact(label, day(when)) for label, when in days if when is not None),
        Fact("Notice to withdraw", f"{card.notice_days} days") if card.notice_days else None,
    ]
    return tuple(fact for fact in found if fact is not None)


def _parties(card: ArrangementCard) -> Section:
    given = [party.contribution for party in card.parties if party.contribution is not None]
    return Section(
        title="Who is in it",
        id="parties",
        tables=(
            TableView(
                caption="Parties",
                caption_hidden=True,
                headings=("Organisation", "Contributes", "Consent", "Accepted to do"),
                numeric=frozenset({1}),
                rows=tuple(
                    (
                        party.body.name,
                        str(party.contribution) if party.contribution is not None else "–",
                        _consent(party),
                        _accepts(party),
                    )
                    for party in card.parties
                ),
                total=("Together", str(Money.total(given)), "", "") if given else None,
            ),
        ),
    )


def _consent(party: PartyCard) -> Cell:
    if party.consented_on is None:
        return Cell("Not yet given")
    leaving = f" Withdraws on {day(party.last_day)}." if party.last_day else ""
    return Cell(f"Given by {party.consented_by} on {day(party.consented_on)}.{leaving}")


def _accepts(party: PartyCard) -> str:
    if not party.accepts:
        return "–"
    return f"{party.accepts} (by {day(party.due_on)})" if party.due_on else party.accepts


def _texts(card: ArrangementCard) -> Section:
    demanded = NEEDS[card.type].elements
    shown = [element for element in Element if element in demanded or element in card.texts]
    return Section(
        title="What it says",
        id="texts",
        tables=(
            TableView(
                caption="What it says",
                caption_hidden=True,
                headings=("Element", "Words"),
                rows=tuple(
                    (
                        element.label,
                        Cell(card.texts[element])
                        if element in card.texts
                        else Cell("", tag=Tag("Not written yet", "orange")),
                    )
                    for element in shown
                ),
                empty="Nothing is demanded of this type.",
            ),
        ),
    )
