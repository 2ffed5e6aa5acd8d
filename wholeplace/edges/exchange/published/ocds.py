"""Releases of the Open Contracting Data Standard 1.1.5 with its UK extension, as Contracts Finder and Find a Tender
write them: what each states of awards and contracts, with the known faults of the two mended or named.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from wholeplace.do.contracts.actions import SupplierGiven
from wholeplace.do.contracts.rules.notices import Standing
from wholeplace.ground.foundation.codes import OrgId
from wholeplace.ground.foundation.money import Money, MoneyTooLarge
from wholeplace.ground.foundation.parse import DayForm, day, moment, multi_line, single_line
from wholeplace.ground.foundation.unreadable import Unreadable

TAGS = frozenset(
    (
        *("planning", "planningUpdate", "tender", "tenderAmendment", "tenderUpdate", "tenderCancellation"),
        *("award", "awardUpdate", "awardCancellation", "contract", "contractUpdate", "contractAmendment"),
        *("implementation", "implementationUpdate", "contractTermination", "compiled"),
    )
)
AWARD_STATES = frozenset(["pending", "active", "cancelled", "unsuccessful"])
CONTRACT_STATES = frozenset(["pending", "active", "cancelled", "terminated"])
SOURCE = "OCDS 1.1.5"

_CONTACTS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w/])(?:\+44\s?\(?0?\)?|0)(?:[\s()-]*[0-9]){9,10}(?![\w/])")
_PARAGRAPHS_LOST = re.compile(r"(?:rn){2,}")
_LINES_LOST = re.compile(
    r"(?<![A-Za-z])rn(?![a-z])|(?<=[.:;,)!?])rn(?=\w)|(?<=[a-z])rn(?=[A-Z][a-z])|(?<=\s)rn(?=[A-Z\s])"
)


class Faulty(Exception):
    """What is wrong with a release, in which field, and what stands there."""

    def __init__(self, field: str, reason: str, excerpt: object = "") -> None:
        """Keep the three."""
        self.field, self.reason, self.excerpt = field, reason, str(excerpt)
        super().__init__(f"{field}: {reason}")


@dataclass(frozen=True)
class Party:
    """An organisation as a release names it."""

    name: str
    ids: tuple[OrgId, ...] = ()
    is_sme: bool = False
    is_vcse: bool = False

    @property
    def supplier(self) -> SupplierGiven:
        """As a supplier."""
        return SupplierGiven(self.name, self.ids, self.is_sme, self.is_vcse)


@dataclass(frozen=True)
class Agreed:
    """An award or contract as a release states it."""

    award: str
    title: str
    starts_on: date
    ends_on: date | None
    may_extend_until: date | None
    value: Money | None
    suppliers: tuple[Party, ...]
    standing: Standing
    ended_on: date | None
    note: str


@dataclass
class Release:
    """A release, read leniently where the publishers are known to err, and strictly everywhere else."""

    tree: dict[str, Any]
    line_breaks_lost: bool = False
    faults: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, tree: object, *, line_breaks_lost: bool = False) -> "Release":
        """A release without its empty fields. Raises Faulty when it is none."""
        if not isinstance(tree, dict):
            raise Faulty("release", "Not a release of the standard.", tree)
        faults: list[tuple[str, str]] = []
        bare = _without_nothing(tree, faults)
        release = cls(bare, line_breaks_lost, faults)
        for name in ("ocid", "id", "date", "tag", "initiationType"):
            if not bare.get(name):
                raise Faulty(name, f"Missing; {SOURCE} requires it.")
        if unknown := sorted(set(map(str, _list(bare["tag"], "tag"))) - TAGS):
            raise Faulty("tag", f"{SOURCE} knows no such tag.", unknown[0])
        return release

    @property
    def ocid(self) -> str:
        """The process it is of."""
        return _code(self.tree["ocid"], "ocid", most=80)

    @property
    def notice(self) -> str:
        """Its own id."""
        return _code(self.tree["id"], "id", most=80)

    @property
    def published_at(self) -> datetime:
        """When it was published."""
        try:
            return moment(str(self.tree["date"]))
        except Unreadable as fault:
            raise Faulty("date", str(fault), self.tree["date"]) from None

    @property
    def buyer(self) -> Party:
        """The buyer."""
        named = _object(self.tree.get("buyer"), "buyer")
        return self.party(named, field="buyer")

    @property
    def tender(self) -> dict[str, Any]:
        """What was tendered."""
        return _object(self.tree.get("tender", {}), "tender")

    @property
    def url(self) -> str:
        """The notice's own page, on the two services that publish it."""
        for holder in (*_objects(self.tree, "contracts"), *_objects(self.tree, "awards")):
            for document in _objects(holder, "documents"):
                address = str(document.get("url", ""))
                if address.startswith(_PAGES) and len(address) <= 300:
                    return address
        return ""

    @property
    def description(self) -> str:
        """What it is about, as text without anybody's telephone or address."""
        try:
            text = multi_line(self._mended(str(self.tender.get("description", ""))) or "-", at_most=20_000)
        except Unreadable:
            self.faults.append(("description", "Read in the wrong alphabet by its publisher, and left out."))
            return ""
        return "" if text == "-" else _CONTACTS.sub("[left out]", text)

    def party(self, named: Mapping[str, Any], *, field: str) -> Party:
        """The organisation that is named, with what the list of parties says of it. Never who to contact."""
        whole = next((one for one in _objects(self.tree, "parties") if one.get("id") == named.get("id")), {})
        name = self._line(whole.get("name") or named.get("name"), field=f"{field}.name", most=250)
        details = whole.get("details", {})
        identifiers = [whole.get("identifier"), *_objects(whole, "additionalIdentifiers")]
        return Party(
            name=name,
            ids=tuple(dict.fromkeys(self._ids(one for one in identifiers if one))),
            is_sme=details.get("scale") == "sme",
            is_vcse=details.get("vcse") is True,
        )

    def agreed(self) -> Iterator[Agreed]:
        """Every award with its contract, every contract of an award that stands in an earlier release."""
        awards = {str(one.get("id")): one for one in _objects(self.tree, "awards")}
        contracts: dict[str, list[dict[str, Any]]] = {}
        for one in _objects(self.tree, "contracts"):
            if "awardID" not in one:
                raise Faulty("contracts.awardID", f"Missing; {SOURCE} requires it.")
            contracts.setdefault(str(one["awardID"]), []).append(one)
        for award in dict.fromkeys((*awards, *contracts)):
            many = contracts.get(award, [{}])
            for contract in many:
                key = award if len(many) == 1 else f"{award}/{contract.get('id')}"
                stated = self._agreed(key, awards.get(award, {}), contract)
                if stated is not None:
                    yield stated

    def _agreed(self, key: str, award: dict[str, Any], contract: dict[str, Any]) -> Agreed | None:
        standing = self._standing(award, contract)
        if standing is None:
            return None
        period = contract.get("period") or award.get("contractPeriod") or {}
        starts_on, note = _start(period, contract, award)
        ends_on = _day(period.get("endDate"), "period.endDate")
        if ends_on is not None and ends_on < starts_on:
            raise Faulty("period.endDate", "It ends before it starts.", period.get("endDate"))
        until = _day(period.get("maxExtentDate"), "period.maxExtentDate")
        title = contract.get("title") or award.get("title") or self.tender.get("title")
        return Agreed(
            award=_code(key, "award.id", most=120),
            title=_shortened(self._line(title, field="title", most=2_000)),
            starts_on=starts_on,
            ends_on=ends_on,
            may_extend_until=until if ends_on and until and until > ends_on else None,
            value=_value(contract.get("value") or award.get("value")),
            suppliers=tuple(self._suppliers(award)),
            standing=standing,
            ended_on=_day(_ended(contract), "contracts.dateTerminated"),
            note=note,
        )

    def _standing(self, award: dict[str, Any], contract: dict[str, Any]) -> Standing | None:
        """How it stands; None for what is not agreed yet, or came to nothing."""
        states = {"award": award.get("status"), "contract": contract.get("status")}
        for name, known in (("award", AWARD_STATES), ("contract", CONTRACT_STATES)):
            if states[name] is not None and states[name] not in known:
                raise Faulty(f"{name}s.status", f"{SOURCE} knows no such status.", states[name])
        tags = set(self.tree["tag"])
        if states["contract"] == "terminated" or "contractTermination" in tags:
            return Standing.TERMINATED
        if "awardCancellation" in tags or "cancelled" in (states["contract"] or states["award"], states["award"]):
            return Standing.CANCELLED
        if any(lot.get("status") == "cancelled" for lot in _objects(self.tender, "lots")):
            self.faults.append(("status", "A lot reads cancelled although its award is active: the award counts."))
        if (states["contract"] or states["award"]) in {"pending", "unsuccessful"}:
            return None
        return Standing.IN_FORCE

    def _suppliers(self, award: dict[str, Any]) -> Iterator[Party]:
        for one in _objects(award, "suppliers"):
            if not one.get("name") and not one.get("id"):
                self.faults.append(("suppliers", "A supplier without a name, left out."))
                continue
            try:
                yield self.party(one, field="suppliers")
            except Faulty as fault:
                self.faults.append(("suppliers", f"Left out: {fault.reason}"))

    def _ids(self, identifiers: Iterator[dict[str, Any]]) -> Iterator[OrgId]:
        for one in identifiers:
            scheme, identifier = str(one.get("scheme", "")), str(one.get("id", ""))
            if not scheme or not identifier:
                continue
            try:
                yield OrgId.read(scheme=scheme, identifier=identifier)
            except Unreadable:
                self.faults.append(("identifier", f"Not a number of the register {scheme[:20]}; left out."))

    def _line(self, text: object, *, field: str, most: int) -> str:
        if text is None:
            raise Faulty(field, "Missing.")
        try:
            return single_line(" ".join(self._mended(str(text)).split()), at_most=most)
        except Unreadable as fault:
            raise Faulty(field, str(fault), text) from None

    def _mended(self, text: str) -> str:
        """The text with the line breaks that its publisher lost."""
        if not self.line_breaks_lost:
            return text
        mended = _LINES_LOST.sub("\n", _PARAGRAPHS_LOST.sub("\n\n", text))
        if mended != text:
            self.faults.append(("text", "Line breaks were lost (rn) and put back where that is plain."))
        return mended


# --- Parts ----------------------------------------------------------------------------------------------------

_PAGES = ("https://www.contractsfinder.service.gov.uk/", "https://www.find-tender.service.gov.uk/")


def _without_nothing(tree: Any, faults: list[tuple[str, str]], name: str = "") -> Any:
    """The tree without explicit nulls, and without what is given as an empty list in place of nothing."""
    if isinstance(tree, dict):
        kept = {}
        for key, value in tree.items():
            if value is None:
                faults.append((key, "Given as null, which says nothing; left out."))
            elif key == "buyerID" and value == []:
                faults.append((key, "Given as an empty list, which says nothing; left out."))
            else:
                kept[key] = _without_nothing(value, faults, key)
        return kept
    if isinstance(tree, list):
        return [_without_nothing(one, faults, name) for one in tree if one is not None]
    return tree


def _object(tree: object, name: str) -> dict[str, Any]:
    if not isinstance(tree, dict):
        raise Faulty(name, "Missing or not an object.", "" if tree is None else tree)
    return tree


def _list(tree: object, name: str) -> list[Any]:
    if not isinstance(tree, list):
        raise Faulty(name, "Not a list.", tree)
    return tree


def _objects(tree: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return [_object(one, name) for one in _list(tree.get(name, []), name)]


def _code(text: object, name: str, *, most: int) -> str:
    code = str(text).strip()
    if not code or len(code) > most or not code.isprintable():
        raise Faulty(name, f"Not an id of up to {most} characters.", code)
    return code


def _start(period: dict[str, Any], contract: dict[str, Any], award: dict[str, Any]) -> tuple[date, str]:
    for text, name, note in (
        (period.get("startDate"), "period.startDate", ""),
        (contract.get("dateSigned"), "contracts.dateSigned", "No first day is stated: it is the day of signature."),
        (award.get("date"), "awards.date", "No first day is stated: it is the day of the award."),
    ):
        if (found := _day(text, name)) is not None:
            return found, note
    raise Faulty("period.startDate", "It is stated neither when it starts nor when it was signed or awarded.")


def _day(text: object, name: str) -> date | None:
    """The day as the publisher wrote it, on its own clock."""
    if text is None or text == "":
        return None
    try:
        if len(str(text)) > 10:
            moment(str(text))
        return day(str(text)[:10], forms=[DayForm.ISO], first_year=1990, last_year=2100)
    except Unreadable as fault:
        raise Faulty(name, str(fault), text) from None


def _ended(contract: dict[str, Any]) -> object:
    return contract.get("dateTerminated") or _object(contract.get("period", {}), "period").get("terminatedDate")


def _value(value: object) -> Money | None:
    """What is paid without VAT, in pence; what a UK notice states with VAT is left aside."""
    if value is None:
        return None
    said = _object(value, "value")
    if said.get("amount") is None:
        return None
    if said.get("currency", "GBP") != "GBP":
        raise Faulty("value.currency", "Not in pounds sterling.", said.get("currency"))
    return amount(said["amount"])


def amount(said: object) -> Money:
    """A number of pounds as a Money. Raises Faulty."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise Faulty("value.amount", "Not a number.", said)
    pence = Decimal(repr(said)) * 100
    if pence != pence.to_integral_value() or pence < 0:
        raise Faulty("value.amount", "Not an amount to the penny of nothing or more.", said)
    try:
        return Money.entered(int(pence))
    except MoneyTooLarge as fault:
        raise Faulty("value.amount", str(fault), said) from None


def _shortened(title: str, most: int = 250) -> str:
    return title if len(title) <= most else f"{title[: most - 1].rstrip()}…"
