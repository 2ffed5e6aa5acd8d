"""An answer to a request as it goes out: what was asked, what is released, what is withheld and why. Pure.

It holds the words that go out and no others, so that nothing can be uncovered in it later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wholeplace.ground.foundation.hashing import content_hash
from wholeplace.ground.foundation.labelled import Labelled
from wholeplace.together.requests.rules.exemptions import exemption
from wholeplace.together.requests.rules.redaction import Piece
from wholeplace.together.requests.rules.states import Regime


class Outcome(Labelled):
    """How much of what was asked is released."""

    ALL = "all", "Released"
    PART = "part", "Released in part"
    NONE = "none", "Withheld"
    NOT_HELD = "not_held", "No record is released with it"


@dataclass(frozen=True)
class ReleasedLine:
    """A line of a record as it goes out."""

    of: str
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ReleasedRecord:
    """A record as it goes out: its kind, and its lines."""

    kind: str
    lines: tuple[ReleasedLine, ...]


@dataclass(frozen=True)
class Claim:
    """Why an exemption applies, and for one that is weighed why the public interest is in withholding."""

    exemption: str
    because: str
    public_interest: str


@dataclass(frozen=True)
class Answer:
    """What goes out."""

    body: str
    regime: Regime
    received_on: date
    asked: str
    words: str
    records: tuple[ReleasedRecord, ...]
    claims: tuple[Claim, ...]
    review_days: int

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Every run of words in it."""
        return tuple(piece for record in self.records for line in record.lines for piece in line.pieces)

    @property
    def used(self) -> tuple[str, ...]:
        """The exemptions that something is withheld under, each once."""
        return tuple(sorted({piece.exemption for piece in self.pieces if piece.exemption}))

    @property
    def outcome(self) -> Outcome:
        """How much is released."""
        if not self.records:
            return Outcome.NOT_HELD
        if not self.used:
            return Outcome.ALL
        return Outcome.PART if any(piece.words.strip() for piece in self.pieces) else Outcome.NONE


def rights(answer: Answer) -> str:
    """What an applicant may do next.

    Freedom of Information Act 2000, section 17(7); SI 2004/3391 (environmental information), regulations 11 and 14(5).
    """
    return (
        f"If you are not content with this answer, ask {answer.body} within {answer.review_days} working days to review"
        " it. If you are not content with the review, you may complain to the Information Commissioner: ico.org.uk."
    )


def content(answer: Answer) -> dict[str, Any]:
    """An answer as plain values, as it is kept and hashed."""
    return {
        "body": answer.body,
        "regime": answer.regime.value,
        "received_on": answer.received_on.isoformat(),
        "asked": answer.asked,
        "words": answer.words,
        "outcome": answer.outcome.value,
        "records": [
            {
                "kind": record.kind,
                "lines": [
                    {"of": line.of, "label": line.label, "pieces": [[one.words, one.exemption] for one in line.pieces]}
                    for line in record.lines
                ],
            }
            for record in answer.records
        ],
        "claims": [
            {"exemption": one.exemption, "because": one.because, "public_interest": one.public_interest}
            for one in answer.claims
            if one.exemption in answer.used
        ],
        "rights": rights(answer),
    }


def hash_of(written: Mapping[str, Any]) -> str:
    """The hash of an answer's content: the same for the same answer, whenever it is made."""
    return content_hash(_still(written))


def _still(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _still(one) for key, one in value.items()}
    return tuple(map(_still, value)) if isinstance(value, list) else value


def text(written: Mapping[str, Any]) -> str:
    """An answer as plain text, to be sent: nothing is hidden in it, because there is nowhere to hide it."""
    lines = [written["body"], "", f"Your request under the {Regime(written['regime']).label}", ""]
    lines += [written["asked"], "", written["words"], ""]
    for number, record in enumerate(written["records"], 1):
        lines += [f"{number}. {record['kind']}", ""]
        lines += [f"   {_heading(line, record)}: {said(line['pieces'])}" for line in record["lines"]]
        lines.append("")
    if written["claims"]:
        lines += ["What is withheld, and why", ""]
    for claim in written["claims"]:
        lines += [f"   {exemption(claim['exemption']).source}. {claim['because']}"]
        lines += [f"   The public interest: {claim['public_interest']}"] if claim["public_interest"] else []
    return "\n".join([*lines, *([""] if written["claims"] else []), written["rights"], ""])


def _heading(line: Mapping[str, Any], record: Mapping[str, Any]) -> str:
    label = str(line["label"])
    return label if line["of"] == record["kind"] else f"{line['of']}, {label.lower()}"


def said(given: list[list[str]]) -> str:
    """A line in words, with what was taken out of it named in brackets."""
    return "".join(
        f"[withheld: {exemption(code).short}]" if code else words for words, code in given
    )  # fmt: skip
