"""The rules of an answer: what may be gathered and withheld, what is left of a line, when it goes out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.together.requests.rules.answer import (
    Answer,
    Claim,
    Outcome,
    ReleasedLine,
    ReleasedRecord,
    content,
    hash_of,
    text,
)
from wholeplace.together.requests.rules.answering import (
    Approving,
    Explaining,
    Gathering,
    Proposing,
    Withholding,
    approving,
    explaining,
    gathering,
    proposing,
    withholding,
)
from wholeplace.together.requests.rules.exemptions import EXEMPTIONS, PERSONAL, exemption, exemptions_of
from wholeplace.together.requests.rules.redaction import Piece, Span, looks_personal, pieces, places
from wholeplace.together.requests.rules.states import Regime

BOOKS = {
    "gathering_a_record_for_an_answer": gathering,
    "taking_words_out_of_an_answer": withholding,
    "saying_why_an_exemption_applies": explaining,
    "putting_an_answer_to_a_second_person": proposing,
    "releasing_an_answer": approving,
}


@cases("gathering_a_record_for_an_answer", Gathering)
def test_gathering(asked, refused_by):
    assert codes(gathering, asked) == refused_by


@cases("taking_words_out_of_an_answer", Withholding)
def test_taking_out(asked, refused_by):
    assert codes(withholding, asked) == refused_by


@cases("saying_why_an_exemption_applies", Explaining)
def test_explaining(asked, refused_by):
    assert codes(explaining, asked) == refused_by


@cases("putting_an_answer_to_a_second_person", Proposing)
def test_putting_forward(asked, refused_by):
    assert codes(proposing, asked) == refused_by


@cases("releasing_an_answer", Approving)
def test_releasing(asked, refused_by):
    assert codes(approving, asked) == refused_by


@pytest.mark.parametrize("file", BOOKS)
def test_every_rule_refuses_something_and_every_book_allows_something(file):
    assert every_rule_is_seen(file, BOOKS[file])


def test_words_are_found_wherever_they_stand_however_they_are_written():
    line = "Ada  Example fell. ADA EXAMPLE fell again."
    assert [line[a:b] for a, b in places(sought=" ada example ", within=line)] == ["Ada  Example", "ADA EXAMPLE"]
    assert places(sought="Bo", within=line) == places(sought="Exam", within=line) == ()
    assert places(sought="fell.", within=line) == ((13, 18),)
    assert places(sought="", within=line) == ((0, len(line)),)
    assert places(sought="", within="") == ()


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted), max_size=6)


@given(words=st.text(max_size=50), spans=SPANS)
def test_what_is_taken_out_is_gone_and_nothing_else_is(words, spans):
    cut = pieces(words, [Span(a, b, "s41") for a, b in spans])

    kept = "".join(one for at, one in enumerate(words) if not any(a <= at < b for a, b in spans))
    assert "".join(piece.words for piece in cut) == kept
    assert all(bool(piece.words) != bool(piece.exemption) for piece in cut)


def test_what_looks_personal_is_named():
    assert looks_personal([Piece("Write to ada@example.org, AB1 2CD")]) == ("an email address", "a postcode")
    assert looks_personal([Piece("Call 01632 960 123")]) == ("a telephone number",)
    assert looks_personal([Piece("Spending of £1,234,567 in 2025")]) == ()


def test_each_law_has_its_exemptions_and_one_for_people():
    assert len({one.code for one in EXEMPTIONS}) == len(EXEMPTIONS)
    for regime in Regime:
        known = exemptions_of(regime, on=date(2026, 6, 1))
        assert PERSONAL[regime] in {one.code for one in known}
        assert exemptions_of(regime, on=date(2004, 12, 31)) == ()
    assert exemption("s43(2)").source == "Freedom of Information Act 2000, section 43(2)"
    assert not exemption("r13").is_weighed


def an_answer(*cut: tuple[Piece, ...]) -> Answer:
    """An answer of one record with these lines."""
    lines = tuple(ReleasedLine("Need", "Statement", one) for one in cut)
    return Answer(
        body="Marlbridge City Council",
        regime=Regime.FOIA,
        received_on=date(2026, 6, 1),
        asked="What is known of falls?",
        words="We hold this.",
        records=(ReleasedRecord("Need", lines),) if cut else (),
        claims=(Claim("s41", "It was told in confidence.", ""), Claim("s44", "Never used.", "")),
        review_days=40,
    )


@pytest.mark.parametrize(
    "lines, outcome",
    [
        ((), Outcome.NOT_HELD),
        (((Piece("All of it."),),), Outcome.ALL),
        (((Piece("Some "), Piece("", "s41")),), Outcome.PART),
        (((Piece("", "s41"),),), Outcome.NONE),
    ],
)
def test_the_outcome_follows_from_what_goes_out(lines, outcome):
    assert an_answer(*lines).outcome is outcome


def test_the_text_says_what_is_withheld_and_why_and_only_that():
    written = content(an_answer((Piece("Said by "), Piece("", "s41"))))
    assert "   Statement: Said by [withheld: section 41]" in text(written)
    assert "Freedom of Information Act 2000, section 41. It was told in confidence." in text(written)
    assert "Never used." not in text(written)
    assert hash_of(written) == hash_of(content(an_answer((Piece("Said by "), Piece("", "s41")))))
    assert hash_of(written) != hash_of(content(an_answer((Piece("Said by "), Piece("", "s44")))))
