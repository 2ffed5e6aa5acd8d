"""Papers: what a committee report must answer before it is published (GOV-14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wholeplace.ground.foundation.refusal import Rulebook


class ReportField(StrEnum):
    """A question that a committee report answers. Those that are not demanded of every report come last."""

    label: str
    demanded: bool

    def __new__(cls, value: str, label: str = "", demanded: bool = True) -> "ReportField":
        """Give each field its label, and whether every report must answer it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.demanded = demanded
        return member

    PURPOSE = "purpose", "Purpose of the report"
    BACKGROUND = "background", "Background"
    MAIN_ISSUES = "main_issues", "Main issues"
    WARDS = "wards", "Wards affected"
    CONSULTATION = "consultation", "Consultation and engagement"
    EQUALITY = "equality", "Equality, diversity, cohesion and integration"
    POLICIES = "policies", "Policies and plans it serves"
    RESOURCES = "resources", "Resources and value for money"
    LEGAL = "legal", "Legal implications and access to information"
    CALL_IN = "call_in", "Eligibility for call-in"
    RISK = "risk", "Risk management"
    CONCLUSIONS = "conclusions", "Conclusions"
    RECOMMENDATIONS = "recommendations", "Recommendations"
    BACKGROUND_DOCUMENTS = "background_documents", "Background documents"
    TIMETABLE = "timetable", "Timetable for decisions", False
    CRIME = "crime", "Crime and disorder", False
    ENVIRONMENT = "environment", "Environmental implications", False
    PARTNERSHIP = "partnership", "Partnership working", False
    CIRCULATION = "circulation", "Circulation", False
    OFFICERS = "officers", "Officers to contact", False


DEMANDED: tuple[ReportField, ...] = tuple(field for field in ReportField if field.demanded)
"""What every report answers."""


@dataclass(frozen=True)
class Publishing:
    """A paper about to be published."""

    is_report: bool
    answers: Mapping[ReportField, str]
    body: str
    is_exempt: bool
    exempt_rule: str
    is_published: bool
    item_is_decided: bool


publishing: Rulebook[Publishing] = Rulebook("Publishing a paper", prefix="PAP")


@publishing.rule("PAP1", source="Catalogue GOV-14: publication blocked until each field is answered")
def every_field_is_answered(asked: Publishing) -> str | None:
    """A report is published once every field that it must have is answered."""
    missing = [field.label for field in DEMANDED if not asked.answers.get(field, "").strip()]
    if asked.is_report and missing:
        return f"Answer before it is published: {', '.join(missing)}. Where there is nothing to say, say why."
    return None


@publishing.rule("PAP2", source="Catalogue GOV-14: confidential or exempt content (with rule number)")
def an_exemption_names_its_rule(asked: Publishing) -> str | None:
    """An exempt paper names the rule that exempts it."""
    if asked.is_exempt and not asked.exempt_rule.strip():
        return "Name the rule that exempts this paper, such as: Access to Information Procedure Rule 10.4(3)."
    return None


@publishing.rule("PAP3", source="Catalogue GOV-14: a decision freezes what it saw")
def what_is_published_stands(asked: Publishing) -> str | None:
    """A published paper is not changed: another one supersedes it."""
    return "This paper is published, so it stands as it is. Write another one." if asked.is_published else None


@publishing.rule("PAP4", source="Catalogue GOV-14: report metadata")
def it_says_something(asked: Publishing) -> str | None:
    """A paper that is not a report says something in its text."""
    if not asked.is_report and not asked.body.strip():
        return "Write the text of this paper before it is published."
    return None


@publishing.rule("PAP5", source="SI 2012/2089, regulations 14 and 15")
def it_comes_before_the_decision(asked: Publishing) -> str | None:
    """A paper is published before its item is decided."""
    if asked.item_is_decided:
        return "This item has been decided. A paper now would not have been before the board."
    return None
