"""Every rulebook stands on its own: no two share a prefix, and each is seen in cases that somebody can read."""

from collections import Counter

from tests.house.plan import PROJECT
from wholeplace.doors.cli.docs.rulebook import rulebooks


def test_no_two_rulebooks_share_a_prefix():
    prefixes = Counter(book.prefix for _, book in rulebooks())
    assert [prefix for prefix, times in prefixes.items() if times > 1] == []


def test_every_rule_is_seen_to_refuse_in_a_case_that_can_be_read():
    written = "\n".join(file.read_text() for file in (PROJECT / "tests/rulebook").glob("*.toml"))
    assert [rule.code for _, book in rulebooks() for rule in book.rules if f'"{rule.code}"' not in written] == []


def test_every_rule_has_a_source_and_a_sentence():
    assert [r.code for _, book in rulebooks() for r in book.rules if len(r.sentence) < 15 or len(r.source) < 8] == []
