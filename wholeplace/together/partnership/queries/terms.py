"""What a partnership calls things, and what it means by them."""

from dataclasses import dataclass
from datetime import date

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.foundation.ref import Ref
from wholeplace.together.partnership.models import Term
from wholeplace.together.partnership.rules.terms import Word


@dataclass(frozen=True)
class TermCard:
    """A word with the partnership's own label and definition, or, where it settled none, the house's."""

    word: Word
    label: str
    definition: str
    ref: Ref | None = None
    begins_on: date | None = None

    @property
    def is_own(self) -> bool:
        """Whether the partnership settled it."""
        return self.ref is not None


def vocabulary(*, within: int, seen_by: Actor, on: date) -> tuple[TermCard, ...]:
    """Every word, as this partnership calls it on this day."""
    rows = Term.objects.seen_by(seen_by).filter(partnership_id=within, begins_on__lte=on)
    latest = {row.word: row for row in rows.order_by("begins_on", "pk")}
    return tuple(_card(word, latest.get(word.value)) for word in Word)


def _card(word: Word, row: Term | None) -> TermCard:
    if row is None:
        return TermCard(word=word, label=word.label, definition=word.definition)
    return TermCard(word=word, label=row.label, definition=row.definition, ref=row.ref, begins_on=row.begins_on)
