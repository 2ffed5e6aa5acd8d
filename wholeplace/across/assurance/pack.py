"""The pack of assurance of a partnership: every fact computed from what is declared, every decision left blank."""

from dataclasses import dataclass
from datetime import date

from wholeplace.across.assurance.answers import Answer, answers
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.access.policy import READING, VERSION
from wholeplace.ground.access.roles import ROLES
from wholeplace.ground.records.classes import Holds, classes_of
from wholeplace.ground.records.scope import Wall
from wholeplace.ground.records.walls import house_models, wall_of
from wholeplace.ground.retention.rules import SCHEDULE, years_of
from wholeplace.together.partnership import queries as partnership
from wholeplace.together.sharing import queries as sharing

BLANK = "[To be decided by the organisation]"
OF_THE_RECORD = (
    "Name and contact of the controller", "Representative, if any", "Data protection officer", "Purposes",
    "Lawful basis", "Condition for special category data", "Transfers to other countries",
)  # fmt: skip
OF_THE_ASSESSMENT = (
    "Why an assessment is needed", "Necessity and proportionality", "Who was consulted",
    "Risks, with likelihood and harm", "Advice of the data protection officer", "Approved by, and on which day",
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """What is declared of one kind of record."""

    kind: str
    wall: str
    fields: dict[str, str]
    kept: str
    leaves: str

    @property
    def personal(self) -> tuple[str, ...]:
        """The fields that are, or may be, about a person."""
        return tuple(name for name, holds in self.fields.items() if Holds(holds).is_personal)


@dataclass(frozen=True)
class Kept:
    """One class of the schedule: how long it is kept, what happens then, and the source."""

    name: str
    then: str
    years: int | None
    because: str
    source: str


@dataclass(frozen=True)
class Sent:
    """One record that an organisation shares with another, or the arrangement of several."""

    what: str
    between: tuple[str, ...]
    purpose: str
    basis: str
    begins_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class Processing:
    """The record of processing activities of one organisation. What is held is declared alike for all."""

    organisation: str
    recipients: tuple[str, ...]
    blanks: dict[str, str]


@dataclass(frozen=True)
class Pack:
    """Everything together, as at a day."""

    place: str
    on: date
    policy_version: str
    settings_to_mend: int
    roles: dict[str, tuple[str, ...]]
    reading: tuple[tuple[str, str, str], ...]
    kinds: tuple[Kind, ...]
    schedule: tuple[Kept, ...]
    processing: tuple[Processing, ...]
    assessment: dict[str, str]
    shares: tuple[Sent, ...]
    arrangements: tuple[Sent, ...]
    answers: tuple[Answer, ...]


def must_see(actor: Actor) -> None:
    """Raise NotAllowed unless the actor may see operations or what is held about people."""
    if not actor.may(Permission.SUBJECT_READ):
        actor.must(Permission.OPERATIONS_READ)


def pack(*, within: int, settings_to_mend: int, seen_by: Actor, on: date) -> Pack:
    """The pack of a partnership, as far as the reader sees its shares and arrangements."""
    must_see(seen_by)
    kinds, schedule = _kinds(), _schedule(on)
    shares = sharing.shares_within(within=within, seen_by=seen_by)
    given: dict[str, list[str]] = {}
    for one in shares:
        if one.is_in_force(on=on):
            given.setdefault(one.grantor.name, []).append(one.grantee.name)
    bodies = partnership.members(partnership=within, seen_by=seen_by, on=on)
    return Pack(
        place=partnership.places_of(numbers=[within], seen_by=seen_by)[within].name,
        on=on,
        policy_version=VERSION,
        settings_to_mend=settings_to_mend,
        roles={card.name: tuple(sorted(card.permissions)) for card in ROLES.values()},
        reading=tuple((line.relation.value, line.state, line.needs) for line in READING),
        kinds=kinds,
        schedule=schedule,
        processing=tuple(
            Processing(one.name, tuple(sorted(set(given.get(one.name, ())))), dict.fromkeys(OF_THE_RECORD, BLANK))
            for one in bodies
        ),
        assessment=dict.fromkeys(OF_THE_ASSESSMENT, BLANK),
        shares=tuple(
            Sent(
                what=one.title,
                between=(one.grantor.name, one.grantee.name),
                purpose=one.purpose,
                basis=one.basis.label,
                begins_on=one.begins_on,
                ends_on=min(one.ended_on or one.ends_on, one.ends_on),
            )
            for one in shares
        ),
        arrangements=_arrangements(within, seen_by, on),
        answers=answers(_counted(kinds)),
    )


def _arrangements(within: int, seen_by: Actor, on: date) -> tuple[Sent, ...]:
    rows = partnership.arrangements(within=within, seen_by=seen_by)
    cards = partnership.arrangement_cards(rows=rows, seen_by=seen_by, on=on)
    return tuple(
        Sent(
            what=one.title,
            between=tuple(party.body.name for party in one.parties),
            purpose=one.scope or BLANK,
            basis=one.type.label,
            begins_on=one.begins_on,
            ends_on=one.ends_on,
        )
        for one in cards
    )


def _kinds() -> tuple[Kind, ...]:
    found = ((model, classes_of(model)) for model in house_models())
    return tuple(
        Kind(
            kind=str(model._meta.label),
            wall=wall_of(model).value,
            fields={name: holds.value for name, holds in said.fields.items()},
            kept=said.kept,
            leaves=said.leaves.value,
        )
        for model, said in found
    )


def _schedule(on: date) -> tuple[Kept, ...]:
    found = ((name, line, years_of(line, on=on)) for name, line in SCHEDULE.items())
    return tuple(
        Kept(name, line.then.value, years.whole if years else None, line.because, years.source if years else "")
        for name, line, years in found
    )


def _counted(kinds: tuple[Kind, ...]) -> dict[str, object]:
    held = [holds for kind in kinds for holds in kind.fields.values()]
    return {
        "version": VERSION[:12],
        "kinds": len(kinds),
        "fields": len(held),
        "personal": sum(len(kind.personal) for kind in kinds),
        "special": held.count(Holds.SPECIAL.value),
        "roles": len(ROLES),
        "scoped": sum(kind.wall == Wall.SCOPED.value for kind in kinds),
        "retention": len(SCHEDULE),
    }
