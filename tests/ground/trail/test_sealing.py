"""What has happened is sealed afterwards: all of it, once, in order, and never over a history that was changed."""

import json
import threading

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections, transaction

from tests.factories.worlds import TODAY
from tests.ground.test_action import dutiful
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.roles import READER, SEALER, WRITER
from wholeplace.ground.trail.models import Event, Head, Leaf, Node
from wholeplace.ground.trail.sealing import THE_SEALER, Broken, Kept, declare_recovery, heads, seal
from wholeplace.ground.trail.signing import SealKey

KEY = SealKey.of("07" * 32)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept(tmp_path):
    """Where the last head is kept."""
    return Kept(tmp_path / "head.json")


def happen(times):
    """Something happens so many times, each in a transaction of its own."""
    for _ in range(times):
        dutiful(by=BOOTSTRAP, on=TODAY)


def sealed(kept, **how):
    """Seal everything there is; the sizes of the heads."""
    return [head.size for head in seal(key=KEY, kept=kept, **how)]


def as_superuser(database, sql):
    """Change something as nobody who serves may."""
    with psycopg.connect(database.migrator, autocommit=True) as owner:
        owner.execute(sql)


def test_everything_is_sealed_once_in_batches_and_each_head_is_signed(kept):
    happen(5)
    assert sealed(kept, batch=2) == [2, 4, 5]
    assert sealed(kept) == []
    happen(1)
    assert sealed(kept) == [6]

    assert all(head.is_signed_by(KEY.public) for head in heads())
    assert not any(head.is_signed_by(SealKey.of("08" * 32).public) for head in heads())
    assert Leaf.objects.count() == 6
    assert Node.objects.count() == 4
    assert kept.head() == heads()[-1]
    with speaking_for(BOOTSTRAP):
        events = list(Event.objects.order_by("transaction", "pk").values_list("pk", flat=True))
    assert list(Leaf.objects.order_by("place").values_list("event", flat=True)) == events


def test_an_event_that_commits_late_is_sealed_in_its_turn_and_not_lost(kept):
    begun, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            dutiful(by=BOOTSTRAP, on=TODAY)
            begun.set()
            go_on.wait(10)
        connections.close_all()

    other = threading.Thread(target=slow)
    other.start()
    begun.wait(10)
    happen(2)
    assert sealed(kept) == []
    go_on.set()
    other.join()
    assert sealed(kept) == [3]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE trail_node SET hash = sha256('x') WHERE level = 1",
        "UPDATE trail_head SET root = repeat('0', 64)",
        "UPDATE trail_leaf SET hash = sha256('x') WHERE place = 2",
        "DELETE FROM trail_head; DELETE FROM trail_leaf; DELETE FROM trail_node",
    ],
)
def test_nothing_is_sealed_over_a_tree_that_was_changed(own_database, kept, change):
    happen(3)
    sealed(kept)
    happen(1)
    as_superuser(own_database, change)

    before = Leaf.objects.count()
    with pytest.raises(Broken):
        sealed(kept)
    assert Leaf.objects.count() == before


def test_words_changed_before_sealing_are_not_sealed(own_database, kept):
    happen(1)
    as_superuser(own_database, "UPDATE trail_event SET sentence = 'Something else.'")
    with pytest.raises(Broken, match="changed before sealing"):
        sealed(kept)


def test_an_older_backup_is_noticed_and_sealed_on_only_once_it_was_declared(own_database, kept):
    happen(2)
    sealed(kept)
    happen(2)
    sealed(kept)
    lost = kept.head()
    as_superuser(
        own_database,
        "DELETE FROM trail_head WHERE size = 4; DELETE FROM trail_leaf WHERE place > 1;"
        " DELETE FROM trail_node WHERE (level, place) <> (1, 0);"
        " DELETE FROM trail_event WHERE id NOT IN (SELECT event FROM trail_leaf)",
    )
    happen(1)
    with pytest.raises(Broken, match="older backup"):
        sealed(kept)

    declare_recovery(lost=lost, because="The disk was lost.", key=KEY, by=THE_SEALER, on=TODAY)
    kept.file.unlink()
    assert sealed(kept) == [4]
    with speaking_for(BOOTSTRAP):
        told = Event.objects.get(kind="HistoryRestored")
    assert told.details["lost_root"] == lost.root
    assert "of 4 sealed entries 2 were kept" in told.sentence


def test_a_dump_restored_into_a_new_server_is_sealed_on(own_database, kept):
    happen(2)
    # In a new server transactions count anew from a small number.
    as_superuser(own_database, "UPDATE trail_event SET transaction = transaction + 1000000000")
    assert sealed(kept) == []
    watermark = 10**9 * 2
    head = kept_head_with(watermark)
    happen(1)
    assert head.is_signed_by(KEY.public)
    assert sealed(kept, batch=2) == [3, 4]
    happen(2)
    assert sealed(kept) == [6]


def kept_head_with(watermark):
    """A first sealed entry under a head of this watermark, as an older server signed it."""
    from wholeplace.ground.trail.canonical import leaf_bytes
    from wholeplace.ground.trail.merkle import leaf_hash
    from wholeplace.ground.trail.sealing import _as_sealer, _now
    from wholeplace.ground.trail.signing import SignedHead

    dutiful(by=BOOTSTRAP, on=TODAY)
    with speaking_for(BOOTSTRAP), _as_sealer():
        event = Event.objects.latest("pk")
        hashed = leaf_hash(leaf_bytes(event.leaf()))
        Leaf.objects.create(place=0, event=event.pk, hash=hashed)
        head = SignedHead.made(size=1, root=hashed, sealed_at=_now(), watermark=watermark, by=KEY)
        Head.objects.create(**head.plain())
    return head


def test_nobody_who_serves_may_change_a_seal_and_only_the_sealer_may_add_one():
    with connection.cursor() as cursor:
        for table in ("trail_leaf", "trail_node", "trail_head"):
            for role in (READER, WRITER, SEALER):
                for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
                    cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [role, table, right])
                    assert cursor.fetchone() == ((role, right) == (SEALER, "INSERT"),), (table, role, right)
        cursor.execute("SELECT has_table_privilege(%s, 'trail_event', 'INSERT')", [SEALER])
        assert cursor.fetchone() == (False,)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Leaf.objects.create(place=0, event=1, hash=b"x")


def test_the_kept_head_is_plain_json(kept):
    happen(1)
    sealed(kept)
    assert json.loads(kept.file.read_text()).keys() == {"size", "root", "sealed_at", "watermark", "key", "signature"}
