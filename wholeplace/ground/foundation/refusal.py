"""Refusing with reasons."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Facts = TypeVar("Facts")


@dataclass(frozen=True)
class Refusal:
    """One reason: the code of its rule, the text the rule comes from, and a sentence a person can act on."""

    code: str
    source: str
    sentence: str


class Refused(Exception):
    """What was asked is refused, with every reason."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        """Keep every reason."""
        self.refusals = tuple(refusals)
        super().__init__(" ".join(refusal.sentence for refusal in self.refusals))


@dataclass(frozen=True)
class Rule(Generic[Facts]):
    """A rule of a rulebook: its code, source and sentence, and the check itself."""

    code: str
    source: str
    sentence: str
    check: Callable[[Facts], str | None]


class Rulebook(Generic[Facts]):
    """The rules of one verb."""

    def __init__(self, title: str, *, prefix: str) -> None:
        """Open an empty rulebook."""
        self.title, self.prefix = title, prefix
        self._rules: dict[str, Rule[Facts]] = {}

    def rule(self, code: str, *, source: str) -> Callable[[Callable[[Facts], str | None]], Callable[[Facts], str | None]]:
        """Add a rule, whose docstring's first line is its sentence."""

        def add(check: Callable[[Facts], str | None]) -> Callable[[Facts], str | None]:
            if not code.startswith(self.prefix) or code in self._rules:
                raise ValueError(f"{code} cannot be added to {self.title}.")
            sentence = (check.__doc__ or "").strip().splitlines()[0]
            self._rules[code] = Rule(code=code, source=source, sentence=sentence, check=check)
            return check

        return add

    @property
    def rules(self) -> Iterator[Rule[Facts]]:
        """The rules in the order of their codes."""
        return iter(self._rules.values())

    def refusals(self, facts: Facts) -> tuple[Refusal, ...]:
        """Every reason against these facts."""
        reasons = ((rule, rule.check(facts)) for rule in self.rules)
        return tuple(Refusal(rule.code, rule.source, why) for rule, why in reasons if why is not None)
