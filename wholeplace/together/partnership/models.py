"""Partnerships, their members and posts; boards, seats and delegations; arrangements, interests and words."""

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from wholeplace.ground.access.roles import ROLES
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.columns import choices, ends_after_it_begins, one_of
from wholeplace.ground.records.models import Open, Part, PartnershipKey, Scoped, Titled
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.partnership.rules.arrangements import ArrangementType, Element, Stage
from wholeplace.together.partnership.rules.boards import BoardKind
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.seats import SeatRole
from wholeplace.together.partnership.rules.terms import Jointness, Word
from wholeplace.together.partnership.rules.topics import SUBJECTS, Level, Topic


def standing_on(day: date) -> Q:
    """The condition that a dated row stands on this day. The last day counts."""
    return Q(begins_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class Partnership(Open):
    """The standing arrangement of organisations in a place. Its number is its bare identity's."""

    key = models.OneToOneField(PartnershipKey, models.PROTECT, primary_key=True, related_name="+")
    public_id = models.CharField(max_length=12, unique=True, editable=False)
    name = models.CharField(max_length=200)
    place_name = models.CharField(max_length=120)
    area_code = models.CharField(max_length=12, blank=True)
    slug = models.SlugField(max_length=60, unique=True)
    invented = models.BooleanField(default=False)
    begins_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="partnership_has_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> Ref:
        """This partnership's typed reference."""
        return Ref(kind="partnership", public_id=self.public_id)


class Membership(Open):
    """An organisation's consent to be in a partnership, from a day, until it withdraws."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    organisation = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    commissions = models.BooleanField(default=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    consented_by = models.CharField(max_length=200)

    class Meta:
        constraints = [
            ends_after_it_begins("membership_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["partnership", "organisation"],
                condition=Q(ends_on__isnull=True),
                name="membership_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.partnership_id}"


class Post(Titled):
    """A job with roles. A joint post answers to several bodies, each with its share and its own limit."""

    kind: ClassVar[str] = "post"

    roles = ArrayField(models.CharField(max_length=30, choices=[(r.value, card.name) for r, card in ROLES.items()]))
    is_joint = models.BooleanField(default=False)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta(Titled.Meta):
        constraints = [ends_after_it_begins("post_ends_after_it_begins")]


class PostBody(Part):
    """One of the bodies that a post answers to, with the share it pays. It may act for those that consent."""

    part_of: ClassVar[str] = "post"

    post = models.ForeignKey(Post, models.PROTECT, related_name="bodies")
    body = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    share_percent = models.DecimalField(max_digits=5, decimal_places=2, default=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "body"], name="post_body_once"),
            models.CheckConstraint(
                condition=Q(share_percent__gte=0) & Q(share_percent__lte=100),
                name="post_body_share_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.share_percent}%"


class Holder(Part):
    """A person in a post, from a day."""

    part_of: ClassVar[str] = "post"

    post = models.ForeignKey(Post, models.PROTECT, related_name="holders")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_it_begins("holder_ends_after_it_begins"),
            models.UniqueConstraint(fields=["post", "person"], condition=Q(ends_on__isnull=True), name="holder_once"),
        ]
        indexes = [models.Index(fields=["person"], name="holder_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.post_id}"


class Board(Titled):
    """Anything that meets: a board, executive, committee, group or forum. Boards form a tree."""

    kind: ClassVar[str] = "board"

    board_kind = models.CharField(max_length=20, choices=choices(BoardKind))
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    theme = models.CharField(max_length=30, blank=True, choices=choices(SUBJECTS))
    area_code = models.CharField(max_length=12, blank=True)
    terms_of_reference = models.TextField(blank=True)
    lead_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    quorum = models.PositiveSmallIntegerField(default=1)
    set_size = models.PositiveSmallIntegerField(null=True)
    paper_lead_days = models.PositiveSmallIntegerField(default=5)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta(Titled.Meta):
        constraints = [
            ends_after_it_begins("board_ends_after_it_begins"),
            one_of("board_kind", BoardKind, name="board_is_of_a_kind"),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="board_quorum_is_somebody"),
            models.CheckConstraint(condition=Q(paper_lead_days__gte=1), name="board_papers_come_before"),
            models.CheckConstraint(
                condition=Q(set_size__isnull=True) | Q(set_size__gte=F("quorum")), name="board_quorum_fits"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="board_is_not_its_parent"
            ),
        ]


class Served(Part):
    """A theme board that a cross-cutting group serves."""

    part_of: ClassVar[str] = "group"

    group = models.ForeignKey(Board, models.PROTECT, related_name="serves")
    board = models.ForeignKey(Board, models.PROTECT, related_name="served_by")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "board"], name="served_once")]

    def __str__(self) -> str:
        return f"{self.group_id} serves {self.board_id}"


class RemitLine(Part):
    """One standing line of work that a board was set up for."""

    part_of: ClassVar[str] = "board"

    board = models.ForeignKey(Board, models.PROTECT, related_name="remit")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=250)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "place"], name="remit_line_place_once")]

    def __str__(self) -> str:
        return self.words


class Seat(Part):
    """A place on a board, for an organisation; filled by a person, by whoever holds a post, or not yet."""

    part_of: ClassVar[str] = "board"

    board = models.ForeignKey(Board, models.PROTECT, related_name="seats")
    body = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=10, choices=choices(SeatRole))
    voting = models.BooleanField(default=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_it_begins("seat_ends_after_it_begins"),
            one_of("role", SeatRole, name="seat_has_a_role"),
            models.CheckConstraint(condition=Q(person__isnull=True) | Q(post__isnull=True), name="seat_person_or_post"),
            models.CheckConstraint(
                condition=~Q(role=SeatRole.OBSERVER.value) | Q(voting=False),
                name="seat_observers_do_not_vote",
            ),
            models.UniqueConstraint(
                fields=["board"],
                condition=Q(role=SeatRole.CHAIR.value, ends_on__isnull=True),
                name="seat_one_chair",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="seat_person"),
            models.Index(fields=["post"], name="seat_post"),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.board_id}"


class Delegation(Scoped):
    """What its organisation lets a board or a post decide, for a while. Without a limit, the limit is null."""

    kind: ClassVar[str] = "delegation"

    board = models.ForeignKey(Board, models.PROTECT, null=True, related_name="delegations")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="delegations")
    topic = models.CharField(max_length=30, choices=choices(Topic))
    level = models.CharField(max_length=12, choices=choices(Level))
    limit_pence = models.BigIntegerField(null=True)
    conditions = models.TextField(blank=True)
    source = models.CharField(max_length=250)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_it_begins("delegation_ends_after_it_begins"),
            one_of("topic", Topic, name="delegation_has_a_topic"),
            one_of("level", Level, name="delegation_has_a_level"),
            models.CheckConstraint(
                condition=Q(board__isnull=False, post__isnull=True) | Q(board__isnull=True, post__isnull=False),
                name="delegation_to_a_board_or_a_post",
            ),
            models.CheckConstraint(
                condition=Q(limit_pence__isnull=True) | Q(limit_pence__gt=0),
                name="delegation_limit_is_an_amount",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="delegation_names_its_source"),
        ]
        indexes = [models.Index(fields=["partnership", "topic"], name="delegation_topic")]

    def __str__(self) -> str:
        return f"{self.topic} to {self.board_id or self.post_id}"


class Arrangement(Titled):
    """A legal arrangement between organisations, from the first idea to its end."""

    kind: ClassVar[str] = "arrangement"

    arrangement_type = models.CharField(max_length=30, choices=choices(ArrangementType))
    stage = models.CharField(max_length=10, choices=choices(Stage))
    label = models.CharField(max_length=12, blank=True, choices=[(one.value, one.value) for one in Jointness])
    lead = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, related_name="+")
    host = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, related_name="+")
    pool_manager = models.CharField(max_length=200, blank=True)
    scope = models.TextField(blank=True)
    services = models.TextField(blank=True)
    risk_share = models.TextField(blank=True)
    budget_pence = models.BigIntegerField(null=True)
    consultation = models.TextField(blank=True)
    next_report_on = models.DateField(null=True)
    notice_days = models.PositiveSmallIntegerField(default=0)
    signed_on = models.DateField(null=True)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    review_on = models.DateField(null=True)

    class Meta(Titled.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(begins_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="arrangement_ends_after_it_begins",
            ),
            one_of("arrangement_type", ArrangementType, name="arrangement_is_of_a_type"),
            one_of("stage", Stage, name="arrangement_has_a_stage"),
            models.CheckConstraint(
                condition=Q(label="") | Q(label__in=[one.value for one in Jointness]),
                name="arrangement_label_is_agreed",
            ),
            models.CheckConstraint(
                condition=Q(budget_pence__isnull=True) | Q(budget_pence__gte=0),
                name="arrangement_budget_is_an_amount",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.LIVE.value) | Q(signed_on__isnull=False),
                name="arrangement_live_is_signed",
            ),
        ]


class ArrangementText(Part):
    """One element of an arrangement, in words."""

    part_of: ClassVar[str] = "arrangement"

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="texts")
    element = models.CharField(max_length=30, choices=choices(Element))
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "element"], name="arrangement_text_once"),
            one_of("element", Element, name="arrangement_text_is_an_element"),
            models.CheckConstraint(condition=~Q(words=""), name="arrangement_text_says_something"),
        ]

    def __str__(self) -> str:
        return self.element


class ArrangementParty(Part):
    """An organisation in an arrangement, with what it contributes."""

    part_of: ClassVar[str] = "arrangement"

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="parties")
    body = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    contribution_pence = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "body"], name="arrangement_party_once"),
            models.CheckConstraint(
                condition=Q(contribution_pence__isnull=True) | Q(contribution_pence__gte=0),
                name="arrangement_contribution_is_an_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} in {self.arrangement_id}"


class Consent(Scoped):
    """An organisation's own recorded consent to an arrangement, or to a joint post, until it withdraws."""

    kind: ClassVar[str] = "consent"

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, null=True, related_name="consents")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="consents")
    consented_by = models.CharField(max_length=200)
    accepts = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            ends_after_it_begins("consent_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["arrangement", "organisation"], condition=Q(ends_on__isnull=True), name="consent_once"
            ),
            models.UniqueConstraint(
                fields=["post", "organisation"], condition=Q(ends_on__isnull=True), name="consent_to_a_post_once"
            ),
            models.CheckConstraint(
                condition=Q(arrangement__isnull=False, post__isnull=True)
                | Q(arrangement__isnull=True, post__isnull=False),
                name="consent_to_an_arrangement_or_a_post",
            ),
            models.CheckConstraint(condition=~Q(consented_by=""), name="consent_names_who_gave_it"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} to {self.arrangement_id or self.post_id}"


class Interest(Scoped):
    """What stands between a person and an impartial decision: in an organisation, or in a subject."""

    kind: ClassVar[str] = "interest"

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    body = models.ForeignKey("directory.Organisation", models.PROTECT, null=True, related_name="+")
    topic = models.CharField(max_length=30, blank=True, choices=choices(SUBJECTS))
    nature = models.CharField(max_length=12, choices=choices(Nature))
    words = models.CharField(max_length=250)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            ends_after_it_begins("interest_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(sensitivity__in=[Sensitivity.PUBLIC.value, Sensitivity.PARTNERSHIP.value]),
                name="interest_is_seen_by_the_partnership",
            ),
            one_of("nature", Nature, name="interest_has_a_nature"),
            models.CheckConstraint(
                condition=Q(body__isnull=False, topic="") | (Q(body__isnull=True) & ~Q(topic="")),
                name="interest_in_a_body_or_a_topic",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="interest_person")]

    def __str__(self) -> str:
        return self.words


class Term(Scoped):
    """What a partnership calls something, and what it means by it, from a day. The latest one counts."""

    kind: ClassVar[str] = "term"

    word = models.CharField(max_length=40, choices=choices(Word))
    label = models.CharField(max_length=80)
    definition = models.TextField()
    begins_on = models.DateField()

    class Meta:
        constraints = [
            one_of("word", Word, name="term_is_of_a_word"),
            models.CheckConstraint(condition=~Q(label="") & ~Q(definition=""), name="term_is_defined"),
        ]
        indexes = [models.Index(fields=["partnership", "word"], name="term_word")]

    def __str__(self) -> str:
        return self.label
