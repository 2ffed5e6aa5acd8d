"""The rules of shares and of openings in an emergency."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.rules.cases import cases, codes, every_rule_is_seen
from wholeplace.together.sharing.rules.opening import (
    Agreeing,
    Asking,
    Closing,
    Course,
    OpeningState,
    agreeing,
    asking,
    closing,
)
from wholeplace.together.sharing.rules.sharing import EndingShare, Sharing, ending, sharing

BOOKS = {
    "sharing_a_record": (sharing, Sharing),
    "ending_a_share": (ending, EndingShare),
    "asking_to_open_a_record_in_an_emergency": (asking, Asking),
    "agreeing_to_open_a_record_in_an_emergency": (agreeing, Agreeing),
    "closing_what_was_opened_in_an_emergency": (closing, Closing),
}


@cases("sharing_a_record", Sharing)
def test_sharing(asked, refused_by):
    assert codes(sharing, asked) == refused_by


@cases("ending_a_share", EndingShare)
def test_ending(asked, refused_by):
    assert codes(ending, asked) == refused_by


@cases("asking_to_open_a_record_in_an_emergency", Asking)
def test_asking(asked, refused_by):
    assert codes(asking, asked) == refused_by


@cases("agreeing_to_open_a_record_in_an_emergency", Agreeing)
def test_agreeing(asked, refused_by):
    assert codes(agreeing, asked) == refused_by


@cases("closing_what_was_opened_in_an_emergency", Closing)
def test_closing(asked, refused_by):
    assert codes(closing, asked) == refused_by


@pytest.mark.parametrize("file", BOOKS)
def test_every_rule_refuses_something_and_every_book_allows_something(file):
    assert every_rule_is_seen(file, BOOKS[file][0])


@pytest.mark.parametrize(
    ("ends_after", "closed_by", "later", "state"),
    [
        (None, None, 24 * 60, OpeningState.WAITING),
        (None, None, 24 * 60 + 1, OpeningState.LAPSED),
        (None, 1, 5, OpeningState.WITHDRAWN),
        (None, 2, 5, OpeningState.DECLINED),
        (30, None, 29, OpeningState.OPEN),
        (30, None, 30, OpeningState.ENDED),
        (30, 1, 5, OpeningState.CLOSED),
        (30, 2, 50, OpeningState.CLOSED),
    ],
)
def test_an_opening_stands_somewhere_at_every_moment(ends_after, closed_by, later, state):
    asked_at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    ends_at = asked_at + timedelta(minutes=ends_after) if ends_after else None
    course = Course(asked_by=1, asked_at=asked_at, ends_at=ends_at, closed_by=closed_by)
    assert course.state(at=asked_at + timedelta(minutes=later)) is state
