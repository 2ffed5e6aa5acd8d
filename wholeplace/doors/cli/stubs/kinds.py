"""Which files a new thing begins as. Pure: names in, texts by path out."""

from collections.abc import Callable
from textwrap import dedent

Files = dict[str, str]


def _text(template: str, **words: str) -> str:
    text = dedent(template).lstrip("\n")
    for name, word in words.items():
        text = text.replace(f"<{name}>", word)
    return text


def action(*, floor: str, room: str, name: str) -> Files:
    """An action with its event and its three tests. Its rules come by `rule`."""
    words = {"floor": floor, "room": room, "name": name, "Event": _camel(name), "Sentence": _sentence(name)}
    return {
        f"wholeplace/{floor}/{room}/actions.py": _text(
            '''

            @action
            def <name>(*, subject: str, by: Actor, on: date) -> None:
                """<Sentence>. Raises Refused, with every reason, when it may not be."""
                raise NotImplementedError("See, authority, lock, rules, change, trace: docs/how-to/add-an-action.md")
            ''',
            **words,
        ),
        f"wholeplace/{floor}/{room}/events.py": _text(
            '''

            @dataclass(frozen=True)
            class <Event>(Happened):
                """<Sentence>."""

                @property
                def sentence(self) -> str:
                    """What happened, in words."""
                    return "<Sentence>."
            ''',
            **words,
        ),
        f"tests/actions/{room}/test_{name}.py": _text(
            '''
            """<Sentence>: it works, a stranger is stopped, it is refused with reasons."""

            import pytest

            from tests.factories.worlds import STRANGER, TODAY
            from wholeplace.<floor>.<room> import actions
            from wholeplace.ground.access.actor import NotAllowed
            from wholeplace.ground.foundation.refusal import Refused


            def test_it_works(city, events):
                before = events()
                actions.<name>(subject="", by=city.commissioner, on=TODAY)
                assert events() == before + 1


            def test_a_stranger_is_stopped(city, events):
                before = events()
                with pytest.raises(NotAllowed):
                    actions.<name>(subject="", by=STRANGER, on=TODAY)
                assert events() == before


            def test_it_is_refused_with_reasons(city, events):
                before = events()
                with pytest.raises(Refused):
                    actions.<name>(subject="", by=city.commissioner, on=TODAY)
                assert events() == before
            ''',
            **words,
        ),
    }


def rule(*, floor: str, room: str, name: str) -> Files:
    """A rulebook with one rule, seen to allow and to refuse."""
    words = {"floor": floor, "room": room, "name": name, "Facts": _camel(name), "PREFIX": room[:3].upper()}
    words["Sentence"] = _sentence(name)
    return {
        f"wholeplace/{floor}/{room}/rules/{name}.py": _text(
            '''
            """<Sentence>: what must hold. Pure."""

            from dataclasses import dataclass

            from wholeplace.ground.foundation.refusal import Rulebook


            @dataclass(frozen=True)
            class <Facts>:
                """What is asked, as facts."""


            <name>: Rulebook[<Facts>] = Rulebook("<Sentence>", prefix="<PREFIX>")


            @<name>.rule("<PREFIX>1", source="Name the statute, standard or agreement")
            def it_may_be(asked: <Facts>) -> str | None:
                """Say the rule in one sentence."""
                raise NotImplementedError("Return why not, as a sentence that says how to mend it, or None.")
            ''',
            **words,
        ),
        f"tests/rules/{room}/test_{name}.py": _text(
            '''
            """<Sentence>: each rule is seen to allow and to refuse."""

            from wholeplace.<floor>.<room>.rules.<name> import <Facts>, <name>


            def test_it_allows():
                assert <name>.refusals(<Facts>()) == ()


            def test_it_refuses_with_a_sentence_that_says_how_to_mend_it():
                assert [refusal.code for refusal in <name>.refusals(<Facts>())] == ["<PREFIX>1"]
            ''',
            **words,
        ),
    }


def page(*, floor: str, room: str, name: str) -> Files:
    """A page with its view and a test of who may open it."""
    words = {"room": room, "name": name, "address": name.replace("_", "-"), "Sentence": _sentence(name)}
    return {
        f"wholeplace/doors/web/{room}/views.py": _text(
            '''

            def <name>(request: Asked) -> HttpResponse:
                """<Sentence>."""
                raise NotImplementedError("Translate, call once, translate back; then put it on the map in urls.py.")
            ''',
            **words,
        ),
        f"tests/web/{room}/test_{name}.py": _text(
            '''
            """<Sentence>: who may open it, and what it says."""

            import pytest

            pytestmark = pytest.mark.django_db


            def test_a_stranger_is_asked_to_sign_in(client):
                answer = client.get("/<room>/<address>")
                assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in")
            ''',
            **words,
        ),
    }


def indicator(*, floor: str, room: str, name: str) -> Files:
    """A reader of one published set of indicators, with a fixture of our own."""
    words = {"name": name, "Sentence": _sentence(name)}
    return {
        f"wholeplace/edges/exchange/published/{name}.py": _text(
            '''
            """<Sentence>, as its publisher gives it: rows in, typed values or row errors out."""

            from collections.abc import Iterator
            from pathlib import Path


            def read(*, file: Path) -> Iterator[object]:
                """Each row as a typed value, or as an error with row, field and reason."""
                raise NotImplementedError("docs/how-to/add-an-indicator.md")
            ''',
            **words,
        ),
        f"tests/exchange/published/test_{name}.py": _text(
            '''
            """<Sentence>: what comes in, and what is refused and why."""

            from wholeplace.edges.exchange.published import <name>


            def test_a_good_row_is_read(tmp_path):
                file = tmp_path / "published.csv"
                file.write_text("")
                assert len(list(<name>.read(file=file))) == 1
            ''',
            **words,
        ),
    }


KINDS: dict[str, Callable[..., Files]] = {
    "action": action,
    "rule": rule,
    "page": page,
    "indicator": indicator,
}


def _camel(name: str) -> str:
    return "".join(word.title() for word in name.split("_"))


def _sentence(name: str) -> str:
    return name.replace("_", " ").capitalize()
