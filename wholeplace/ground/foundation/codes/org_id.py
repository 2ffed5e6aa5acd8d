"""Identifiers of organisations in registers, by the schemes of org-id.guide and in each register's form."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wholeplace.ground.foundation.unreadable import Unreadable, echo

INVENTED_SCHEME = "XX-WHOLEPLACE"
"""Our scheme for invented organisations: ISO 3166 gives XX to no country, nor org-id.guide to a register."""

_FOREIGN_SCHEME = re.compile(r"(?!GB-|XX)[A-Z]{2}(?:_[A-Z]{2,3})?(?:-[A-Z0-9]{2})?-[A-Z][A-Z0-9_]{1,11}")
_FOREIGN_IDENTIFIER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/:-]{0,58}[A-Za-z0-9])?")
_STATES_WITH_REGISTERS = re.compile(r"(?:AE|CH|CN|US)-[A-Z0-9]{2}-CR(?=-)")
"""The schemes of three parts, such as US-DE-CR."""


def _as_written(text: str) -> str:
    return text


def _upper(text: str) -> str:
    return re.sub(r"\s", "", text).upper()


def _lower(text: str) -> str:
    return re.sub(r"\s", "", text).lower()


def _company_number(text: str) -> str:
    """Give back the leading noughts that spreadsheets drop: 445790 is 00445790, SC12345 is SC012345."""
    number = _upper(text)
    if re.fullmatch(r"[0-9]{4,7}", number):
        return number.zfill(8)
    if re.fullmatch(r"[A-Z]{2}[0-9]{4,5}", number):
        return number[:2] + number[2:].zfill(6)
    return number


def _northern_irish(text: str) -> str:
    """The regulator prints NIC before the number, org-id does not."""
    return _upper(text).removeprefix("NIC")


@dataclass(frozen=True)
class Scheme:
    """A register of organisations and the form of its identifiers.

    `tidy` brings an identifier as people write it into the register's form; `inferred` says that the form was
    taken from examples, since the register publishes none.
    """

    code: str
    register: str
    example: str
    pattern: re.Pattern[str] = field(repr=False)
    tidy: Callable[[str], str] = field(repr=False)
    inferred: bool = False


# An ODS code has no fixed length; the one thing that it must not be is the code of an area invented here.
_ODS = r"(?!X[0-9]{8}$)[A-Z0-9]{2,12}"

_COMPANY = (
    r"[0-9]{8}|R[0-9]{7}"
    r"|(?:AC|CE|CS|ES|FC|FE|GE|GN|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NV|NZ|OC|OE|PC|RC|RS|SA|SC|SE|SF|SG|SI|SL|SO"
    r"|SP|SR|SZ|ZC)[0-9]{6}"
    r"|(?:IP|NP|SP)[0-9]{5}R|SP[0-9]{4}RS"
)

_FORMS = (
    ("GB-COH", "Companies House", "01234567", _COMPANY, _company_number),
    ("GB-CHC", "Charity Commission for England and Wales", "1109792", r"[1-9][0-9]{5,6}", _upper),
    ("GB-SC", "Office of the Scottish Charity Regulator", "SC042386", r"SC[0-9]{6}", _company_number),
    ("GB-NIC", "Charity Commission for Northern Ireland", "100019", r"[1-9][0-9]{5}", _northern_irish),
    ("GB-NHS", "NHS Organisation Data Service", "RAX", _ODS, _upper),
    ("GB-LAE", "Local authorities in England", "WOT", r"[A-Z]{3,4}", _upper),
    ("GB-LAS", "Local authorities in Scotland", "ZET", r"[A-Z]{3}", _upper),
    ("GB-LANI", "Local authorities in Northern Ireland", "BFS", r"[A-Z]{3}", _upper),
    ("GB-PLA", "Principal local authorities in Wales", "AGY", r"[A-Z]{3}", _upper),
    ("GB-GOV", "UK government departments (IATI)", "1", r"[A-Z0-9]{1,8}", _upper),
    ("GB-GOR", "Government Organisation Register", "PB1204", r"[A-Z]{1,2}[0-9]{1,4}", _upper),
    ("GB-MPR", "Mutuals Public Register", "IP031455", r"[A-Z]{0,2}[0-9]{1,6}[A-Z]{0,2}", _upper),
    ("GB-UKPRN", "UK Register of Learning Providers", "10000346", r"[1-9][0-9]{7}", _upper),
    ("GB-EDU", "Get Information about Schools", "125554", r"[1-9][0-9]{5}", _upper),
    ("GB-SCOTEDU", "Schools in Scotland", "8212627", r"[0-9]{7}", _upper),
    ("GB-WALEDU", "Schools in Wales", "6602130", r"[0-9]{7}", _upper),
    ("GB-IRN", "Schools in Northern Ireland", "542-0059", r"[0-9]{3}-[0-9]{4}", _upper),
    ("GB-HESA", "Higher Education Statistics Agency", "0177", r"[0-9]{4}", _upper),
    ("GB-SHPE", "Registered providers of social housing in England", "LH4401", r"[A-Z]{0,2}[0-9]{4}", _upper),
    ("GB-COE", "Church of England", "608393", r"[0-9]{6}", _upper),
    ("GB-CASC", "Community amateur sports clubs", "df679063", r"[0-9a-f]{8}", _lower),
    ("GB-REV", "HM Revenue and Customs, charities", "X6243", r"[A-Z]{1,2}[0-9]{4,5}", _upper),
    (
        "GB-SRS",
        "Supplier Registration Service",
        "sid4gov.cabinetoffice.gov.uk/tBq37PN7",
        r"(?:sid4gov|supplierregistration)\.cabinetoffice\.gov\.uk/[A-Za-z0-9]{8}",
        _as_written,
    ),
    ("GG-RCE", "Guernsey Registry", "CH441", r"[A-Z]{0,3}[0-9]{1,6}", _upper),
    ("JE-FSC", "Jersey Financial Services Commission", "RC_119821", r"[A-Z]{2,4}_[0-9]{1,7}", _upper),
    ("JE-JCR", "Jersey Charity Register", "345", r"[0-9]{1,4}", _upper),
    ("IM-CR", "Isle of Man Companies Registry", "005095V", r"[0-9]{6}[A-Z]", _upper),
    ("IM-GR", "Isle of Man Index of Registered Charities", "1184", r"[0-9]{1,4}", _upper),
    ("XI-LEI", "Global Legal Entity Identifier", "724500PMK2A2M1SQQ228", r"[A-Z0-9]{18}[0-9]{2}", _upper),
    (INVENTED_SCHEME, "Organisations invented here", "COUNCIL-00001", r"[A-Z]{2,20}-[0-9]{5}", _upper),
)

# The central digital platform gives these numbers. It publishes no form, and org-id.guide has not the scheme.
_PUBLIC_PROCUREMENT = Scheme(
    code="GB-PPON",
    register="Public Procurement Organisation Number",
    example="PBCP-5168-ZDGP",
    pattern=re.compile(r"[A-Z]{4}-[0-9]{4}-[A-Z]{4}"),
    tidy=_upper,
    inferred=True,
)

SCHEMES: Mapping[str, Scheme] = {
    code: Scheme(code=code, register=register, example=example, pattern=re.compile(pattern), tidy=tidy)
    for code, register, example, pattern, tidy in _FORMS
} | {_PUBLIC_PROCUREMENT.code: _PUBLIC_PROCUREMENT}
"""The schemes whose form we know. Register names, codes and examples: org-id.guide."""


@dataclass(frozen=True, order=True)
class OrgId:
    """An organisation's identifier in a register, written `GB-COH-01234567`, in the register's own form.

    A British scheme must be one of SCHEMES; another country's need only look like one of org-id.guide. Raises
    Unreadable otherwise. Identifiers as people write them go through `read`.
    """

    scheme: str
    identifier: str

    def __post_init__(self) -> None:
        """Refuse an unknown scheme, and an identifier that the register could not have given."""
        known = SCHEMES.get(self.scheme)
        if known is None and not _FOREIGN_SCHEME.fullmatch(self.scheme):
            raise Unreadable(
                f"{echo(self.scheme)} is no register of organisations that is known here. Use one such as "
                f"GB-COH (Companies House), GB-CHC (charities) or GB-NHS."
            )
        if not (known.pattern if known else _FOREIGN_IDENTIFIER).fullmatch(self.identifier):
            example = f" such as {known.example}" if known else ""
            wrong = echo(self.identifier)
            raise Unreadable(f"Enter an identifier of {self.register}{example}; {wrong} is not one.")

    def __str__(self) -> str:
        return f"{self.scheme}-{self.identifier}"

    @classmethod
    def read(cls, *, scheme: str, identifier: str) -> "OrgId":
        """Bring an identifier as people write it into the register's form: 445790 of GB-COH is 00445790.

        Raises Unreadable when it cannot be one of that register.
        """
        scheme = scheme.strip().upper()
        bare = identifier.strip()
        # Some letters beyond ASCII turn into plain capitals; a code that holds one is refused as it stands.
        tidy = SCHEMES[scheme].tidy if scheme in SCHEMES and bare.isascii() else _as_written
        return cls(scheme=scheme, identifier=tidy(bare))

    @classmethod
    def parse(cls, text: str) -> "OrgId":
        """Read scheme and identifier in one, as `str` writes them, tidying and raising as `read` does."""
        bare = text.strip()
        state = _STATES_WITH_REGISTERS.match(bare)
        parts = bare.split("-", 3 if state else 2)
        if len(parts) < 3:
            raise Unreadable(f"Enter an identifier with its register, as GB-COH-01234567, not {echo(text)}.")
        return cls.read(scheme="-".join(parts[:-1]), identifier=parts[-1])

    @property
    def register(self) -> str:
        """The name of the register, or its code where only the code is known."""
        return SCHEMES[self.scheme].register if self.scheme in SCHEMES else self.scheme

    @property
    def is_invented(self) -> bool:
        """Whether it is of our own scheme for invented organisations."""
        return self.scheme == INVENTED_SCHEME


def read_ods(text: str) -> str:
    """A code of the NHS Organisation Data Service, such as RAX, 01F or 7A1A5, in capitals.

    Lengths vary, and codes close and are succeeded: ask the register as at a day. Raises Unreadable.
    """
    return OrgId.read(scheme="GB-NHS", identifier=text).identifier


def is_ods(code: str) -> bool:
    """Whether this has the form of a code of the NHS Organisation Data Service, in capitals."""
    return SCHEMES["GB-NHS"].pattern.fullmatch(code) is not None
