"""Packs of decisions, and lawful erasure, on a whole governed city whose trail is sealed."""

import io
import json
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from tests.exchange.proof.trails import KEY
from tests.factories.governance import Governed, about, govern, person_of, taken
from tests.factories.worlds import TODAY, build_city
from tests.prove.goals import chance, goal, size
from wholeplace.edges.exchange.proof import verify_trail
from wholeplace.edges.exchange.proof.pack import decision_pack
from wholeplace.ground.access.actor import NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.exporting import exported
from wholeplace.ground.trail.models import Event
from wholeplace.ground.trail.sealing import THE_SEALER, Kept, heads, seal
from wholeplace.together.decisions import actions
from wholeplace.together.decisions.rules.papers import DEMANDED

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept(tmp_path):
    """Where the last head is kept."""
    return Kept(tmp_path / "head.json")


@pytest.fixture
def governed(kept) -> Governed:
    """A governed city, whose members are recorded by those who govern it."""
    return govern(build_city())


def decided(governed: Governed, number: int) -> str:
    """A decision on two papers, one of them exempt, recorded by the governance officer."""
    by = governed.city.commissioner
    item = actions.put_on_agenda(
        board=governed.executive.public_id, about=about(title=f"Matter {number}"), meets_on=TODAY,
        short_notice_because="Urgent.", by=by, on=TODAY,
    )  # fmt: skip
    for exempt in (False, True):
        paper = actions.write_paper(
            item=item.public_id, title=f"Paper {number}", answers=dict.fromkeys(DEMANDED, f"As said in {number}."),
            **({"is_exempt": True, "exempt_rule": "Paragraph 3"} if exempt else {}), by=by, on=TODAY,
        )  # fmt: skip
        actions.publish_paper(paper=paper.public_id, by=by, on=TODAY)
    ref = actions.record_elsewhere(
        taken_by="Executive", source=f"Minute {number}", about=about(title=f"Matter {number}"), taken=taken(),
        decider=governed.executive, item=item.public_id, by=governed.city.governance, on=TODAY,
    )  # fmt: skip
    return ref.public_id


def pack_of(governed: Governed, decision: str) -> bytes:
    """The pack as the governance officer may see it."""
    with speaking_for(governed.city.governance):
        return decision_pack(reference=decision, seen_by=governed.city.governance)


def files_of(pack: bytes) -> dict[str, bytes]:
    """The files in a pack by name."""
    with ZipFile(io.BytesIO(pack)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def held() -> list[dict]:
    """The heads that a partner holds."""
    return [head.plain() for head in heads()]


def swapped(files: dict[str, bytes], how) -> str:
    """Change one thing in a pack as somebody would who also adapts the list of its files."""
    what = how.choice(["decision.json", "paper", "words", "event", "path", "name"])
    proof = json.loads(files["proof.json"])
    entry = how.choice(proof["entries"])
    if what == "decision.json":
        said = json.loads(files[what])
        said["frozen"]["conditions"] = "None at all."
        files[what] = json.dumps(said).encode()
    elif what == "paper":
        name = how.choice([name for name in files if name.startswith("papers/")])
        paper = json.loads(files[name])
        paper["content"]["title"] = "Another paper"
        files[name] = json.dumps(paper).encode()
    elif what == "words":
        entry["words"]["sentence"] = "Something else."
    elif what == "event":
        entry["event"]["post_title"] = "Chief executive"
    elif what == "name":
        proof["decision"] = f"decision:{'7' * 12}"
    else:
        entry["path"][0] = "0" * 64
    proof["files"] = {name: verify_trail.hashlib.sha256(files[name]).hexdigest() for name in proof["files"]}
    files["proof.json"] = json.dumps(proof).encode()
    return what


def test_a_pack_is_the_same_when_made_again_and_a_swapped_file_in_it_is_found(governed, kept):
    how = chance("packs")
    with goal("A9") as same, goal("A2") as found:
        for number in range(size(small=2, change=20, release=500)):
            decision = decided(governed, number)
            with pytest.raises(Refused, match="not all sealed"):
                pack_of(governed, decision)
            list(seal(key=KEY, kept=kept))
            pack = pack_of(governed, decision)
            decided(governed, 10_000 + number)
            list(seal(key=KEY, kept=kept))
            same.that(pack_of(governed, decision) == pack, f"the pack of {decision} differs when made again")
            faults, notes, _ = verify_trail.check_pack(files_of(pack), key=KEY.public, held=held())
            same.that(faults == [], f"{decision}: {faults}")
            same.that(any("Executive: approved" in note for note in notes), "the decision is not told")
            for _ in range(5):
                files = files_of(pack)
                what = swapped(files, how)
                faults = verify_trail.check_pack(files, key=KEY.public, held=held())[0]
                found.that(faults != [], f"not found: another {what}")


def test_a_pack_is_for_those_who_may_read_the_trail_and_holds_nothing_hidden_from_them(governed, kept):
    decision = decided(governed, 1)
    list(seal(key=KEY, kept=kept))
    for actor in (governed.city.commissioner, governed.city.icb_governance):
        with speaking_for(actor), pytest.raises(NotAllowed):
            decision_pack(reference=decision, seen_by=actor)
    with goal("A9") as tally, speaking_for(governed.city.governance):
        said = json.loads(files_of(pack_of(governed, decision))["decision.json"])
        tally.that(bool(said["rules"] and said["law"]), "the rules and numbers of law of the day are not in it")


def test_erased_words_are_gone_and_the_trail_verifies(governed, kept, own_database, monkeypatch, capsys):
    monkeypatch.setenv("MIGRATOR_DATABASE_URL", own_database.migrator)
    list(seal(key=KEY, kept=kept))
    names = list(governed.city.actors)[: size(small=3, change=9, release=9)]
    with goal("A7") as tally:
        for name in names:
            actor = getattr(governed.city, name)
            with speaking_for(THE_SEALER):
                before = {event.pk: event.leaf() for event in Event.objects.all()}
            call_command(
                "erase_words", person_of(actor), because="A request.", list=kept.file.with_name("erasures.jsonl")
            )
            list(seal(key=KEY, kept=kept))
            with speaking_for(THE_SEALER):
                lines = [json.dumps(line, ensure_ascii=False) for line in exported()]
                after = {event.pk: event.leaf() for event in Event.objects.all()}
            faults = verify_trail.check_trail(lines, key=KEY.public, held=held())[0]
            tally.that(faults == [], f"{name}: {faults}")
            tally.that(not any(actor.person_name in line for line in lines), f"{name} still stands in the trail")
            tally.that({one: after[one] for one in before} == before, f"{name}: something else was changed")
        brought_back(own_database)
        call_command("erase_words", because="Restored.", list=kept.file.with_name("erasures.jsonl"))
        tally.that("Erased the words of 1 events" in capsys.readouterr().out, "what came back was not erased again")


def brought_back(database) -> None:
    """One erased event has words again, as a restored backup would bring them."""
    from tests.ground.trail.test_sealing import as_superuser

    as_superuser(
        database,
        "UPDATE trail_event SET salt = '\\x00', sentence = 'Here again.' WHERE id ="
        " (SELECT min(id) FROM trail_event WHERE salt IS NULL)",
    )


def test_only_the_owner_erases(governed, monkeypatch, tmp_path):
    monkeypatch.delenv("MIGRATOR_DATABASE_URL", raising=False)
    with pytest.raises(CommandError, match="owner"):
        call_command("erase_words", because="A request.", list=tmp_path / "erasures.jsonl")
