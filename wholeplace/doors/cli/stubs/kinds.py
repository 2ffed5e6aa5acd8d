"""Which files a new thing begins as. Pure: what is wanted in, texts by path out."""

from collections.abc import Callable
from textwrap import dedent

from wholeplace.doors.cli.stubs.begun import Begun, Wanted, path_of


def _text(template: str, **words: str) -> str:
    text = dedent(template).lstrip("\n")
    for name, word in words.items():
        text = text.replace(f"<{name}>", word)
    return text


def action(wanted: Wanted) -> Begun:
    """An action with its event and its three tests. Its rules come by `rule`."""
    module, events = wanted.drawer("actions"), wanted.drawer("events")
    words = {"module": module, "name": wanted.name, "Event": wanted.camel, "Sentence": wanted.sentence}
    verb = _text(
        '''
        """<Sentence>."""

        from datetime import date

        from wholeplace.ground.access.actor import Actor
        from wholeplace.ground.trail.action import action


        @action
        def <name>(*, subject: str, by: Actor, on: date) -> None:
            """<Sentence>. Raises Refused, with every reason, when it may not be."""
            raise NotImplementedError("See, authority, lock, rules, change, trace: docs/how-to/add-an-action.md")
        ''',
        **words,
    )
    event = _text(
        '''
        """What can happen: <Sentence>."""

        from dataclasses import dataclass

        from wholeplace.ground.trail.event import Happened


        @dataclass(frozen=True)
        class <Event>(Happened):
            """<Sentence>."""

            @property
            def sentence(self) -> str:
                """What happened, in words."""
                return "<Sentence>."
        ''',
        **words,
    )
    test = f"tests/actions/{wanted.room}/test_{wanted.name}.py"
    return Begun(
        files={path_of(module): verb, path_of(events): event, test: _text(ACTION_TEST, **words)},
        then=(
            *_exported(wanted, "actions", wanted.name),
            *_exported(wanted, "events", wanted.camel),
            "Then docs/how-to/add-an-action.md: its permission, its rules, its page and its operation.",
        ),
    )


ACTION_TEST = '''
"""<Sentence>: it works, a stranger is stopped, it is refused with reasons."""

import pytest

from tests.factories.worlds import STRANGER, TODAY
from <module> import <name>
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused


def test_it_works(city, events):
    before = events()
    <name>(subject="", by=city.commissioner, on=TODAY)
    assert events() == before + 1


def test_a_stranger_is_stopped(city, events):
    before = events()
    with pytest.raises(NotAllowed):
        <name>(subject="", by=STRANGER, on=TODAY)
    assert events() == before


def test_it_is_refused_with_reasons(city, events):
    before = events()
    with pytest.raises(Refused):
        <name>(subject="", by=city.commissioner, on=TODAY)
    assert events() == before
'''


def rule(wanted: Wanted) -> Begun:
    """A rulebook with one rule, and the cases in which it is seen to allow and to refuse."""
    module = wanted.drawer("rules")
    words = {"module": module, "name": wanted.name, "Facts": wanted.camel, "Sentence": wanted.sentence}
    words["PREFIX"] = wanted.prefix
    book = _text(
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
    )
    test = _text(
        '''
        """<Sentence>: each rule is seen to allow and to refuse."""

        from tests.rules.cases import cases, codes, every_rule_is_seen
        from <module> import <Facts>, <name>


        @cases("<name>", <Facts>)
        def test_each_case_is_allowed_or_refused_as_it_says(asked, refused_by):
            assert codes(<name>, asked) == refused_by


        def test_every_rule_is_seen():
            assert every_rule_is_seen("<name>", <name>)
        ''',
        **words,
    )
    drawer = path_of(module.removesuffix(f".{wanted.name}") + ".__init__")
    return Begun(
        files={
            **({drawer: f'"""{RULES}"""\n'} if "rules" in wanted.packages else {}),
            path_of(module): book,
            f"tests/rulebook/{wanted.name}.toml": _text(CASES, **words),
            f"tests/rules/{wanted.room}/test_{wanted.name}.py": test,
        },
        then=("Then docs/how-to/add-a-rule.md: its facts, its source, its sentence and its cases.",),
    )


RULES = "What must hold in this room. Pure."
CASES = """
# <Sentence>: <PREFIX>1.

[facts]

[[case]]
name = "Nothing speaks against it"
refused_by = []

[[case]]
name = "Say in which case it is refused, and change a fact"
refused_by = ["<PREFIX>1"]
"""


def page(wanted: Wanted) -> Begun:
    """A page with its view and a test of who may open it."""
    folder, address = f"wholeplace.doors.web.{wanted.room}", wanted.name.replace("_", "-")
    module = wanted.drawer("views", of=folder)
    words = {"room": wanted.room, "name": wanted.name, "address": address, "Sentence": wanted.sentence}
    view = _text(
        '''
        """<Sentence>."""

        from django.http import HttpResponse

        from wholeplace.doors.web.middleware import Asked


        def <name>(request: Asked) -> HttpResponse:
            """<Sentence>."""
            raise NotImplementedError("Translate, call once, translate back; then put it on the map in urls.py.")
        ''',
        **words,
    )
    test = _text(
        '''
        """<Sentence>: who may open it, and what it says."""

        import pytest

        pytestmark = pytest.mark.django_db


        def test_a_stranger_is_asked_to_sign_in(client):
            answer = client.get("/<room>/<address>")
            assert (answer.status_code, answer.get("Location", "").split("?")[0]) == (302, "/sign-in")
        ''',
        **words,
    )
    return Begun(
        files={path_of(module): view, f"tests/web/{wanted.room}/test_{wanted.name}.py": test},
        then=(f'Put page("{wanted.room}/{address}", …) on the map in wholeplace/doors/web/{wanted.room}/urls.py.',),
    )


def indicator(wanted: Wanted) -> Begun:
    """An importer of one published set of figures, with a file of our own for its test."""
    words = {"name": wanted.name, "Sentence": wanted.sentence}
    importer = _text(
        '''
        """<Sentence>, as its publisher gives it."""

        from collections.abc import Iterator

        from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven
        from wholeplace.edges.exchange.published.importer import Importer, Publication, Work, of_figures
        from wholeplace.ground.intake.chunks import Outcome
        from wholeplace.ground.intake.reading import SourceFile

        INDICATORS: tuple[IndicatorGiven, ...] = ()


        def _rows(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
            """Each row as the figures it gives, or as what is wrong with it."""
            raise NotImplementedError("docs/how-to/add-an-indicator.md")


        IMPORTERS: tuple[Importer, ...] = (
            of_figures(
                Publication("<name>", "<Sentence>", "Name the publisher"),
                "needs/<name>/*.csv",
                indicators=INDICATORS,
                rows=_rows,
            ),
        )
        ''',
        **words,
    )
    test = _text(
        '''
        """<Sentence>: what comes in, and what is refused and why."""

        import pytest

        from tests.factories.worlds import TODAY
        from wholeplace.edges.exchange.published import <name>
        from wholeplace.edges.exchange.published.load import EVERY, Outcome, load
        from wholeplace.ground.access.actor import service


        @pytest.mark.django_db
        def test_a_good_row_is_taken_in(tmp_path):
            file = tmp_path / "needs/<name>/published.csv"
            file.parent.mkdir(parents=True)
            file.write_text("code,figure\\nX08000001,1\\n")
            by = service("Published data")
            (report,) = load(folder=tmp_path, by=by, on=TODAY, places=(), importers=<name>.IMPORTERS)
            assert (report.outcome, report.tally.added) == (Outcome.TAKEN, 1)


        def test_it_is_taken_in_with_all_the_others():
            assert [one.about.title for one in <name>.IMPORTERS if one not in EVERY] == []
        ''',
        **words,
    )
    return Begun(
        files={
            path_of(f"wholeplace.edges.exchange.published.{wanted.name}"): importer,
            f"tests/exchange/published/test_{wanted.name}.py": test,
        },
        then=(f"Add *{wanted.name}.IMPORTERS to EVERY in wholeplace/edges/exchange/published/load.py.",),
    )


def _exported(wanted: Wanted, drawer: str, name: str) -> tuple[str, ...]:
    if drawer not in wanted.packages:
        return ()
    return (f"Name {name} in wholeplace/{wanted.floor}/{wanted.room}/{drawer}/__init__.py.",)


KINDS: dict[str, Callable[[Wanted], Begun]] = {
    "action": action,
    "rule": rule,
    "page": page,
    "indicator": indicator,
}
