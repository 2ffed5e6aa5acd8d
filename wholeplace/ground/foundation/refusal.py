"""Refusing with reasons: rules that say why not, and the rulebooks they stand in."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from inspect import getdoc
from typing import Generic, TypeVar

Facts = TypeVar("Facts")

_PREFIX = re.compile(r"[A-Z]{2,8}")
_FIRST_SENTENCE = re.compile(r".+?\.(?=\s+[A-Z]|$)")


@dataclass(frozen=True)
class Refusal:
    """One reason: the code of its rule, the text the rule comes from, and a sentence a person can act on."""

    code: str
    source: str
    sentence: str

    def __post_init__(self) -> None:
        """A reason without words helps nobody. Raises ValueError."""
        if not (self.code and self.source and self.sentence.strip()):
            raise ValueError(f"A refusal needs a code, a source and a sentence: {self}.")


class Refused(Exception):
    """What was asked is refused, with every reason."""

    refusals: tuple[Refusal, ...]

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        """Keep every reason, in the order given. Raises ValueError where there is none."""
        self.refusals = tuple(refusals)
        if not self.refusals:
            raise ValueError("Nothing is refused without a reason.")
        super().__init__(self.refusals)

    def __str__(self) -> str:
        return " ".join(refusal.sentence for refusal in self.refusals)


@dataclass(frozen=True)
class Rule(Generic[Facts]):
    """A rule of a rulebook: its code, its source, the rule in a sentence, and the check itself."""

    code: str
    source: str
    sentence: str
    check: Callable[[Facts], str | None] = field(repr=False)


class Rulebook(Generic[Facts]):
    """The rules of one verb, each with a code, a source and a sentence. Annotate it with its facts:

    `extension: Rulebook[Asked] = Rulebook("Extending a contract", prefix="EXT")`
    """

    def __init__(self, title: str, *, prefix: str) -> None:
        """Open an empty rulebook. The prefix is two to eight capitals; raises ValueError for another."""
        if not _PREFIX.fullmatch(prefix):
            raise ValueError(f"The prefix of {title!r} must be two to eight capital letters, not {prefix!r}.")
        self.title, self.prefix = title, prefix
        self._by_number: dict[int, Rule[Facts]] = {}

    def rule(
        self, code: str, *, source: str
    ) -> Callable[[Callable[[Facts], str | None]], Callable[[Facts], str | None]]:
        """Add a function from facts to a reason or None; the first sentence of its docstring is the rule.

        Raises ValueError, while the module is imported, for a code that is taken or has not this book's
        prefix and a number, for an empty source, and for a function without a sentence.
        """
        number = self._number_of(code)
        if not source.strip():
            raise ValueError(f"{code} of {self.title!r} must name its source.")

        def add(check: Callable[[Facts], str | None]) -> Callable[[Facts], str | None]:
            if number in self._by_number:
                raise ValueError(f"{code} stands in {self.title!r} already.")
            sentence = _first_sentence(code, getdoc(check) or "")
            self._by_number[number] = Rule(code=code, source=source, sentence=sentence, check=check)
            return check

        return add

    @property
    def rules(self) -> tuple[Rule[Facts], ...]:
        """Every rule in the order of its number: EXT2 before EXT10."""
        return tuple(rule for _, rule in sorted(self._by_number.items()))

    def refusals(self, facts: Facts) -> tuple[Refusal, ...]:
        """Every reason against these facts, in the order of the rules; none when they are allowed."""
        reasons = ((rule, rule.check(facts)) for rule in self.rules)
        return tuple(
            Refusal(code=rule.code, source=rule.source, sentence=reason)
            for rule, reason in reasons
            if reason is not None
        )

    def _number_of(self, code: str) -> int:
        number = code.removeprefix(self.prefix)
        if number == code or not re.fullmatch(r"[1-9][0-9]{0,3}", number):
            raise ValueError(f"{code!r} is no code of {self.title!r}: use {self.prefix}1, {self.prefix}2, …")
        return int(number)


def _first_sentence(code: str, docstring: str) -> str:
    opening = " ".join(docstring.partition("\n\n")[0].split())
    sentence = _FIRST_SENTENCE.match(opening)
    if sentence is None:
        raise ValueError(f"{code} must begin its docstring with the rule as a sentence.")
    return sentence.group()
