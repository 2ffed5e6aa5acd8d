"""The register of contracts in words: as a page, as a file, and by provider."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.urls import reverse

from wholeplace.do.contracts.queries import ContractCard, ProviderLine
from wholeplace.doors.web.contracts.forms import ContractsFilter
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import Cell, Choice, Crumb, ListPage, Pages, Stat, Step, TableView, Tag
from wholeplace.doors.web.shell.parts import address_of
from wholeplace.doors.web.shell.place import in_place
from wholeplace.doors.web.shell.words import day, pounds
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.ref import Ref
from wholeplace.together.directory.queries import OrganisationCard
from wholeplace.together.partnership.queries import PartnershipCard

SOON = timedelta(days=90)
"""How far ahead the register looks for notices."""


def contracts_page(
    cards: Sequence[ContractCard],
    *,
    everything: Sequence[ContractCard],
    linked: frozenset[Ref],
    place: PartnershipCard,
    request: Asked,
    filters: ContractsFilter,
    pages: Pages,
) -> ListPage:
    """A page of the register. `everything` is what the filters let through, `linked` what serves an outcome."""
    step = Step("Enter a contract", reverse("enter-contract"))
    may_enter = request.actor.may(Permission.CONTRACT_ENTER, partnership=place.number)
    narrowed = bool(filters.answers().keys() - {"place"})
    shared = Step(
        "See what each provider is paid", in_place("providers-shared", within=place, request=request), "secondary"
    )
    return ListPage(
        title="Contracts",
        caption=place.place_name,
        area="contracts",
        invented=place.invented,
        lead="Every agreement to provide, of every organisation here: what stops soonest first.",
        steps=(step, shared) if may_enter else (shared,),
        stats=_stats(everything, linked=linked, request=request),
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Contracts",
            caption_hidden=True,
            headings=("Contract", "Provider", "Commissioner", "Value", "Ends", "Latest day for notice"),
            numeric=frozenset({3}),
            rows=tuple(_row(card, linked=linked, request=request) for card in cards),
            total=(_counted(len(everything)), "", "", pounds(total_of(everything)), "", "") if cards else None,
            empty="No contract is like that." if narrowed else "No contract has been entered yet.",
            empty_step=_mend(narrowed, step if may_enter else None, place=place, request=request),
        ),
    )


def contracts_file(cards: Sequence[ContractCard]) -> ListPage:
    """The register with what the transparency code asks of a contract, for a file."""
    headings = (
        "Reference", "Title", "Kind", "Department", "Description", "For whom", "Providers", "Commissioners",
        "Co-funders", "Value in pounds", "VAT not recoverable in pounds", "First day", "Last day", "Review",
        "Latest day for notice", "May be extended until", "How it was bought",
        "Small or medium-sized business", "Voluntary or community organisation", "Ended because",
    )  # fmt: skip
    return ListPage(
        title="Contracts",
        table=TableView(caption="Contracts", headings=headings, rows=tuple(_file_row(card) for card in cards)),
    )


def providers_page(
    lines: Sequence[ProviderLine], *, shared_only: bool, place: PartnershipCard, request: Asked
) -> ListPage:
    """What each provider is paid by everybody here, those with several funders first."""
    shared = [line for line in lines if line.is_shared]
    shown = shared if shared_only else lines
    address = in_place("providers-shared", within=place, request=request)
    with_all = address + ("&" if "?" in address else "?") + "show=all"
    return ListPage(
        title="Providers and who funds them",
        caption=place.place_name,
        area="contracts",
        invented=place.invented,
        crumbs=(Crumb("Contracts", in_place("contracts", within=place, request=request)),),
        lead=_shared_in_words(len(shared), len(lines)),
        choices=(
            Choice("Funded by several organisations", address, current=shared_only, count=str(len(shared))),
            Choice("Every provider", with_all, current=not shared_only, count=str(len(lines))),
        ),
        csv=csv_link(request),
        table=TableView(
            caption="Providers",
            caption_hidden=True,
            headings=("Provider", "Funded by", "Contracts", "Value"),
            numeric=frozenset({2, 3}),
            rows=tuple(_provider_row(line, place=place, request=request) for line in shown),
            total=("All of these", "", "", pounds(Money.total(line.value for line in shown))) if shown else None,
            note="A contract with several providers is shared out among them evenly.",
            empty="No provider is funded by several organisations." if lines else "No contract runs here yet.",
        ),
    )


def total_of(cards: Iterable[ContractCard]) -> Money:
    """What these contracts are worth together."""
    return Money.total(card.value for card in cards)


def called(bodies: Iterable[OrganisationCard]) -> str:
    """Organisations by the names they go by."""
    return ", ".join(body.called for body in bodies)


def _stats(cards: Sequence[ContractCard], *, linked: frozenset[Ref], request: Asked) -> tuple[Stat, ...]:
    if not cards:
        return ()
    today = request.today
    running = [card for card in cards if not card.has_ended(on=today)]
    due = [card for card in running if _is_due(card, on=today)]
    loose = [card for card in running if card.ref not in linked]
    signed_in = request.actor.is_signed_in
    return (
        Stat("Running contracts", str(len(running))),
        Stat("Value", total_of(running).brief(), "over their whole length"),
        Stat("Latest day for notice within 90 days", str(len(due)), f"worth {total_of(due).brief()}" if due else None),
        Stat(
            "Not linked to an outcome" if signed_in else "Not linked to a published outcome",
            str(len(loose)),
            f"worth {total_of(loose).brief()}" if loose else "every contract can be followed to one",
            href=reverse("gaps") if signed_in and loose else None,
        ),
    )


def _is_due(card: ContractCard, *, on: date) -> bool:
    return card.ended_on is None and card.notice_by is not None and on <= card.notice_by <= on + SOON


def _row(card: ContractCard, *, linked: frozenset[Ref], request: Asked) -> tuple[Cell | str, ...]:
    loose = card.ref not in linked and request.actor.is_signed_in and not card.has_ended(on=request.today)
    title = Cell(
        card.title,
        href=address_of(card.ref),
        hint=card.kind.label + (f", {card.reference_number}" if card.reference_number else ""),
        tag=Tag("Not linked", "yellow") if loose else None,
    )
    return (
        title,
        called(card.providers),
        called((*card.commissioners, *card.co_funders)),
        pounds(card.value),
        _ends(card, on=request.today),
        _notice(card, on=request.today),
    )


def _ends(card: ContractCard, *, on: date) -> Cell | str:
    if card.last_day is None:
        return "No last day"
    if card.has_ended(on=on):
        return Cell(day(card.last_day), tag=Tag("Ended", "grey"))
    return Cell(day(card.last_day), hint="Ends early" if card.ended_on else None)


def _notice(card: ContractCard, *, on: date) -> Cell | str:
    if card.notice_by is None or card.ended_on is not None or card.has_ended(on=on):
        return "–"
    if card.notice_by < on:
        return Cell(day(card.notice_by), tag=Tag("Passed", "orange"))
    return Cell(day(card.notice_by), tag=Tag("Soon", "blue") if _is_due(card, on=on) else None)


def _counted(number: int) -> str:
    return "1 contract" if number == 1 else f"All {number:,} contracts"


def _mend(narrowed: bool, step: Step | None, *, place: PartnershipCard, request: Asked) -> Step | None:
    if narrowed:
        return Step(
            "Show every running contract", in_place("contracts", within=place, request=request), kind="secondary"
        )
    return step


def _file_row(card: ContractCard) -> tuple[str, ...]:
    return (
        card.reference_number,
        card.title,
        card.kind.label,
        card.department,
        card.description,
        card.group.label if card.group else "",
        _named(card.providers),
        _named(card.commissioners),
        _named(card.co_funders),
        plain(card.value),
        plain(card.irrecoverable_vat),
        card.starts_on.isoformat(),
        _iso(card.last_day),
        _iso(card.review_on),
        _iso(card.notice_by),
        _iso(card.may_extend_until),
        card.route,
        "Yes" if card.is_sme else "No",
        "Yes" if card.is_vcse else "No",
        card.ended_because,
    )


def plain(amount: Money) -> str:
    """An amount for a spreadsheet: pounds and pence, without sign or commas."""
    return str(amount).replace("£", "").replace(",", "")


def _named(bodies: Iterable[OrganisationCard]) -> str:
    return "; ".join(body.name for body in bodies)


def _iso(when: date | None) -> str:
    return when.isoformat() if when else ""


def _shared_in_words(shared: int, all_of_them: int) -> str:
    if not all_of_them:
        return "What everybody here pays each provider, in the contracts that run."
    are = "provider is" if shared == 1 else "providers are"
    return f"{shared} of {all_of_them} {are} funded by several organisations, which could agree on what they ask for."


def _provider_row(line: ProviderLine, *, place: PartnershipCard, request: Asked) -> tuple[Cell | str, ...]:
    return (
        Cell(
            line.provider.name,
            href=in_place("contracts", within=place, request=request, provider=line.provider.name),
            tag=Tag("Shared", "blue") if line.is_shared else None,
        ),
        ", ".join(body.name for body in line.commissioners),
        str(line.contracts),
        pounds(line.value),
    )
