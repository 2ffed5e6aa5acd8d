"""Organisations in words."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.do.contracts.queries import ContractCard
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.pages import Cell, Fact, Link, RecordPage, Section, TableView
from wholeplace.doors.web.shell.parts import address_of, history_of
from wholeplace.doors.web.shell.words import day, pounds
from wholeplace.ground.foundation.codes import OrgId
from wholeplace.together.directory.queries import OrganisationPage
from wholeplace.together.partnership.queries import PartnershipCard

Provided = tuple[PartnershipCard, int, Sequence[ContractCard]]
"""A place, how many contracts run there with the organisation as provider, and the first of them."""


def organisation_page(
    known: OrganisationPage, *, provides: Sequence[Provided], published_spend: bool, request: Asked
) -> RecordPage:
    """One organisation, as far as the reader may see."""
    card = known.card
    links = (Link("See what it paid", reverse("spend", kwargs={"reference": card.ref.public_id})),)
    sections = tuple(_provided(card.name, one, request=request) for one in provides)
    if published_spend:
        sections += (Section(title="What it published of its payments", id="spend", links=links),)
    return RecordPage(
        title=card.name,
        caption="Organisation",
        invented=card.invented,
        status=_status(known, request=request),
        facts=_facts(known),
        sections=sections,
        history=history_of(card.ref, seen_by=request.actor),
    )


def _status(known: OrganisationPage, *, request: Asked) -> str:
    card = known.card
    if card.ends_on is not None and card.ends_on < request.today:
        successors = ", ".join(one.name for one, _ in known.successors)
        return f"It ended on {day(card.ends_on)}." + (f" {successors} took over." if successors else "")
    return f"{card.kind.label}."


def _facts(known: OrganisationPage) -> tuple[Fact, ...]:
    card = known.card
    facts = [Fact("What it is", card.kind.label)]
    if card.short_name:
        facts.append(Fact("Known as", card.short_name))
    for scheme, identifier in known.official_ids:
        one = OrgId(scheme, identifier)
        facts.append(Fact(one.register, identifier))
    if card.begins_on:
        facts.append(Fact("Began", day(card.begins_on)))
    for words, moves in (("Came from", known.predecessors), ("Went into", known.successors)):
        facts += [Fact(words, f"{one.name}, on {day(on)}", href=address_of(one.ref)) for one, on in moves]
    return tuple(facts)


def _provided(name: str, provided: Provided, *, request: Asked) -> Section:
    place, total, cards = provided
    asked = {"provider": name} | ({} if place.number == request.actor.partnership_id else {"place": place.slug})
    title = f"Contracts in {place.place_name}"
    return Section(
        title=title,
        id=f"contracts-{place.slug}",
        lead=f"It provides under {total} running {'contract' if total == 1 else 'contracts'} that you can see.",
        links=(Link("See them in the register", f"{reverse('contracts')}?{urlencode(asked)}"),),
        tables=(
            TableView(
                caption=title,
                caption_hidden=True,
                headings=("Contract", "Commissioned by", "Ends", "Value"),
                numeric=frozenset({3}),
                rows=tuple(
                    (
                        Cell(card.title, href=address_of(card.ref)),
                        ", ".join(body.called for body in card.commissioners),
                        day(card.last_day) if card.last_day else "No end date",
                        pounds(card.value),
                    )
                    for card in cards
                ),
                empty="None.",
            ),
        ),
    )
