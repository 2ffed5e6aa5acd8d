"""The prober of parents and far ends fails on a planted fault: a link, a policy or a rule that is not there."""

from collections.abc import Iterator

import pytest

from tests.api.acts import ACTS
from tests.api.place import Place
from tests.prove.goals import chance
from tests.prove.net.world import World
from tests.prove.parents import hung, led_astray, links
from wholeplace.together.decisions.rules.meetings import moving

PART, LINKED = "needs_evidence", "outcomes_outcomeneed"


@pytest.fixture
def planted(net: World) -> Iterator[World]:
    """The world, whose links and policies are put back after the fault."""
    with net.owner() as owner:
        kept = owner.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conname IN (%s, %s)",
            [f"{PART}_follows", f"{LINKED}_reaches_need"],
        ).fetchall()
        ((adds,),) = owner.execute(
            "SELECT pg_get_expr(polwithcheck, polrelid) FROM pg_policy WHERE polname = 'adds'"
            " AND polrelid = %s::regclass",
            [PART],
        )
    yield net
    with net.owner() as owner:
        owner.execute(f"ALTER POLICY adds ON {PART} WITH CHECK ({adds})")
        for table, name, definition in kept:
            owner.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
            owner.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def found(world: World, table: str, column: str) -> list[str]:
    """What the prober says of a foreign key."""
    (link,) = (one for one in links() if (one.table, one.column) == (table, column))
    return [said for said in hung(world, link, chance("planted")) if said]


def test_without_a_fault_nothing_is_found(planted: World):
    assert found(planted, PART, "need_id") == found(planted, LINKED, "need_id") == []


@pytest.mark.parametrize(
    "fault, table",
    [
        (f"ALTER TABLE {PART} DROP CONSTRAINT {PART}_follows", PART),
        (f"ALTER TABLE {LINKED} DROP CONSTRAINT {LINKED}_reaches_need", LINKED),
        (f"ALTER POLICY adds ON {PART} WITH CHECK (true)", PART),
    ],
)
def test_a_link_or_a_policy_that_is_gone_is_found(planted: World, fault: str, table: str):
    with planted.owner() as owner:
        owner.execute(fault)
    assert any("wrote 1 rows" in one for one in found(planted, table, "need_id"))


def test_an_act_that_passes_over_what_is_not_there_is_found(place: Place, monkeypatch: pytest.MonkeyPatch):
    act = ACTS["hold_meeting"]
    assert not any(led_astray(place, act))

    monkeypatch.setitem(moving._by_number, 4, moving._by_number[1])
    assert any("decisions_attendance" in one for one in led_astray(place, act))
