"""How much room words need, so that labels wrap and keep clear of each other without a browser to ask."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Advance widths in thousandths of the size, of Arial and of the fonts made to its measure.
_REGULAR = {
    191: "'", 222: "ijl’", 260: "|", 278: " !,./:;I[\\]ft·", 333: "()-`r", 334: "{}", 355: '"', 389: "*", 469: "^",
    500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu£–", 584: "+<=>~−", 611: "FTZ", 667: "&ABEKPSVXY",
    722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1000: "…", 1015: "@",
}  # fmt: skip
_BOLD = {
    238: "'", 278: " ,./I\\ijl’·", 280: "|", 333: "!()-:;[]`ft", 389: "*r{}", 474: '"', 500: "z",
    556: "#$0123456789J_aceksvxy£–", 584: "+<=>^~−", 611: "?FLTZbdghnopqu", 667: "EPSVXY", 722: "&ABCDHKNRU",
    778: "GOQw", 833: "M", 889: "%m", 944: "W", 975: "@", 1000: "…",
}  # fmt: skip
_WIDTHS = {
    False: {letter: width for width, letters in _REGULAR.items() for letter in letters},
    True: {letter: width for width, letters in _BOLD.items() for letter in letters},
}
ELLIPSIS = "…"


def width_of(words: str, *, size: float, bold: bool = False) -> float:
    """How wide words are at a size."""
    widths = _WIDTHS[bold]
    return sum(widths.get(letter) or _unusual(letter, widths) for letter in words) * size / 1000


def wrapped(words: str, *, within: float, size: float, bold: bool = False, lines: int = 99) -> tuple[str, ...]:
    """Words broken into lines that fit; what does not fit in so many lines ends in an ellipsis."""
    found: list[str] = []
    for word in words.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and width_of(longer, size=size, bold=bold) <= within:
            found[-1] = longer
        else:
            found.append(word)
    kept = found[:lines]
    if len(found) > lines:
        kept[-1] = f"{kept[-1]} {found[lines]}"
    return tuple(shortened(each, within=within, size=size, bold=bold) for each in kept)


def shortened(words: str, *, within: float, size: float, bold: bool = False) -> str:
    """Words that fit, with an ellipsis for what does not; a word is broken only where it stands alone."""
    if width_of(words, size=size, bold=bold) <= within:
        return words
    kept = words
    while kept and width_of(kept.rstrip() + ELLIPSIS, size=size, bold=bold) > within:
        kept = kept[:-1]
    if not words[len(kept) :].startswith(" ") and " " in kept:
        kept = kept[: kept.rindex(" ")]
    return kept.rstrip(" ,.-") + ELLIPSIS


@dataclass(frozen=True)
class Span:
    """Room along one line, from where to where."""

    start: float
    end: float

    @property
    def width(self) -> float:
        """How much room it is."""
        return self.end - self.start

    def moved_to(self, start: float) -> "Span":
        """As much room elsewhere."""
        return Span(start, start + self.width)

    def clear_of(self, others: Sequence["Span"], *, gap: float) -> bool:
        """Whether this keeps its distance from all the others."""
        return all(self.start >= other.end + gap or self.end + gap <= other.start for other in others)


def centred(words: str, *, at: float, size: float, low: float, high: float, bold: bool = False) -> Span:
    """The room of words centred at a place, moved in where they would leave the picture."""
    width = width_of(words, size=size, bold=bold)
    start = max(low, min(at - width / 2, high - width))
    return Span(start, start + width)


def side_by_side(spans: Sequence[Span], *, gap: float, high: float) -> list[Span]:
    """Labels along one line, from left to right: pushed on where they would touch, then back from the edge."""
    found: list[Span] = []
    for span in spans:
        found.append(span.moved_to(max(span.start, found[-1].end + gap) if found else span.start))
    limit = high
    for index in range(len(found) - 1, -1, -1):
        found[index] = found[index].moved_to(min(found[index].start, limit - found[index].width))
        limit = found[index].start - gap
    return found


def stacked(wanted: Sequence[float], heights: Sequence[float], *, low: float, high: float) -> list[float]:
    """The middles of labels one above another: as near as can be to where each wants to be, none on another.

    Labels that would overlap form a block, which stands where its members want it on average.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while len(blocks) > 1 and _foot(blocks[-2], wanted, heights) > _head(blocks[-1], wanted, heights):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    return _held_between(blocks, wanted, heights, low, high)


def _held_between(
    blocks: list[list[int]], wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """The middles of labels in blocks, each block pushed down by the one above it, then all up from the floor."""
    heads: list[float] = []
    floor = low
    for block in blocks:
        heads.append(max(floor, _head(block, wanted, heights)))
        floor = heads[-1] + sum(heights[index] for index in block)
    ceiling = high
    middles = [0.0] * len(wanted)
    for block, head in reversed(list(zip(blocks, heads, strict=True))):
        tall = sum(heights[index] for index in block)
        ceiling = min(head, ceiling - tall)
        at = ceiling
        for index in block:
            middles[index] = at + heights[index] / 2
            at += heights[index]
    return middles


def _head(block: list[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    """Where a block begins when it stands where its members want it on average."""
    offset, total = 0.0, 0.0
    for index in block:
        total += wanted[index] - (offset + heights[index] / 2)
        offset += heights[index]
    return total / len(block)


def _foot(block: list[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    return _head(block, wanted, heights) + sum(heights[index] for index in block)


def _unusual(letter: str, widths: dict[str, int]) -> int:
    """The width of a letter outside the lists: that of the letter below its accent, or a full or a common one."""
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in widths:
        return widths[plain]
    if unicodedata.combining(letter):
        return 0
    return 1000 if unicodedata.east_asian_width(letter) in "WF" else 667
