"""Plans with their versions and positions, intentions with their money, and the edges that tie them in."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.ground.records.columns import choices, ends_after_it_begins, one_of
from wholeplace.ground.records.models import Part, Titled
from wholeplace.plan.plans.rules.raising import Change
from wholeplace.plan.plans.rules.states import IntentionState, PlanState
from wholeplace.plan.plans.rules.writing import PlanKind, Position


class Plan(Titled):
    """A plan of a board or an organisation, in a tree of plans. What it says stands in its versions."""

    kind: ClassVar[str] = "plan"

    plan_kind = models.CharField(max_length=15, choices=choices(PlanKind))
    board = models.ForeignKey("partnership.Board", models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    state = models.CharField(max_length=12, choices=choices(PlanState))
    begins_on = models.DateField()
    ends_on = models.DateField()
    published_on = models.DateField(null=True)

    class Meta(Titled.Meta):
        constraints = [
            ends_after_it_begins("plan_ends_after_it_begins"),
            one_of("plan_kind", PlanKind, name="plan_is_of_a_kind"),
            one_of("state", PlanState, name="plan_has_a_state"),
            models.CheckConstraint(
                condition=Q(published_on__isnull=False)
                | ~Q(state__in=[PlanState.PUBLISHED.value, PlanState.REPLACED.value]),
                name="plan_published_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="plan_is_not_its_parent"
            ),
            models.UniqueConstraint(
                fields=["board"],
                condition=Q(state=PlanState.PUBLISHED.value, plan_kind=PlanKind.BOARD.value),
                name="plan_one_current_for_a_board",
            ),
        ]


class PlanVersion(Part):
    """What a plan said, from the day it said so until another version took its place."""

    part_of: ClassVar[str] = "plan"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=12, choices=choices(PlanState))
    objectives = models.TextField()
    core_activity = models.TextField()
    collective_areas = models.TextField()
    remarks = models.TextField(blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_it_begins("plan_version_ends_after_it_begins"),
            one_of("stage", PlanState, name="plan_version_has_a_stage"),
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            models.UniqueConstraint(fields=["plan"], condition=Q(ends_on__isnull=True), name="plan_version_one_holds"),
            models.CheckConstraint(
                condition=~Q(objectives="") & ~Q(core_activity="") & ~Q(collective_areas=""),
                name="plan_version_has_no_empty_section",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}, {self.stage}"


class PlanOutcome(Part):
    """The edge of the thread from an outcome to a plan that serves it."""

    part_of: ClassVar[str] = "plan"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="outcomes")
    outcome = models.ForeignKey("outcomes.Outcome", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "outcome"], name="plan_outcome_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} serves {self.outcome_id}"


class PlanPosition(Part):
    """What a locality says of a plan, from a day until it says otherwise."""

    part_of: ClassVar[str] = "plan"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="positions")
    locality = models.ForeignKey("partnership.Board", models.PROTECT, related_name="+")
    position = models.CharField(max_length=10, choices=choices(Position))
    because = models.TextField(blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_it_begins("plan_position_ends_after_it_begins"),
            one_of("position", Position, name="plan_position_is_one"),
            models.CheckConstraint(
                condition=Q(position=Position.ADOPTS.value) | ~Q(because=""), name="plan_position_says_why"
            ),
            models.UniqueConstraint(
                fields=["plan", "locality"],
                condition=Q(ends_on__isnull=True),
                name="plan_position_one_holds",
            ),
        ]

    def __str__(self) -> str:
        return self.position


class Intention(Titled):
    """One key change that is intended."""

    kind: ClassVar[str] = "intention"

    change = models.CharField(max_length=12, choices=choices(Change))
    summary = models.TextField()
    service = models.CharField(max_length=150, blank=True)
    group = models.CharField(max_length=40, choices=choices(Group))
    area_code = models.CharField(max_length=12, blank=True)
    area_name = models.CharField(max_length=150, blank=True)
    starts_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    fit = models.TextField()
    why_no_need = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=choices(IntentionState))
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, null=True, related_name="+")
    came_of_it = models.TextField(blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta(Titled.Meta):
        constraints = [
            ends_after_it_begins("intention_ends_after_it_begins"),
            one_of("change", Change, name="intention_is_a_change"),
            one_of("group", Group, name="intention_is_for_a_group"),
            one_of("state", IntentionState, name="intention_has_a_state"),
            models.CheckConstraint(condition=~Q(summary="") & ~Q(fit=""), name="intention_says_what"),
            models.CheckConstraint(
                condition=Q(decision__isnull=False)
                | ~Q(
                    state__in=[
                        IntentionState.AGREED.value,
                        IntentionState.UNDER_WAY.value,
                        IntentionState.DONE.value,
                    ]
                ),
                name="intention_agreed_by_a_decision",
            ),
        ]
        indexes = [
            *Titled.Meta.indexes,
            models.Index(fields=["partnership", "state"], name="intention_by_state"),
        ]


class IntentionMoney(Part):
    """What an intention costs (above nothing) or saves (below it) in one financial year."""

    part_of: ClassVar[str] = "intention"

    intention = models.ForeignKey(Intention, models.PROTECT, related_name="money")
    year = models.PositiveSmallIntegerField()
    amount_pence = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["intention", "year"], name="intention_money_once_a_year"),
            models.CheckConstraint(condition=~Q(amount_pence=0), name="intention_money_is_some"),
        ]

    def __str__(self) -> str:
        return f"{self.amount_pence} in {self.year}"


class IntentionBody(Part):
    """An organisation that an intention affects."""

    part_of: ClassVar[str] = "intention"

    intention = models.ForeignKey(Intention, models.PROTECT, related_name="bodies")
    body = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intention", "body"], name="intention_body_once")]

    def __str__(self) -> str:
        return f"{self.intention_id} affects {self.body_id}"


class IntentionNeed(Part):
    """The edge of the thread from a need to an intention that addresses it."""

    part_of: ClassVar[str] = "intention"

    intention = models.ForeignKey(Intention, models.PROTECT, related_name="needs")
    need = models.ForeignKey("needs.Need", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intention", "need"], name="intention_need_once")]

    def __str__(self) -> str:
        return f"{self.intention_id} for {self.need_id}"


class IntentionOutcome(Part):
    """The edge of the thread from an outcome to an intention that serves it."""

    part_of: ClassVar[str] = "intention"

    intention = models.ForeignKey(Intention, models.PROTECT, related_name="outcomes")
    outcome = models.ForeignKey("outcomes.Outcome", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intention", "outcome"], name="intention_outcome_once")]

    def __str__(self) -> str:
        return f"{self.intention_id} serves {self.outcome_id}"


class IntentionPlan(Part):
    """The edge of the thread from a plan to an intention that belongs to it."""

    part_of: ClassVar[str] = "intention"

    intention = models.ForeignKey(Intention, models.PROTECT, related_name="plans")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="intentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intention", "plan"], name="intention_plan_once")]

    def __str__(self) -> str:
        return f"{self.intention_id} of {self.plan_id}"


class LineIntention(Part):
    """The edge of the thread from an intention to the line of money that pays for it. The fund's host writes it."""

    part_of: ClassVar[str] = "line"

    line = models.ForeignKey("funds.FundLine", models.PROTECT, related_name="+")
    intention = models.ForeignKey(Intention, models.PROTECT, related_name="lines")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "intention"], name="line_intention_once")]

    def __str__(self) -> str:
        return f"{self.line_id} for {self.intention_id}"
