"""How sensitive a record is: the words, who can see it in a sentence, and which of two is the narrower. Pure."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """Who may read a row, besides those it is shared with."""

    PUBLIC = "public"
    PARTNERSHIP = "partnership"
    ORGANISATION = "organisation"
    COMMERCIAL = "commercial"
    PERSONAL = "personal"

    @property
    def sentence(self) -> str:
        """Who can see it, in words for the screen."""
        return _SENTENCES[self]

    def is_narrower_than(self, other: "Sensitivity") -> bool:
        """Whether fewer can see what is as sensitive as this."""
        return _WIDEST_FIRST.index(self) > _WIDEST_FIRST.index(other)


_WIDEST_FIRST = tuple(Sensitivity)


def narrowest(*sensitivities: str) -> Sensitivity:
    """The one of these that the fewest can see."""
    return max(map(Sensitivity, sensitivities), key=_WIDEST_FIRST.index)


_SENTENCES = {
    Sensitivity.PUBLIC: "Everyone can see this, on the public pages too.",
    Sensitivity.PARTNERSHIP: "Every organisation of the partnership can see this.",
    Sensitivity.ORGANISATION: "Only people acting for this organisation can see this.",
    Sensitivity.COMMERCIAL: "Only people of this organisation with a commercial role can see this.",
    Sensitivity.PERSONAL: "Only people of this organisation who work with personal records can see this.",
}
