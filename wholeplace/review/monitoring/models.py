"""Results against measures, and reviews of contracts."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wholeplace.ground.records.columns import choices, figure, one_of
from wholeplace.ground.records.models import Part, Titled
from wholeplace.review.monitoring.rules.recording import Sureness
from wholeplace.review.monitoring.rules.reviewing import Answer, Question, Recommendation


class Result(Titled):
    """The figure of one measure, of a contract or of an outcome, for a period that has ended.

    `expected` and `tolerance` are what it was to be compared with on that day; how it stands is always reckoned.
    """

    kind: ClassVar[str] = "result"

    contract_measure = models.ForeignKey("contracts.ContractMeasure", models.PROTECT, null=True, related_name="+")
    outcome_measure = models.ForeignKey("outcomes.OutcomeMeasure", models.PROTECT, null=True, related_name="+")
    value = figure()
    numerator = figure(null=True)
    denominator = figure(null=True)
    expected = figure(null=True)
    tolerance = figure()
    begins_on = models.DateField()
    ends_on = models.DateField()
    commentary = models.TextField(blank=True)
    sureness = models.CharField(max_length=12, choices=choices(Sureness))
    recorded_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta(Titled.Meta):
        constraints = [
            one_of("sureness", Sureness, name="result_is_so_sure"),
            models.CheckConstraint(
                condition=Q(contract_measure__isnull=False, outcome_measure__isnull=True)
                | Q(contract_measure__isnull=True, outcome_measure__isnull=False),
                name="result_of_one_measure",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="result_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(recorded_on__gt=F("ends_on")), name="result_of_a_past_period"),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True) | Q(denominator__gt=0),
                name="result_parts_are_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_because=""),
                name="result_withdrawn_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["contract_measure", "begins_on", "ends_on"],
                condition=Q(withdrawn_on__isnull=True, contract_measure__isnull=False),
                name="result_of_a_contract_once",
            ),
            models.UniqueConstraint(
                fields=["outcome_measure", "begins_on", "ends_on"],
                condition=Q(withdrawn_on__isnull=True, outcome_measure__isnull=False),
                name="result_of_an_outcome_once",
            ),
        ]


class Review(Part):
    """Whether a contract did what was planned for the needs understood, and what to do with it."""

    part_of: ClassVar[str] = "contract"

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+")
    recommendation = models.CharField(max_length=10, choices=choices(Recommendation))
    because = models.TextField()
    reviewed_on = models.DateField()

    class Meta:
        constraints = [
            one_of("recommendation", Recommendation, name="review_recommends"),
            models.CheckConstraint(condition=~Q(because=""), name="review_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} on {self.reviewed_on}"


class ReviewAnswer(Part):
    """One of the three questions of a review, answered with its evidence."""

    part_of: ClassVar[str] = "review"

    review = models.ForeignKey(Review, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=10, choices=choices(Question))
    answer = models.CharField(max_length=10, choices=choices(Answer))
    evidence = models.TextField()

    class Meta:
        constraints = [
            one_of("question", Question, name="review_answer_to_a_question"),
            one_of("answer", Answer, name="review_answer_is_one"),
            models.CheckConstraint(condition=~Q(evidence=""), name="review_answer_has_evidence"),
            models.UniqueConstraint(fields=["review", "question"], name="review_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"
