"""The words that a partnership may call by names of its own, with the house's definitions."""

from dataclasses import dataclass
from enum import StrEnum

from wholeplace.ground.foundation.refusal import Rulebook


class Word(StrEnum):
    """A word of the trade: the house's own label is its value with a capital."""

    definition: str

    def __new__(cls, value: str, definition: str = "") -> "Word":
        """Give each word its definition."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.definition = definition
        return member

    NEED = "need", "A condition of a population that asks for something to change."
    OUTCOME = "outcome", "The condition of a population that is wanted."
    INDICATOR = "indicator", "What quantifies a condition of a population."
    MEASURE = "measure", "What a service counts about itself."
    INTENTION = "intention", "A key change planned by a board or organisation."
    CASE_FOR_CHANGE = "case for change", "The options, their appraisal and the route by which one is decided."
    DECISION = "decision", "What a board or post decided, under which delegation, on which papers."
    DELEGATION = (
        "delegation",
        "What a board or post may decide, on which subject, up to what amount, from which day.",
    )
    ARRANGEMENT = "arrangement", "A legal arrangement between organisations."
    FUND = "fund", "Money with rules: pooled, aligned or single."
    CONTRACT = (
        "contract",
        "Any agreement to provide: contract, grant, section 75 service, in-house agreement.",
    )
    CONSULTATION = "consultation", "Asking people before something is settled, and saying what became of it."
    COPRODUCTION = (
        "co-production",
        "Designing and deciding together with the people who use what is decided about.",
    )
    COST_BENEFIT = "cost and benefit", "What something costs set against what it is worth, to whom, and when."
    JOINT = (
        "joint commissioning",
        (
            "Two or more organisations co-ordinate their commissioning and share responsibility for turning"
            " strategy into action."
        ),
    )
    INTEGRATED = (
        "integrated commissioning",
        ("Wider partners handle complex needs together, within the strategic structures of the place."),
    )

    @property
    def label(self) -> str:
        """The house's own label."""
        return self.value[0].upper() + self.value[1:]


class Jointness(StrEnum):
    """The agreed list of labels for what organisations do together (GOV-33)."""

    JOINT = "joint"
    INTEGRATED = "integrated"

    @property
    def word(self) -> Word:
        """The word that says what the label means."""
        return Word.JOINT if self is Jointness.JOINT else Word.INTEGRATED


@dataclass(frozen=True)
class Settling:
    """A word as somebody wants to settle it."""

    label: str
    definition: str
    labels_of_others: tuple[str, ...]


settling: Rulebook[Settling] = Rulebook("Settling a word", prefix="TRM")


@settling.rule("TRM1", source="Catalogue XCT-09: common language and definitions")
def it_is_defined(asked: Settling) -> str | None:
    """A word that the partnership settles has a label and a definition."""
    if not asked.label.strip() or not asked.definition.strip():
        return "Give the word a label and a definition, so that everybody means the same by it."
    return None


@settling.rule("TRM2", source="Catalogue XCT-09: consistent labels")
def one_label_means_one_thing(asked: Settling) -> str | None:
    """Two words of a partnership never have the same label."""
    if asked.label.strip().casefold() in {label.casefold() for label in asked.labels_of_others}:
        return f"“{asked.label.strip()}” is the label of another word here. Choose another label."
    return None
