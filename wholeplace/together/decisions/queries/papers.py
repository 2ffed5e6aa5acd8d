"""Papers, with what they answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.hashing import content_hash
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions.models import AgendaItem, Paper, PaperAnswer
from wholeplace.together.decisions.rules.papers import ReportField


@dataclass(frozen=True)
class PaperCard:
    """A paper, whole."""

    number: int
    ref: Ref
    title: str
    item: Ref | None
    item_title: str
    is_report: bool
    body: str
    is_exempt: bool
    exempt_rule: str
    answers: Mapping[ReportField, str]
    content_hash: str
    published_on: date | None
    organisation: int
    partnership: int
    sensitivity: Sensitivity
    audience: tuple[int, ...]

    @property
    def is_published(self) -> bool:
        """Whether it stands as it is."""
        return self.published_on is not None

    @property
    def hash_now(self) -> str:
        """The hash of its content as it is now."""
        return content_hash(self.content)

    @property
    def content(self) -> dict[str, str | dict[str, str]]:
        """What its hash is made over."""
        return {
            "title": self.title,
            "body": self.body,
            "exempt_rule": self.exempt_rule,
            "answers": {field.value: words for field, words in self.answers.items()},
        }


def paper(*, reference: str, seen_by: Actor) -> PaperCard:
    """The paper of this public id, or NotThere."""
    row = Paper.objects.all().the(reference, seen_by=seen_by)
    rows = PaperAnswer.objects.seen_by(seen_by).filter(paper=row).values_list("field", "words")
    answers = {ReportField(field): words for field, words in rows}
    item = AgendaItem.objects.seen_by(seen_by).filter(pk=row.item_id).first()
    return PaperCard(
        number=row.pk,
        ref=row.ref,
        title=row.title,
        item=item.ref if item else None,
        item_title=item.title if item else "",
        is_report=row.is_report,
        body=row.body,
        is_exempt=row.is_exempt,
        exempt_rule=row.exempt_rule,
        answers=MappingProxyType({field: answers[field] for field in ReportField if field in answers}),
        content_hash=row.content_hash,
        published_on=row.published_on,
        organisation=row.organisation_id,
        partnership=row.partnership_id,
        sensitivity=Sensitivity(row.sensitivity),
        audience=tuple(row.audience),
    )
