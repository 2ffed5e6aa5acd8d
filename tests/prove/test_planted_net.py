"""Each prober is shown a planted fault, and must find it."""

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.http import HttpResponse

from tests.prove.goals import Tally, chance
from tests.prove.net.crawl import all_text, asks, leaks, lists, wrong
from tests.prove.net.pool import one_turn
from tests.prove.net.readers import Reader, readers
from tests.prove.net.routes import Undeclared, reads, tables_of
from tests.prove.net.sql import Sql
from tests.prove.net.structure import findings
from tests.prove.net.world import World
from wholeplace.ground.records import context, models

NEEDS = "needs_need"


@pytest.fixture
def planted(net: World) -> Iterator[World]:
    """The world, whose walls are put back after the fault."""
    with net.owner() as owner:
        ((sees,),) = owner.execute(
            "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polname = 'sees' AND polrelid = %s::regclass",
            [NEEDS],
        )
    yield net
    with net.owner() as owner:
        owner.execute(f"ALTER POLICY sees ON {NEEDS} USING ({sees})")
        owner.execute("DROP FUNCTION IF EXISTS public.planted(); DROP VIEW IF EXISTS public.planted")
    net.row_security(on=True)


def found_by_the_audit(world: World) -> list[str]:
    """What the audit of the structure says."""
    with world.owner() as owner:
        return [otherwise for holds, otherwise in findings(owner) if not holds]


def found_by_sql(world: World) -> list[str]:
    """What random statements on one table find."""
    tally = Tally("X9")
    Sql(world, chance("planted"), tally, only=frozenset({NEEDS})).run(60)
    return tally.failures


def everybody(world: World) -> list[Reader]:
    """A few who ask."""
    return readers(world, chance("planted"), most=4)


def forget_seen_by(patch: pytest.MonkeyPatch) -> None:
    """The queries of needs forget who is asking."""
    seen_by = models.Rows.seen_by
    patch.setattr(
        models.Rows,
        "seen_by",
        lambda self, actor: self if self.model._meta.db_table == NEEDS else seen_by(self, actor),
    )


def test_without_a_fault_nothing_is_found(net: World):
    assert found_by_the_audit(net) == []
    assert found_by_sql(net) == []


def test_a_policy_that_lets_everything_through_is_found(planted: World):
    with planted.owner() as owner:
        owner.execute(f"ALTER POLICY sees ON {NEEDS} USING (true)")
    assert any("unlike the others" in one for one in found_by_the_audit(planted))
    assert found_by_sql(planted)


@pytest.mark.parametrize(
    "fault,said",
    [
        (f"ALTER TABLE {NEEDS} NO FORCE ROW LEVEL SECURITY", f"{NEEDS}: row security does not bind its owner"),
        (f"ALTER TABLE {NEEDS} DISABLE ROW LEVEL SECURITY", f"{NEEDS}: row security is not enabled"),
        (
            "CREATE FUNCTION public.planted() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
            "public.planted works as its owner without a fixed search path",
        ),
        (f"CREATE VIEW public.planted AS SELECT * FROM {NEEDS}", "planted is read as its owner"),
    ],
)
def test_a_fault_of_structure_is_found(planted: World, fault: str, said: str):
    with planted.owner() as owner:
        owner.execute(fault)
    assert said in found_by_the_audit(planted)


def test_a_list_that_forgets_who_asks_is_found_by_what_it_lists(planted: World, monkeypatch: pytest.MonkeyPatch):
    forget_seen_by(monkeypatch)
    planted.row_security(on=False)
    routes = tuple(route for route in reads() if route.name == "list_needs")
    monkeypatch.setattr("tests.prove.net.crawl.reads", lambda: routes)
    assert [what for _, what, holds in lists(planted, everybody(planted)) if not holds]


@pytest.mark.parametrize("name", ["needs", "set-outcome"])
def test_a_page_or_a_form_that_names_hidden_rows_is_found(planted: World, monkeypatch: pytest.MonkeyPatch, name: str):
    forget_seen_by(monkeypatch)
    planted.row_security(on=False)
    routes = tuple(route for route in reads() if route.name == name)
    those = [one for one in everybody(planted) if name == "needs" or "outcome.set" in one.permissions]
    drawn = islice(asks(planted, those, chance("planted"), routes=routes), 12)
    assert [said for ask in drawn if (said := wrong(planted, ask, ask.sent()))]


def test_what_is_zipped_is_looked_through(net: World):
    number, table = next((number, one) for number, one in enumerate(net.tables) if one.name == NEEDS)
    public, *_ = everybody(net)
    hidden = next(row.id for row in net.dump.rows[NEEDS].values() if row.sensitivity != "public")
    inside = BytesIO()
    with ZipFile(inside, "w", ZIP_DEFLATED) as held:
        held.writestr("needs.csv", f"zq{number}c0r{hidden}qz As said " * 9)
    assert leaks(net, public, all_text(HttpResponse(inside.getvalue()))) == [
        f"{NEEDS}.{table.texts[0][0]} of row {hidden}"
    ]


def test_an_address_that_is_of_no_record_is_found(net: World):
    public, *_ = everybody(net)
    assert leaks(net, public, "Ask somebody1@net.example") == ["the address somebody1@net.example"]


def test_nothing_is_asked_twice_and_the_asking_ends(net: World):
    routes = tuple(route for route in reads() if route.name == "read_need")
    drawn = [(id(ask.reader), ask.address) for ask in asks(net, everybody(net)[:2], chance("planted"), routes=routes)]
    assert len(drawn) == len(set(drawn)) == 2 * len(net.dump.rows[NEEDS])


def test_an_address_of_a_kind_that_nobody_declared_is_found():
    with pytest.raises(Undeclared, match="secrets"):
        tables_of("secrets/<str:reference>")


def test_a_context_that_outlives_its_transaction_is_found(net: World, monkeypatch: pytest.MonkeyPatch):
    def for_the_whole_session(message: str) -> None:
        with context.connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('wholeplace.context', %s, false), set_config('wholeplace.signature', %s, false)",
                [message or "left", context._signature(message)],
            )

    monkeypatch.setattr(context, "_tell", for_the_whole_session)
    found = [one_turn(net, chance(f"planted {number}")) for number in range(3)]
    context.connection.close()
    assert any("left over" in one for one in found)
