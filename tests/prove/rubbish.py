"""Rubbish made from what is good: texts and files bent, cut, doubled and mixed, by chance from a seed."""

import random
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from tests.prove.goals import Tally

PIECES = (
    "\0", "\ud800", "\u202e", "\u200b", "\ufeff", "１２", "٣", "²", "½", "−", "–", "’", "£", "Â£", "e5", "_", "NaN",
    "inf", "1e999", "-", "+", ",", ".", "/", ":", " ", "\t", "\n", "\r", "\x1c", "\x85", "\u2028", "ß", "ﬁ", "İ", "ſ",
    "é", "e\u0301",
    '"', "'", "{", "[", "}", "]", "{{7*7}}", "%s%n", "${x}", "\\", "\\ud800", "0" * 30, "9" * 5_000, "[" * 2_000,
    "null", "true",
    "👩🏽‍🚒", "29/02/2025", "24:00", "Z", "+23:59", "-00:00", "CR", "(", ")",
)  # fmt: skip
LONGEST_IN_SECONDS = 2.0
"""A parser that takes longer for one piece of rubbish is too slow."""


@dataclass(frozen=True)
class Parser:
    """What reads something: its own refusals, and examples of what it takes, which are bent."""

    name: str
    read: Callable[[bytes], object]
    refuses: tuple[type[Exception], ...]
    examples: Sequence[bytes]


def text_parser(
    name: str, read: Callable[[str], object], *examples: str, refuses: tuple[type[Exception], ...]
) -> Parser:
    """A parser of a text, which is given in Python and may hold anything that Python calls a text."""
    return Parser(name, lambda given: read(given.decode("utf-8", "surrogatepass")), refuses, tuple(map(_raw, examples)))


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def bent(example: bytes, others: Sequence[bytes], chance: random.Random, *, as_text: bool) -> bytes:
    """One example, changed in one to four ways."""
    made = example
    for _ in range(chance.randint(1, 4)):
        made = _bent_text(made, others, chance) if as_text else _bent_bytes(made, others, chance)
    return made


def _bent_text(given: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    text = given.decode("utf-8", "surrogatepass")
    place, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    other = chance.choice(others).decode("utf-8", "surrogatepass")
    way = chance.randrange(6)
    if way == 0:
        text = text[:place] + chance.choice(PIECES) + text[place:]
    elif way == 1:
        text = text[:place] + text[end:]
    elif way == 2:
        text = text[:place] + text[place:end] * chance.randint(2, 20) + text[end:]
    elif way == 3:
        text = (
            text[:place] + chr(chance.choice((chance.randrange(128), chance.randrange(0x110000)))) + text[place + 1 :]
        )
    elif way == 4:
        text = text[:place] + other[chance.randint(0, len(other)) :]
    else:
        text = text[:place] + chance.choice(PIECES) + text[end:]
    return _raw(text[:100_000])


def _bent_bytes(given: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return given[: chance.randint(0, len(given))] if chance.random() < 0.3 else _flipped(given, chance)
    place, end = sorted((chance.randint(0, len(given)), chance.randint(0, len(given))))
    other = chance.choice(others)
    way = chance.randrange(4)
    if way == 0:
        return given[:place] + _raw(chance.choice(PIECES)) + given[place:]
    if way == 1:
        return given[:place] + given[end:]
    if way == 2:
        return (given[:end] + given[place:])[:1_000_000]
    return given[:place] + other[chance.randint(0, len(other)) :]


def _flipped(given: bytes, chance: random.Random) -> bytes:
    made = bytearray(given)
    for _ in range(chance.randint(1, 8)):
        if made:
            made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def repacked(workbook: bytes, chance: random.Random) -> bytes:
    """A workbook with one of its parts bent, packed well: what gets past a look at the packing alone."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as opened, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        names = opened.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = opened.read(name)
            packed.writestr(name, bent(part, [part], chance, as_text=False) if name == chosen else part)
    return made.getvalue()


def fuzz(parser: Parser, chance: random.Random, *, seconds: float, tally: Tally, as_text: bool = True) -> None:
    """Give a parser rubbish for so many seconds: it reads it or refuses it, at once, and in no other way."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        tried(parser, _rubbish(parser, chance, as_text=as_text), tally)


def _rubbish(parser: Parser, chance: random.Random, *, as_text: bool) -> bytes:
    example = chance.choice(parser.examples)
    if example.startswith(b"PK") and chance.random() < 0.5:
        return repacked(example, chance)
    if chance.random() < 0.05:
        return _raw("".join(chance.choices(PIECES, k=4))) if as_text else chance.randbytes(chance.randint(0, 3_000))
    return bent(example, parser.examples, chance, as_text=as_text)


def tried(parser: Parser, given: bytes, tally: Tally) -> None:
    """Give a parser one thing."""
    began, fault = time.monotonic(), ""
    try:
        parser.read(given)
    except parser.refuses:
        pass
    except BaseException as other:  # a reader in another language has panics of its own
        if isinstance(other, KeyboardInterrupt | SystemExit):
            raise
        fault = f"{type(other).__name__}: {str(other)[:80]}"
    tally.that(not fault, f"{parser.name}: {fault} for {_shown(given)}")
    took = time.monotonic() - began
    tally.that(took < LONGEST_IN_SECONDS, f"{parser.name}: {took:.1f} s for {_shown(given)}")


def _shown(given: bytes) -> str:
    return repr(given[:120]) + ("…" if len(given) > 120 else "")


def all_of(given: Iterable[object]) -> int:
    """Read to the end."""
    return sum(1 for _ in given)
