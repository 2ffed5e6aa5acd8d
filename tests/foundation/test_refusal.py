"""Rules give every reason, with code, source and sentence, and a rulebook refuses to hold a bad rule."""

import pickle
from dataclasses import dataclass
from datetime import date

import pytest

from wholeplace.ground.foundation.refusal import Refusal, Refused, Rulebook


@dataclass(frozen=True)
class Asked:
    """An extension that somebody asks for."""

    until: date
    may_run_until: date | None
    is_running: bool


def a_book() -> Rulebook[Asked]:
    """Two rules, registered out of order."""
    book: Rulebook[Asked] = Rulebook("Extending a contract", prefix="EXT")

    @book.rule("EXT10", source="Contract, clause 4")
    def it_is_running(asked: Asked) -> str | None:
        """Only a contract that is
        still running is extended (reg. 72). What has ended is bought again."""
        return None if asked.is_running else "The contract has ended."

    @book.rule("EXT2", source="Contract, clause 3")
    def the_contract_allows_it(asked: Asked) -> str | None:
        """A contract is extended only as far as its own clause allows."""
        if asked.may_run_until is None:
            return "The contract has no extension clause."
        if asked.until > asked.may_run_until:
            return f"The contract may not run past {asked.may_run_until:%-d %B %Y}."
        return None

    return book


TOO_FAR = Asked(until=date(2028, 4, 1), may_run_until=date(2028, 3, 31), is_running=False)
ALLOWED = Asked(until=date(2028, 3, 31), may_run_until=date(2028, 3, 31), is_running=True)


def test_every_reason_is_given_in_the_order_of_the_codes() -> None:
    assert a_book().refusals(TOO_FAR) == (
        Refusal("EXT2", "Contract, clause 3", "The contract may not run past 31 March 2028."),
        Refusal("EXT10", "Contract, clause 4", "The contract has ended."),
    )


def test_what_is_allowed_is_refused_by_nothing() -> None:
    assert a_book().refusals(ALLOWED) == ()


def test_the_rules_of_a_book_tell_their_code_source_and_sentence() -> None:
    assert [(rule.code, rule.source, rule.sentence) for rule in a_book().rules] == [
        ("EXT2", "Contract, clause 3", "A contract is extended only as far as its own clause allows."),
        ("EXT10", "Contract, clause 4", "Only a contract that is still running is extended (reg. 72)."),
    ]


def test_a_rule_remains_a_function_that_can_be_called() -> None:
    book: Rulebook[int] = Rulebook("Counting", prefix="CNT")

    @book.rule("CNT1", source="Arithmetic")
    def it_is_small(number: int) -> str | None:
        """Numbers are small."""
        return "Too large." if number > 9 else None

    assert it_is_small(10) == "Too large."


def add_a_rule(code: str, *, source: str = "A source", docstring: str | None = "Something holds.") -> None:
    """Register a rule beside EXT2 and EXT10."""

    def rule(asked: Asked) -> str | None:
        return None

    rule.__doc__ = docstring
    a_book().rule(code, source=source)(rule)


@pytest.mark.parametrize("code", ["EXT2", "EXT10"])
def test_a_code_stands_once(code: str) -> None:
    with pytest.raises(ValueError, match=f"{code} stands in 'Extending a contract' already"):
        add_a_rule(code)


@pytest.mark.parametrize("code", ["PSR1", "EXT", "EXT0", "EXT01", "EXT1a", "ext1", "1", "EXT10000"])
def test_a_code_has_the_prefix_of_its_book_and_a_number(code: str) -> None:
    with pytest.raises(ValueError, match="is no code of 'Extending a contract': use EXT1, EXT2"):
        add_a_rule(code)


def test_a_rule_names_its_source() -> None:
    with pytest.raises(ValueError, match="EXT3 of 'Extending a contract' must name its source"):
        add_a_rule("EXT3", source=" ")


@pytest.mark.parametrize("docstring", [None, "", "Without a full stop"])
def test_a_rule_has_a_sentence(docstring: str | None) -> None:
    with pytest.raises(ValueError, match="EXT3 must begin its docstring with the rule as a sentence"):
        add_a_rule("EXT3", docstring=docstring)


@pytest.mark.parametrize("prefix", ["", "E", "ext", "EXT1", "TOOLONGPREFIX"])
def test_a_prefix_is_two_to_eight_capitals(prefix: str) -> None:
    with pytest.raises(ValueError, match="must be two to eight capital letters"):
        Rulebook("Anything", prefix=prefix)


def test_a_reason_without_words_is_a_fault() -> None:
    with pytest.raises(ValueError, match="needs a code, a source and a sentence"):
        Refusal("EXT1", "Clause 3", " ")


def test_refused_carries_every_reason_and_says_their_sentences() -> None:
    refused = Refused(a_book().refusals(TOO_FAR))
    assert [refusal.code for refusal in refused.refusals] == ["EXT2", "EXT10"]
    assert str(refused) == "The contract may not run past 31 March 2028. The contract has ended."


def test_nothing_is_refused_without_a_reason() -> None:
    with pytest.raises(ValueError, match="without a reason"):
        Refused([])


def test_refused_survives_the_way_to_another_process() -> None:
    refused = Refused([Refusal("EXT1", "Clause 3", "No.")])
    assert pickle.loads(pickle.dumps(refused)).refusals == refused.refusals
