"""The exemptions of the Act and the exceptions of the Regulations that a public body of a place may rely on. Pure."""

from dataclasses import dataclass
from datetime import date

from wholeplace.together.requests.rules.states import Regime

_IN_FORCE = date(2005, 1, 1)


@dataclass(frozen=True)
class Exemption:
    """A reason in law for withholding. `is_weighed`: only where the public interest in withholding is the greater."""

    code: str
    regime: Regime
    label: str
    is_weighed: bool
    begins: date

    @property
    def source(self) -> str:
        """Where the law says so, as a refusal names it."""
        if self.regime is Regime.FOIA:
            return f"Freedom of Information Act 2000, section {self.code.removeprefix('s')}"
        return f"Environmental Information Regulations 2004, regulation {self.code.removeprefix('r')}"

    @property
    def short(self) -> str:
        """How a blacked-out passage names it."""
        if self.regime is Regime.FOIA:
            return f"section {self.code.removeprefix('s')}"
        return f"regulation {self.code.removeprefix('r')}"


def _act(code: str, label: str, *, weighed: bool) -> Exemption:
    return Exemption(code, Regime.FOIA, label, weighed, _IN_FORCE)


def _regulation(code: str, label: str, *, weighed: bool = True) -> Exemption:
    return Exemption(code, Regime.EIR, label, weighed, _IN_FORCE)


EXEMPTIONS = (
    _act("s21", "It can be had by other means", weighed=False),
    _act("s22", "It is meant to be published", weighed=True),
    _act("s30", "Investigations by public bodies", weighed=True),
    _act("s31", "Law enforcement", weighed=True),
    _act("s32", "Court records", weighed=False),
    _act("s33", "Audit", weighed=True),
    _act("s36", "Conduct of public affairs", weighed=True),
    _act("s38", "Health and safety", weighed=True),
    _act("s40(1)", "The applicant's own personal data", weighed=False),
    _act("s40(2)", "Somebody else's personal data", weighed=False),
    _act("s41", "Given in confidence", weighed=False),
    _act("s42", "Legal professional privilege", weighed=True),
    _act("s43(1)", "Trade secrets", weighed=True),
    _act("s43(2)", "Commercial interests", weighed=True),
    _act("s44", "Another law forbids it", weighed=False),
    _regulation("r12(4)(d)", "Still being completed"),
    _regulation("r12(4)(e)", "Internal communications"),
    _regulation("r12(5)(a)", "Public safety"),
    _regulation("r12(5)(b)", "The course of justice and inquiries"),
    _regulation("r12(5)(c)", "Intellectual property"),
    _regulation("r12(5)(d)", "Confidential proceedings"),
    _regulation("r12(5)(e)", "Commercial confidentiality"),
    _regulation("r12(5)(f)", "Interests of whoever gave it freely"),
    _regulation("r12(5)(g)", "Protection of the environment"),
    _regulation("r13", "Personal data", weighed=False),
)
"""Freedom of Information Act 2000, part II, and section 2(3) for which are absolute; Environmental Information
Regulations 2004, regulations 12 and 13. Section 40(2) is weighed by data protection law itself (section 2(3)(fa))."""

_BY_CODE = {one.code: one for one in EXEMPTIONS}
PERSONAL = {Regime.FOIA: "s40(2)", Regime.EIR: "r13"}
"""What a field that tells of a person is proposed to be withheld under."""


def exemptions_of(regime: Regime, *, on: date) -> tuple[Exemption, ...]:
    """Those that an answer under this law may rely on, on this day, in the order of the law."""
    return tuple(one for one in EXEMPTIONS if one.regime is regime and one.begins <= on)


def exemption(code: str) -> Exemption:
    """The one of this code. Raises KeyError."""
    return _BY_CODE[code]
