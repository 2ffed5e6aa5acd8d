"""Taking in published notices of awards and contracts: one action a chunk of a file, with its event, and one a revised
entry.
"""

from dataclasses import dataclass
from datetime import date, datetime

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.do.contracts.events import NoticeRevised, NoticesTakenIn
from wholeplace.do.contracts.models import Contract, ContractExtension, ContractParty
from wholeplace.do.contracts.rules.kinds import ContractKind, PartyRole, RiskTier
from wholeplace.do.contracts.rules.notices import Standing, may_be_named, says_nothing
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.codes import OrgId
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.intake.book import File, OpenBatch, open_for, write_down
from wholeplace.ground.intake.chunks import Chunk
from wholeplace.ground.intake.outcome import Change, Row
from wholeplace.ground.records.alone import alone_on
from wholeplace.ground.records.models import OPEN_SCOPE, scope_of
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.directory.actions import register
from wholeplace.together.directory.queries import by_official_ids, named
from wholeplace.together.directory.rules.kinds import OrganisationKind

_KINDS = {
    "GB-COH": OrganisationKind.COMPANY,
    "GB-CHC": OrganisationKind.CHARITY,
    "GB-SC": OrganisationKind.CHARITY,
    "GB-NIC": OrganisationKind.CHARITY,
    "GB-LAE": OrganisationKind.COUNCIL,
    "GB-MPR": OrganisationKind.SOCIAL_ENTERPRISE,
}


@dataclass(frozen=True)
class SupplierGiven:
    """A supplier as a notice names it, with its official ids."""

    name: str
    ids: tuple[OrgId, ...] = ()
    is_sme: bool = False
    is_vcse: bool = False


@dataclass(frozen=True)
class NoticeGiven:
    """An award or contract as a notice states it. The buyer and the partnership go by their numbers.

    `ocid` is the process it is of, `award` the award within it: together they stay the same from notice to notice.
    """

    ocid: str
    award: str
    notice: str
    published_at: datetime
    buyer: int
    partnership: int
    title: str
    starts_on: date
    suppliers: tuple[SupplierGiven, ...] = ()
    ends_on: date | None = None
    may_extend_until: date | None = None
    value: Money | None = None
    description: str = ""
    reference_number: str = ""
    route: str = ""
    area_code: str = ""
    area_name: str = ""
    url: str = ""
    note: str = ""
    standing: Standing = Standing.IN_FORCE
    ended_on: date | None = None


@action
def take_in_notices(*, file: File, batch: int | None, chunk: Chunk[NoticeGiven], by: Actor, on: date) -> OpenBatch:
    """Take in the next notices of a file: each award or contract is an entry of the register that everybody may see.

    A later notice of the same award revises the entry, which then says so, but not what was extended or ended by hand;
    an earlier one changes nothing. Suppliers are registered
    under their official ids; one that has none is matched by exactly the same name, or registered without, and one
    that may be a person trading alone is not named. Raises NothingNew when the file changes nothing, and Overtaken
    when somebody else took these in.
    """
    by.must(Permission.NOTICE_LOAD)
    alone_on("published notices")
    opened = open_for(chunk, batch=batch, file=file, by=by, on=on)
    change = _merge(chunk.given, batch=opened, by=by, on=on) if chunk.given else Change()
    opened = write_down(opened, chunk, change, file=file, begun=batch is not None)
    tally = opened.tally
    event = NoticesTakenIn(
        source=file.source,
        file_name=file.name,
        rows_in=tally.rows_in,
        rows_elsewhere=tally.rows_elsewhere,
        rows_refused=tally.rows_refused,
        added=tally.added,
        revised=tally.revised,
        unchanged=tally.unchanged,
        value=Money(opened.sums.taken),
        more_follows=not chunk.last,
    )
    record(event, subject=opened.ref, scope=OPEN_SCOPE, by=by, on=on)
    return opened


def _merge(chunk: list[tuple[Row[NoticeGiven], NoticeGiven]], *, batch: OpenBatch, by: Actor, on: date) -> Change:
    known = {
        (row.ocid, row.award): row
        for row in Contract.objects.select_for_update(of=("self",))
        .filter(ocid__in={given.ocid for _, given in chunk})
        .order_by("pk")
    }
    bodies = _suppliers([given for _, given in chunk], by=by, on=on)
    added = revised = 0
    for row, given in chunk:
        before = known.get((given.ocid, given.award))
        if before is None and given.standing is not Standing.CANCELLED:
            _enter(given, bodies=bodies, batch=batch.number, row=row.number)
            added += 1
        elif before is not None and _revise(before, given, bodies=bodies, batch=batch.number, row=row.number):
            event = NoticeRevised(notice=given.notice, published_on=given.published_at.date())
            record(event, subject=before.ref, scope=scope_of(before), by=by, on=on)
            revised += 1
    return Change(added=added, revised=revised, unchanged=len(chunk) - added - revised)


# --- Entries --------------------------------------------------------------------------------------------------


def _enter(given: NoticeGiven, *, bodies: dict[SupplierGiven, int], batch: int, row: int) -> None:
    contract = Contract.objects.create(
        **_said(given, bodies),
        ocid=given.ocid,
        award=given.award,
        batch_id=batch,
        row=row,
        contract_kind=ContractKind.CONTRACT.value,
        group=Group.EVERYONE.value,
        risk=RiskTier.LOW.value,
        organisation_id=given.buyer,
        partnership_id=given.partnership,
        sensitivity=Sensitivity.PUBLIC,
        audience=[],
    )
    _party(contract, given, bodies=bodies)


def _party(contract: Contract, given: NoticeGiven, *, bodies: dict[SupplierGiven, int]) -> None:
    providers = sorted({bodies[one] for one in given.suppliers if one in bodies})
    ContractParty.objects.bulk_create(
        ContractParty(contract=contract, body_id=body, role=role.value, **scope_of(contract))
        for role, many in ((PartyRole.COMMISSIONER, [given.buyer]), (PartyRole.PROVIDER, providers))
        for body in many
    )


def _revise(contract: Contract, given: NoticeGiven, *, bodies: dict[SupplierGiven, int], batch: int, row: int) -> bool:
    """Say what a later notice says, but for what was changed here by hand; whether that changed anything."""
    if contract.notice_at is None or given.published_at <= contract.notice_at:
        return False
    said = _said(given, bodies) | _kept(contract, starts_on=given.starts_on)
    for name, value in (said | {"batch_id": batch, "row": row}).items():
        setattr(contract, name, value)
    contract.save()
    ContractParty.objects.filter(contract=contract).delete()
    _party(contract, given, bodies=bodies)
    return True


def _kept(contract: Contract, *, starts_on: date) -> dict[str, object]:
    """What was entered by hand of when a contract stops, and its first day where a later one would pass that."""
    kept: dict[str, object] = {}
    if contract.ended_on is not None and contract.ended_because != _because(contract.ended_because, contract.notice):
        kept |= {"ended_on": contract.ended_on, "ended_because": contract.ended_because}
    if ContractExtension.objects.filter(contract=contract).exists():
        kept["ends_on"] = contract.ends_on
    if any(isinstance(day, date) and day < starts_on for day in kept.values()):
        kept["starts_on"] = contract.starts_on
    return kept


def _because(said: str, notice: str) -> str:
    """The reason that a notice gives for an end, in the words that it is kept in."""
    return f"{said.partition(',')[0]}, says notice {notice}."


def _said(given: NoticeGiven, bodies: dict[SupplierGiven, int]) -> dict[str, object]:
    """What a notice says, as it is stored."""
    said = [given.note] if given.note else []
    value = given.value or Money(0)
    if given.value is not None and says_nothing(given.value):
        said.append(f"The notice states a value of {given.value}, which only fills the field: the value is not known.")
        value = Money(0)
    elif given.value is None:
        said.append("The notice states no value.")
    if hidden := len({one for one in given.suppliers if one not in bodies}):
        said.append(
            f"{hidden} {'supplier is' if hidden == 1 else 'suppliers are'} not named here: without an official number,"
            " it may be a person trading alone."
        )
    ended = {Standing.CANCELLED: "Cancelled", Standing.TERMINATED: "Terminated"}.get(given.standing)
    last = max(given.starts_on, given.ended_on or given.published_at.date())
    return {
        "title": given.title,
        "reference_number": given.reference_number,
        "description": given.description,
        "route": given.route,
        "area_code": given.area_code,
        "area_name": given.area_name,
        "value_pence": value.pence,
        "starts_on": given.starts_on,
        "ends_on": given.ends_on,
        "may_extend_until": given.may_extend_until,
        "is_sme": any(one.is_sme for one in given.suppliers),
        "is_vcse": any(one.is_vcse for one in given.suppliers),
        "notice": given.notice,
        "notice_at": given.published_at,
        "notice_url": given.url,
        "notice_note": " ".join(said),
        "ended_on": last if ended else None,
        "ended_because": _because(ended, given.notice) if ended else "",
    }


# --- Suppliers ------------------------------------------------------------------------------------------------


def _suppliers(given: list[NoticeGiven], *, by: Actor, on: date) -> dict[SupplierGiven, int]:
    """The number of each supplier that may be named, registered where it is new."""
    suppliers = list(
        dict.fromkeys(one for notice in given for one in notice.suppliers if may_be_named(one.name, ids=one.ids))
    )
    ids = {official for one in suppliers for official in one.ids}
    by_id = {official: card.number for official, card in by_official_ids(ids=ids, seen_by=by).items()}
    found: dict[SupplierGiven, int] = {}
    for one in suppliers:
        number = next((by_id[official] for official in one.ids if official in by_id), None)
        if number is None and not one.ids:
            same = named(names=[one.name], seen_by=by)
            number = same[one.name].number if one.name in same else None
        if number is None:
            card = register(name=one.name, kind=_kind(one), official_ids=one.ids, by=by, on=on)
            number = card.number
            by_id |= dict.fromkeys(one.ids, number)
        found[one] = number
    return found


def _kind(one: SupplierGiven) -> OrganisationKind:
    return next(
        (_KINDS[official.scheme] for official in one.ids if official.scheme in _KINDS), OrganisationKind.UNKNOWN
    )
