"""Writing papers, revising them until they are published, and publishing them."""

from collections.abc import Mapping
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.models import scope_for, scope_of
from wholeplace.ground.records.scope import Sensitivity, narrowest
from wholeplace.ground.trail.action import action, record
from wholeplace.together.decisions.events import PaperPublished, PaperWritten
from wholeplace.together.decisions.models import Paper, PaperAnswer
from wholeplace.together.decisions.queries import ItemCard
from wholeplace.together.decisions.queries import item as the_item
from wholeplace.together.decisions.queries import paper as the_paper
from wholeplace.together.decisions.rules.agenda import MAY_BRING
from wholeplace.together.decisions.rules.papers import Publishing, ReportField, publishing


@action
def write_paper(
    *,
    item: str,
    title: str,
    answers: Mapping[ReportField, str] | None = None,
    body: str = "",
    is_report: bool = True,
    exempt_rule: str = "",
    is_exempt: bool = False,
    by: Actor,
    on: date,
) -> Ref:
    """Begin a paper for an item that one's organisation brought. Until it is published, only it can see the paper."""
    brought = the_item(reference=item, seen_by=by)
    by.must(_permission(by), organisation=brought.organisation, partnership=brought.partnership)
    row = Paper.objects.create(
        title=" ".join(title.split()),
        item_id=brought.number,
        is_report=is_report,
        body=body,
        is_exempt=is_exempt,
        exempt_rule=exempt_rule,
        **scope_for(by, sensitivity=Sensitivity.ORGANISATION),
    )
    answered = _write_answers(row, answers or {})
    record(PaperWritten(title=row.title, answered=answered), subject=row.ref, scope=scope_of(row), by=by, on=on)
    return row.ref


@action
def revise_paper(
    *,
    paper: str,
    title: str,
    answers: Mapping[ReportField, str],
    body: str = "",
    exempt_rule: str = "",
    is_exempt: bool = False,
    by: Actor,
    on: date,
) -> None:
    """Change a paper that is not published. What is given replaces what was there. Raises Refused once published."""
    this = Paper.objects.all().held(paper, permission=_permission(by), by=by)
    card = the_paper(reference=paper, seen_by=by)
    if card.is_published:
        raise Refused([one for one in publishing.refusals(_publishing(card.ref, by=by)) if one.code == "PAP3"])
    this.title, this.body = " ".join(title.split()), body
    this.is_exempt, this.exempt_rule = is_exempt, exempt_rule
    this.save(update_fields=["title", "body", "is_exempt", "exempt_rule"])
    this.answers.all().delete()
    answered = _write_answers(this, answers)
    record(PaperWritten(title=this.title, answered=answered), subject=this.ref, scope=scope_of(this), by=by, on=on)


@action
def publish_paper(*, paper: str, by: Actor, on: date) -> str:
    """Publish a paper: from now on it stands under the hash of its content, which is returned.

    It is then seen by those who see its item; an exempt one is withheld from the public. Raises Refused until each
    field that a report must have is answered.
    """
    this = Paper.objects.all().held(paper, permission=_permission(by), by=by)
    if refusals := publishing.refusals(_publishing(this.ref, by=by)):
        raise Refused(refusals)
    card = the_paper(reference=paper, seen_by=by)
    item = the_item(reference=card.item.public_id, seen_by=by) if card.item else None
    if item is not None:
        this.sensitivity, this.audience = _seen_with(item, exempt=card.is_exempt), list(item.audience)
    content_hash: str = card.hash_now
    this.content_hash, this.published_on = content_hash, on
    this.save(update_fields=["sensitivity", "audience", "content_hash", "published_on"])
    event = PaperPublished(
        title=this.title,
        content_hash=content_hash,
        exempt_rule=this.exempt_rule if this.is_exempt else "",
    )
    record(event, subject=this.ref, scope=scope_of(this), by=by, on=on)
    return content_hash


def _permission(by: Actor) -> Permission:
    """Who may bring items may write their papers."""
    return next(filter(by.may, MAY_BRING), MAY_BRING[0])


def _seen_with(item: ItemCard, *, exempt: bool) -> Sensitivity:
    """Who may see a published paper: whoever sees its item, and never the public what is exempt."""
    return narrowest(item.sensitivity, Sensitivity.PARTNERSHIP if exempt else Sensitivity.PUBLIC)


def _publishing(paper: Ref, *, by: Actor) -> Publishing:
    card = the_paper(reference=paper.public_id, seen_by=by)
    item = the_item(reference=card.item.public_id, seen_by=by) if card.item else None
    return Publishing(
        is_report=card.is_report,
        answers=card.answers,
        body=card.body,
        is_exempt=card.is_exempt,
        exempt_rule=card.exempt_rule,
        is_published=card.is_published,
        item_is_decided=item is not None and item.is_decided,
    )


def _write_answers(row: Paper, answers: Mapping[ReportField, str]) -> int:
    given = {field: words.strip() for field, words in answers.items() if words.strip()}
    PaperAnswer.objects.bulk_create(
        PaperAnswer(paper=row, field=field.value, words=words, **scope_of(row)) for field, words in given.items()
    )
    return len(given)
