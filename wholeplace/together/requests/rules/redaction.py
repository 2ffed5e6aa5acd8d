"""Taking words out of a line, so that nothing of them is left in what goes out. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wholeplace.ground.foundation.hashing import content_hash


@dataclass(frozen=True)
class Span:
    """Where words are taken out of a line: from one character up to another, and under which exemption."""

    starts: int
    ends: int
    exemption: str


@dataclass(frozen=True)
class Piece:
    """A run of a line as it goes out: its words, or the exemption under which they do not."""

    words: str
    exemption: str = ""


def places(*, sought: str, within: str) -> tuple[tuple[int, int], ...]:
    """Every place at which these whole words stand in a line, however they are written; the whole line for no words."""
    words = sought.split()
    if not words:
        return ((0, len(within)),) if within else ()
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
    return tuple(hit.span() for hit in re.finditer(pattern, within, re.IGNORECASE))


def pieces(words: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """A line as it goes out. Where spans overlap, the earlier one counts up to where it ends."""
    return tuple(_cut(words, sorted(spans, key=lambda one: (one.starts, -one.ends))))


def _cut(words: str, spans: Iterable[Span]) -> Iterator[Piece]:
    at = 0
    for span in spans:
        starts, ends = max(span.starts, at), min(span.ends, len(words))
        if starts >= ends:
            continue
        if words[at:starts]:
            yield Piece(words[at:starts])
        yield Piece("", span.exemption)
        at = ends
    if words[at:]:
        yield Piece(words[at:])


def fingerprint(words: str) -> str:
    """What a redaction keeps of the line it was made on: enough to notice that the line has changed.

    A short line can be guessed from it, so it never leaves the organisation.
    """
    return content_hash(words)


_LOOKS_PERSONAL = (
    ("an email address", re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")),
    ("a telephone number", re.compile(r"(?<!\d)(?:\+44\s?|0)\d(?:[\s-]?\d){8,9}(?!\d)")),
    ("an NHS number", re.compile(r"(?<!\d)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)")),
    ("a National Insurance number", re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b")),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")),
)


def looks_personal(released: Iterable[Piece]) -> tuple[str, ...]:
    """What the words that go out seem to hold of people, such as “an email address”; each once."""
    words = "\n".join(piece.words for piece in released)
    return tuple(what for what, pattern in _LOOKS_PERSONAL if pattern.search(words))
