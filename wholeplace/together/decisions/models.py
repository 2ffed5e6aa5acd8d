"""Meetings, what is brought to them, papers, decisions, and who agreed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from wholeplace.ground.records.columns import choices, one_of
from wholeplace.ground.records.models import Part, Scoped, Titled
from wholeplace.together.decisions.rules.agenda import Concern, Purpose
from wholeplace.together.decisions.rules.deciding import Flag, Outcome
from wholeplace.together.decisions.rules.meetings import MeetingState, StandingItem
from wholeplace.together.decisions.rules.papers import ReportField
from wholeplace.together.decisions.rules.ratifying import Position
from wholeplace.together.partnership.rules.topics import SUBJECTS, Level


def whole_reference(name: str) -> models.CheckConstraint:
    """The constraint that a typed reference to a subject has both its kind and its id, or neither."""
    both = ~Q(subject_kind="") & ~Q(subject_id="")
    return models.CheckConstraint(condition=both | Q(subject_kind="", subject_id=""), name=name)


class Meeting(Titled):
    """A board on a day."""

    kind: ClassVar[str] = "meeting"

    board = models.ForeignKey("partnership.Board", models.PROTECT, related_name="+")
    held_on = models.DateField()
    place = models.CharField(max_length=200)
    papers_due_on = models.DateField()
    state = models.CharField(max_length=10, choices=choices(MeetingState))
    short_notice_because = models.TextField(blank=True)
    issued_on = models.DateField(null=True)
    late_because = models.TextField(blank=True)

    class Meta(Titled.Meta):
        constraints = [
            one_of("state", MeetingState, name="meeting_has_a_state"),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.ISSUED.value) | Q(issued_on__isnull=False),
                name="meeting_issued_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["board", "held_on"],
                condition=~Q(state=MeetingState.CANCELLED.value),
                name="meeting_once_a_day",
            ),
        ]
        indexes = [*Titled.Meta.indexes, models.Index(fields=["board", "held_on"], name="meeting_board_day")]


class StandingWords(Part):
    """What stands under one item of the Commissioning section of a meeting's agenda."""

    part_of: ClassVar[str] = "meeting"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="section")
    item = models.CharField(max_length=20, choices=choices(StandingItem))
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "item"], name="standing_words_once"),
            one_of("item", StandingItem, name="standing_words_of_an_item"),
            models.CheckConstraint(condition=~Q(words=""), name="standing_words_say_something"),
        ]

    def __str__(self) -> str:
        return self.item


class AgendaItem(Titled):
    """A matter that an organisation brings to a board: for a meeting, or, without one, for the next.

    It belongs to the organisation that brings it, so that each can bring its own to a board that another hosts.
    """

    kind: ClassVar[str] = "item"

    board = models.ForeignKey("partnership.Board", models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="items")
    purpose = models.CharField(max_length=10, choices=choices(Purpose))
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=12, blank=True)
    amount_pence = models.BigIntegerField(null=True)
    topic = models.CharField(max_length=30, choices=choices(SUBJECTS))
    level = models.CharField(max_length=12, choices=choices(Level))
    brought_on = models.DateField()

    class Meta(Titled.Meta):
        constraints = [
            one_of("purpose", Purpose, name="item_has_a_purpose"),
            one_of("topic", SUBJECTS, name="item_has_a_topic"),
            one_of("level", Level, name="item_has_a_level"),
            whole_reference("item_subject_is_whole"),
            models.CheckConstraint(
                condition=Q(amount_pence__isnull=True) | Q(amount_pence__gte=0), name="item_amount_is_an_amount"
            ),
        ]
        indexes = [
            *Titled.Meta.indexes,
            models.Index(fields=["board", "brought_on"], name="item_board_day"),
            models.Index(fields=["subject_kind", "subject_id"], name="item_subject"),
        ]


class ItemBody(Part):
    """An organisation that an item touches."""

    part_of: ClassVar[str] = "item"

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="bodies")
    body = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    concern = models.CharField(max_length=10, choices=choices(Concern))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "body", "concern"], name="item_body_once"),
            one_of("concern", Concern, name="item_body_has_a_concern"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.concern}"


class Paper(Titled):
    """What is read before a matter is decided. Published, it stands as it is, under the hash of its content."""

    kind: ClassVar[str] = "paper"

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="papers")
    is_report = models.BooleanField(default=True)
    body = models.TextField(blank=True)
    exempt_rule = models.CharField(max_length=200, blank=True)
    is_exempt = models.BooleanField(default=False)
    content_hash = models.CharField(max_length=64, blank=True)
    published_on = models.DateField(null=True)

    class Meta(Titled.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, content_hash="")
                | (Q(published_on__isnull=False) & ~Q(content_hash="")),
                name="paper_published_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(is_exempt=False) | ~Q(exempt_rule=""),
                name="paper_exempt_names_its_rule",
            ),
            models.CheckConstraint(condition=~Q(is_exempt=True, sensitivity="public"), name="paper_exempt_is_withheld"),
        ]


class PaperAnswer(Part):
    """The answer of a paper to one field of a committee report."""

    part_of: ClassVar[str] = "paper"

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="answers")
    field = models.CharField(max_length=30, choices=choices(ReportField))
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "field"], name="paper_answer_once"),
            one_of("field", ReportField, name="paper_answer_to_a_field"),
        ]

    def __str__(self) -> str:
        return self.field


class Attendance(Scoped):
    """That whoever has this seat was at this meeting. It belongs to the organisation that recorded it."""

    kind: ClassVar[str] = "attendance"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    seat = models.ForeignKey("partnership.Seat", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.seat_id} at {self.meeting_id}"


class Decision(Titled):
    """What a board or post decided: with which authority, on which papers, with which conditions. Never changed."""

    kind: ClassVar[str] = "decision"

    board = models.ForeignKey("partnership.Board", models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey("partnership.Post", models.PROTECT, null=True, related_name="+")
    taken_by = models.CharField(max_length=250)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="decisions")
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=12, blank=True)
    amount_pence = models.BigIntegerField(null=True)
    topic = models.CharField(max_length=30, choices=choices(SUBJECTS))
    level = models.CharField(max_length=12, choices=choices(Level))
    outcome = models.CharField(max_length=16, choices=choices(Outcome))
    delegation = models.ForeignKey("partnership.Delegation", models.PROTECT, null=True, related_name="+")
    authority = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    options = models.TextField(blank=True)
    taken_on = models.DateField()
    taken_elsewhere = models.BooleanField(default=False)
    source = models.CharField(max_length=250, blank=True)
    flags = ArrayField(models.CharField(max_length=20, choices=choices(Flag)), default=list)

    class Meta(Titled.Meta):
        constraints = [
            one_of("outcome", Outcome, name="decision_has_an_outcome"),
            one_of("topic", SUBJECTS, name="decision_has_a_topic"),
            one_of("level", Level, name="decision_has_a_level"),
            whole_reference("decision_subject_is_whole"),
            models.CheckConstraint(
                condition=Q(board__isnull=True) | Q(post__isnull=True), name="decision_by_a_board_or_a_post"
            ),
            models.CheckConstraint(
                condition=Q(taken_elsewhere=True)
                | Q(board__isnull=False, meeting__isnull=False)
                | Q(post__isnull=False),
                name="decision_has_a_decider",
            ),
            models.CheckConstraint(
                condition=Q(taken_elsewhere=True)
                | ~Q(outcome__in=[outcome.value for outcome in Outcome if outcome.approves])
                | Q(delegation__isnull=False),
                name="decision_approves_under_a_delegation",
            ),
            models.CheckConstraint(
                condition=Q(taken_elsewhere=False) | ~Q(source=""), name="decision_elsewhere_names_its_source"
            ),
            models.CheckConstraint(condition=~Q(taken_by=""), name="decision_names_who_took_it"),
            models.UniqueConstraint(
                fields=["item"], condition=~Q(outcome=Outcome.DEFERRED.value), name="decision_once_an_item"
            ),
        ]
        indexes = [
            *Titled.Meta.indexes,
            models.Index(fields=["subject_kind", "subject_id"], name="decision_subject"),
            models.Index(fields=["partnership", "-taken_on"], name="decision_newest"),
        ]


class DecisionBody(Part):
    """An organisation that a decision needs, or that stands to gain or lose by it.

    One that has itself delegated the matter to the decider has agreed by that delegation.
    """

    part_of: ClassVar[str] = "decision"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="bodies")
    body = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    concern = models.CharField(max_length=10, choices=choices(Concern))
    delegation = models.ForeignKey("partnership.Delegation", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "body", "concern"], name="decision_body_once"),
            one_of("concern", Concern, name="decision_body_has_a_concern"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.concern}"


class TookPart(Part):
    """Somebody who was there when a matter was decided: took part, or left because of an interest."""

    part_of: ClassVar[str] = "decision"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="took_part")
    seat = models.ForeignKey("partnership.Seat", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    left = models.BooleanField(default=False)
    presided = models.BooleanField(default=False)
    interest = models.ForeignKey("partnership.Interest", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__isnull=False) | Q(person__isnull=False), name="took_part_is_somebody"
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat_id or self.person_id} in {self.decision_id}"


class PaperSeen(Part):
    """A paper that was before those who decided, as it was then."""

    part_of: ClassVar[str] = "decision"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="papers_seen")
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "paper"], name="paper_seen_once")]

    def __str__(self) -> str:
        return self.content_hash


class Ratification(Scoped):
    """Where an organisation stands on a joint decision. It belongs to that organisation; its latest one counts."""

    kind: ClassVar[str] = "ratification"

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="ratifications")
    position = models.CharField(max_length=16, choices=choices(Position))
    body_name = models.CharField(max_length=200)
    conditions = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)
    taken_on = models.DateField()

    class Meta:
        constraints = [
            one_of("position", Position, name="ratification_has_a_position"),
            models.CheckConstraint(condition=~Q(body_name=""), name="ratification_names_who_gave_it"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.position}"
