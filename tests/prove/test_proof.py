"""Proof years later: every write leaves its event, and whatever is done to the sealed trail afterwards is found."""

import importlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import dj_database_url
import pytest
from django.db import connection, transaction

from tests.exchange.proof.trails import KEY, OTHER_KEY, a_trail
from tests.factories.worlds import TODAY
from tests.ground.test_action import Tried, leave_an_event
from tests.house.test_rooms import modules
from tests.prove.goals import chance, goal, size
from wholeplace.edges.exchange.proof import verify_trail
from wholeplace.ground.access.actor import Actor, Kind
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.access.policy import VERSION
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import OPEN_SCOPE, OrganisationKey
from wholeplace.ground.trail.action import ACTIONS, ForgottenDuty, record
from wholeplace.ground.trail.canonical import leaf_bytes
from wholeplace.ground.trail.exporting import covering, entry_of, exported, inclusion
from wholeplace.ground.trail.merkle import grown, leaf_hash, root_of
from wholeplace.ground.trail.models import Event, Head, Leaf
from wholeplace.ground.trail.request import request_id
from wholeplace.ground.trail.sealing import THE_SEALER, Kept, heads, seal
from wholeplace.ground.trail.signing import SealKey

GOLDEN = Path(__file__).parent / "golden"
OFFICER = Actor(
    kind=Kind.SERVICE, person_id=7, person_name="An officer", post_id=8, post_title="Commissioner", organisation_id=9,
    organisation_name="Marlbridge Council",
)  # fmt: skip


# --- A1: every action leaves its event in its own transaction -----------------------------------------------


def wrote(by: Actor) -> OrganisationKey:
    """Ask for authority, and write a row."""
    by.must(Permission.NEED_RECORD)
    return OrganisationKey.objects.create()


def does_it_all(*, by: Actor, on: Any, **_: Any) -> OrganisationKey:
    """Write a row and leave its event."""
    row = wrote(by)
    record(Tried(), subject=Ref("trial", row.public_id), scope=OPEN_SCOPE, by=by, on=on)
    return row


def leaves_no_event(*, by: Actor, on: Any, **_: Any) -> None:
    """Write a row, and forget its event."""
    wrote(by)


def asks_no_authority(*, by: Actor, on: Any, **_: Any) -> None:
    """Write a row and its event without having asked."""
    OrganisationKey.objects.create()
    leave_an_event(by)


def fails_at_the_end(*, by: Actor, on: Any, **_: Any) -> None:
    """Do all of it, then fail."""
    does_it_all(by=by, on=on)
    raise RuntimeError


@contextmanager
def doing(wrapper: Any, body: Any) -> Iterator[Any]:
    """The very wrapper of an action, with another body inside."""
    cell = wrapper.__closure__[wrapper.__code__.co_freevars.index("function")]
    own, cell.cell_contents = cell.cell_contents, body
    try:
        yield wrapper
    finally:
        cell.cell_contents = own


def counts() -> tuple[int, int]:
    """How many rows and events there are."""
    with speaking_for(OFFICER):
        return OrganisationKey.objects.count(), Event.objects.count()


@pytest.mark.django_db
def test_every_action_leaves_its_event_in_its_own_transaction_or_nothing_at_all():
    for module in modules():
        if ".actions" in module:
            importlib.import_module(module)
    token = request_id.set("0123456789abcdef")
    with goal("A1") as tally:
        tally.that(len(ACTIONS) > 80, f"only {len(ACTIONS)} actions were found")
        for name, wrapper in sorted(ACTIONS.items()):
            for body, fault in (
                (leaves_no_event, ForgottenDuty),
                (asks_no_authority, ForgottenDuty),
                (fails_at_the_end, RuntimeError),
            ):
                before, raised = counts(), False
                try:
                    with doing(wrapper, body) as act:
                        act(by=OFFICER, on=TODAY)
                except fault:
                    raised = True
                tally.that(raised and counts() == before, f"{name} left something where it {body.__name__}")
            with doing(wrapper, does_it_all) as act:
                row = act(by=OFFICER, on=TODAY)
            tally.that(tells_all_of(row), f"{name} left an event that does not tell all that it must")
    request_id.reset(token)


def tells_all_of(row: OrganisationKey) -> bool:
    """Whether the event about a row was written in its transaction, and tells who, as what, for whom and by what."""
    with speaking_for(OFFICER), connection.cursor() as cursor:
        event = Event.objects.get(subject_public_id=row.public_id)
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        told = (event.person_id, event.person_name, event.post_title, event.acting_for_id, event.authority)
        return (
            event.transaction == cursor.fetchone()[0]
            and told == (7, "An officer", "Commissioner", 9, [Permission.NEED_RECORD.value])
            and (event.policy, event.request) == (VERSION, "0123456789abcdef")
            and event.salt is not None
            and event.words_are_whole
        )


# --- A2, A3: a sealed trail in a real database --------------------------------------------------------------


@pytest.fixture
def sealed(own_database, tmp_path):
    """Thirty events of one day, sealed under four heads, on a connection that may do anything. What a partner holds."""
    for place in range(30):
        with doing(ACTIONS[min(ACTIONS)], does_it_all) as act:
            act(by=OFFICER, on=TODAY)
        if place in {6, 13, 21, 29}:
            list(seal(key=KEY, kept=Kept(tmp_path / "head.json")))
    held = [head.plain() for head in heads()]
    connection.close()
    connection.settings_dict.update(dj_database_url.parse(own_database.migrator))
    yield held
    connection.close()
    connection.settings_dict.update(dj_database_url.parse(own_database.runtime))


def tampering(how: Random) -> str:
    """Do one thing to the trail that nobody who serves could do, and say what it was."""
    return how.choice(TAMPERINGS)(how)


def run(sql: str, *given: Any) -> None:
    """Run SQL as the owner of every table."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def some_leaf(how: Random) -> Leaf:
    """Any sealed event's leaf."""
    return how.choice(list(Leaf.objects.order_by("place")))


EDITS = {
    "kind": "'NothingHappened'",
    "at": "at - interval '1 day'",
    '"on"': '"on" - 1',
    "subject_public_id": "'zzzzzzzzzzzz'",
    "post_title": "'Chief executive'",
    "acting_for_name": "'Another Council'",
    "authority": "ARRAY['fund.keep']",
    "policy": "repeat('0', 64)",
    "request": "'another'",
    "person_name": "'Somebody else'",
    "person_id": "person_id + 1",
    "sentence": "sentence || ' And more.'",
    "details": "details || '{\"more\": 1}'",
    "salt": "'\\x00'",
    "words_digest": "repeat('0', 64)",
    "transaction": "transaction - 1",
    "sensitivity": "'personal'",
    "audience": "ARRAY[99]",
}


def edits(how: Random) -> str:
    """Edit one column of one event."""
    column = how.choice(sorted(EDITS))
    run(f"UPDATE trail_event SET {column} = {EDITS[column]} WHERE id = %s", some_leaf(how).event)
    return f"edited {column}"


def edits_with_its_hashes(how: Random) -> str:
    """Edit an event, and everything in the database that would show it, but the signatures."""
    leaf = some_leaf(how)
    event = Event.objects.get(pk=leaf.event)
    event.sentence = "Something else happened."
    digest = verify_trail.content_hash([verify_trail.SCHEMA, bytes(event.salt), *event.words().values()])
    event.words_digest = digest
    run("UPDATE trail_event SET sentence = %s, words_digest = %s WHERE id = %s", event.sentence, digest, event.pk)
    run("UPDATE trail_leaf SET hash = %s WHERE place = %s", leaf_hash(leaf_bytes(event.leaf())), leaf.place)
    return "edited with its hashes"


def deletes(how: Random) -> str:
    """Delete an event."""
    run("DELETE FROM trail_event WHERE id = %s", some_leaf(how).event)
    return "deleted an event"


def deletes_and_closes_up(how: Random) -> str:
    """Delete an event with its leaf, and number the rest anew."""
    leaf = some_leaf(how)
    run("DELETE FROM trail_event WHERE id = %s", leaf.event)
    run("DELETE FROM trail_leaf WHERE place = %s", leaf.place)
    if how.random() < 0.5:
        run("UPDATE trail_leaf SET place = -place WHERE place > %s", leaf.place)
        run("UPDATE trail_leaf SET place = -place - 1 WHERE place < 0")
    return "deleted an event with its leaf"


def inserts(how: Random) -> str:
    """Insert an event into the past, sealed in between or not at all."""
    leaf = some_leaf(how)
    columns = ", ".join(f'"{f.column}"' for f in Event._meta.concrete_fields if f.column != "id")
    run(f"INSERT INTO trail_event (id, {columns}) SELECT 90000, {columns} FROM trail_event WHERE id = %s", leaf.event)
    if how.random() < 0.5:
        run("UPDATE trail_leaf SET place = -place WHERE place > %s", leaf.place)
        run("UPDATE trail_leaf SET place = -place + 1 WHERE place < 0")
        hashed = leaf_hash(leaf_bytes(Event.objects.get(pk=90000).leaf()))
        run("INSERT INTO trail_leaf VALUES (%s, 90000, %s)", leaf.place + 1, hashed)
    return "inserted an event"


def reorders(how: Random) -> str:
    """Swap two entries, with or without their hashes."""
    one, other = how.sample(list(Leaf.objects.all()), 2)
    whole = how.random() < 0.5
    run("UPDATE trail_leaf SET event = -1 WHERE place = %s", one.place)
    for leaf, place in ((other, one.place), (one, other.place))[::-1]:
        run("UPDATE trail_leaf SET event = %s WHERE place = %s", leaf.event, place)
        if whole:
            run("UPDATE trail_leaf SET hash = %s WHERE place = %s", bytes(leaf.hash), place)
    return "swapped two entries"


def truncates(how: Random) -> str:
    """Cut off the end, with the heads that would show it; at a head, it is an older backup."""
    at = how.choice([*range(1, 30), 7, 14, 22])
    run("DELETE FROM trail_event WHERE id IN (SELECT event FROM trail_leaf WHERE place >= %s)", at)
    run("DELETE FROM trail_leaf WHERE place >= %s", at)
    run("DELETE FROM trail_head WHERE size > %s", at)
    return f"cut off at {at}"


def signs_anew(how: Random) -> str:
    """Rewrite the history from an edit on, as it would have been, under a new key."""
    if how.random() < 0.7:
        edits_with_its_hashes(how)
    resign(OTHER_KEY)
    return "signed anew"


def signs_anew_with_the_stolen_key(how: Random) -> str:
    """Rewrite the history under the very key. Only what a partner holds can show it."""
    edits_with_its_hashes(how)
    resign(KEY)
    return "rewritten under the stolen key"


def resign(key: SealKey) -> None:
    """Sign every head of the tree as it is now."""
    leaves = [bytes(leaf.hash) for leaf in Leaf.objects.order_by("place")]
    for row in list(Head.objects.all()):
        root = root_of(grown(0, [], leaves[: row.size])[0])
        signature = key.signed("wholeplace head 1", row.size, root.hex(), row.sealed_at, row.watermark, key.public)
        given = (root.hex(), key.public, signature, row.size)
        run("UPDATE trail_head SET root = %s, key = %s, signature = %s WHERE size = %s", *given)


def flips_a_bit(how: Random) -> str:
    """One bit of one hash or signature."""
    if how.random() < 0.5:
        leaf, bit = some_leaf(how), how.randrange(256)
        run(
            "UPDATE trail_leaf SET hash = set_bit(hash, %s, 1 - get_bit(hash, %s)) WHERE place = %s",
            bit,
            bit,
            leaf.place,
        )
        return "flipped a bit of a leaf"
    run("UPDATE trail_head SET signature = reverse(signature) WHERE size = %s", how.choice([7, 14, 22, 30]))
    return "turned a signature round"


def blanks_words(how: Random) -> str:
    """Blank the words of an event as an erasure would, without an entry that says so."""
    run("UPDATE trail_event SET sentence = '', person_name = '', details = '{}', salt = NULL WHERE id = %s",
        some_leaf(how).event)  # fmt: skip
    return "blanked words"


TAMPERINGS = (
    edits, edits_with_its_hashes, deletes, deletes_and_closes_up, inserts, reorders, truncates, signs_anew,
    signs_anew_with_the_stolen_key, flips_a_bit, blanks_words,
)  # fmt: skip


def faults_now(held: list[dict[str, Any]]) -> list[str]:
    """What the verifier finds in the trail as the database shows it, with the newest head that a partner holds."""
    lines = [json.dumps(line) for line in exported()]
    return verify_trail.check_trail(lines, key=KEY.public, held=held[-1:])[0]


@pytest.mark.django_db(transaction=True)
def test_whatever_a_superuser_does_to_the_sealed_trail_is_found(sealed):
    how = chance("tampering")
    with goal("A2") as tally, speaking_for(THE_SEALER):
        tally.that(faults_now(sealed) == [], "faults were found where nothing was done")
        for _ in range(size(small=60, change=300, release=5_000)):
            try:
                with transaction.atomic():
                    done = tampering(how)
                    tally.that(faults_now(sealed) != [], f"not found: {done}")
                    raise InterruptedError
            except InterruptedError:
                continue
        tally.that(faults_now(sealed) == [], "the trail is not as it was")


@pytest.mark.django_db(transaction=True)
def test_the_inclusion_of_any_event_is_verified_by_one_file(sealed):
    how = chance("inclusion")
    with goal("A3") as tally, speaking_for(THE_SEALER):
        for _ in range(size(small=30, change=200, release=10_000)):
            event = Event.objects.get(pk=some_leaf(how).event)
            found = covering([event.pk])
            assert found is not None
            head, leaves = found
            entry = json.loads(json.dumps(entry_of(leaves[event.pk], event, words=True)))
            path = [bytes.fromhex(one) for one in inclusion(leaves[event.pk], under=head)]
            began = time.process_time()
            holds = (
                verify_trail.head_faults(head.plain(), KEY.public) == []
                and verify_trail.words_hold(entry)
                and verify_trail.inclusion_holds(
                    verify_trail.leaf_hash(entry["event"]), entry["place"], head.size, path, bytes.fromhex(head.root)
                )
            )
            tally.that(holds, f"event {event.pk} is not proved")
            tally.that(time.process_time() - began <= 1, f"event {event.pk} took longer than a second")


# --- A4: speed ----------------------------------------------------------------------------------------------


def test_the_whole_log_is_verified_in_time(tmp_path):
    many = size(small=5_000, change=100_000, release=1_000_000)
    allowed = {5_000: 0.5, 100_000: 10, 1_000_000: 60}[many]
    with (tmp_path / "trail.jsonl").open("w") as file:
        file.writelines(json.dumps(line) + "\n" for line in a_trail(many, heads=range(many // 10, many, many // 10)))
    with goal("A4") as tally, (tmp_path / "trail.jsonl").open() as lines:
        began = time.process_time()
        faults, _, summary = verify_trail.check_trail(lines, key=KEY.public)
        took = time.process_time() - began
        tally.checked += many
        tally.that(faults == [] and summary.startswith(f"{many:,} entries"), str(faults[:3]))
        tally.that(took <= allowed, f"{many:,} entries took {took:.1f} s of the processor, and may take {allowed}")


# --- A5, A6: old evidence, and one sequence of bytes --------------------------------------------------------


def test_evidence_of_earlier_releases_still_verifies():
    with goal("A5") as tally:
        for file in sorted(GOLDEN.glob("trail-*.jsonl")):
            held = verify_trail.held_heads(str(file.with_name(file.name.replace("trail", "held"))))
            faults, _, _ = verify_trail.check_trail(file.open(encoding="utf-8"), key=KEY.public, held=held)
            tally.that(faults == [] and bool(held), f"{file.name}: {faults}")
        for file in sorted(GOLDEN.glob("proofs-*.json")):
            for vector in json.loads(file.read_text()):
                tally.that(answers(vector) is vector["holds"], f"{file.name}: {vector['what']}")


def answers(vector: dict[str, Any]) -> bool:
    """What the verifier says of one proof."""
    path = [bytes.fromhex(one) for one in vector["path"]]
    root = bytes.fromhex(vector["root"])
    if "leaf" in vector:
        leaf = bytes.fromhex(vector["leaf"])
        return verify_trail.inclusion_holds(leaf, vector["place"], vector["size"], path, root)
    return verify_trail.growth_holds(vector["old"], bytes.fromhex(vector["old_root"]), vector["size"], root, path)


def some_value(how: Random, depth: int = 0) -> Any:
    """Any value that an event can hold, most of them easily taken for another."""
    kinds = [None, True, False, 0, 1, -1, 10**20, "", "1", "s1:", "é", "ab", "a", "n0:", how.randrange(1000)]
    if depth < 3 and how.random() < 0.5:
        parts = [some_value(how, depth + 1) for _ in range(how.randrange(4))]
        return parts if how.random() < 0.5 else {str(place): part for place, part in enumerate(parts)}
    return how.choice(kinds)


def read_back(content: bytes) -> tuple[Any, bytes]:
    """The value that these bytes were written from, and what follows them."""
    kind, rest = content[:1], content[1:]
    length, _, rest = rest.partition(b":")
    body, after = rest[: int(length)], rest[int(length) :]
    if kind in b"tp":
        parts = []
        while body:
            part, body = read_back(body)
            parts.append(part)
        return (dict(zip(parts[::2], parts[1::2], strict=True)) if kind == b"p" else parts), after
    plain = {b"n": lambda _: None, b"b": lambda b: b == b"1", b"i": int, b"s": bytes.decode}
    return plain[kind](body), after


def same(one: Any, other: Any) -> bool:
    """Whether two values are alike to the last type: 1 is neither True nor "1"."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def test_no_two_records_have_the_same_bytes():
    how = chance("canonical")
    with goal("A6") as tally:
        for _ in range(size(small=2_000, change=10_000, release=1_000_000)):
            value, other = some_value(how), some_value(how)
            written = verify_trail.canonical(value)
            tally.that(same(read_back(written)[0], value), f"{value!r} is not read back from its bytes")
            tally.that(
                same(value, other) is (written == verify_trail.canonical(other)), f"{value!r} and {other!r} share bytes"
            )
        vectors = [one for file in GOLDEN.glob("proofs-*.json") for one in json.loads(file.read_text())]
        tally.that(len(vectors) >= 300, f"there are only {len(vectors)} vectors")
        tally.that(not all(one["holds"] for one in vectors), "no broken proof is among the vectors")


def test_both_programs_write_the_same_bytes():
    how = chance("both")
    with goal("A6") as tally:
        for line in a_trail(size(small=50, change=500, release=5_000)):
            if "entry" in line:
                event = line["entry"]["event"] | {"acting_for_name": str(some_value(how))}
                hashed = sha256(b"\x00" + leaf_bytes(event)).digest()
                tally.that(verify_trail.leaf_hash(event) == hashed, f"the two differ on {event}")
