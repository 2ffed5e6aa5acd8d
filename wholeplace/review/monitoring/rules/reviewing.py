"""What a review of a contract must answer. Source: the third question of the cycle, did Do deliver Plan?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.ground.foundation.refusal import Rulebook

QUESTIONS = "Catalogue REV-01: whether do delivered the plan made to meet the needs understood"


class Question(Labelled):
    """The three questions of a review."""

    DELIVERED = "delivered", "Did what was done deliver what was planned?"
    NEEDS = "needs", "Did it address the needs that were understood?"
    PARTNERS = "partners", "Did all partners act on what they had promised?"


class Answer(Labelled):
    """How a question is answered."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class Recommendation(Labelled):
    """What a review recommends."""

    KEEP = "keep", "Keep"
    CHANGE = "change", "Change"
    STOP = "stop", "Stop"


@dataclass(frozen=True)
class Answered:
    """An answer with the evidence it rests on."""

    answer: Answer
    evidence: str


@dataclass(frozen=True)
class Reviewing:
    """A review as somebody wants to record it."""

    answers: Mapping[Question, Answered]
    recommendation: Recommendation
    because: str
    results: int
    next_on: date | None
    on: date


reviewing: Rulebook[Reviewing] = Rulebook("Reviewing a contract", prefix="REV")


@reviewing.rule("REV1", source=QUESTIONS)
def every_question_is_answered(asked: Reviewing) -> str | None:
    """A review answers all three questions, each with its evidence."""
    silent = [q for q in Question if q not in asked.answers or not asked.answers[q].evidence.strip()]
    if silent:
        return "Answer with evidence: " + " ".join(question.label for question in silent)
    return None


@reviewing.rule("REV2", source=QUESTIONS)
def it_says_why(asked: Reviewing) -> str | None:
    """A review says why it recommends what it does."""
    if not asked.because.strip():
        return f"Say why you recommend to {asked.recommendation.label.lower()} it."
    return None


@reviewing.rule("REV3", source=QUESTIONS)
def yes_rests_on_a_result(asked: Reviewing) -> str | None:
    """A review that says it delivered what was planned rests on at least one result."""
    delivered = asked.answers.get(Question.DELIVERED)
    if delivered is not None and delivered.answer is Answer.YES and asked.results == 0:
        return "No result of this contract is recorded. Record one, or answer “partly” or “no”."
    return None


@reviewing.rule("REV4", source="Local Government Transparency Code 2015: the review date of a contract")
def the_next_is_to_come(asked: Reviewing) -> str | None:
    """The next review is on a day that is to come."""
    if asked.next_on is not None and asked.next_on <= asked.on:
        return f"The next review cannot be today, {asked.on:%-d %B %Y}, or before. Enter a later day."
    return None
