"""Anybody can read the newest head, take the verifier, and fetch the heads with it."""

import io
import json

import pytest

from tests.exchange.proof.trails import KEY, OTHER_KEY
from tests.ground.trail.test_sealing import happen
from wholeplace.edges.exchange.proof import VERIFIER, verify_trail
from wholeplace.ground.trail.sealing import Kept, heads, seal

SITE = "https://marlbridge.example/api/v1/seals?size=2"


@pytest.fixture
def three_heads(db, tmp_path):
    """A trail with three heads."""
    for _ in range(3):
        happen(2)
        list(seal(key=KEY, kept=Kept(tmp_path / "head.json")))
    return heads()


@pytest.mark.django_db
def test_before_anything_is_sealed_the_page_says_so(client):
    assert "Nothing has been sealed here yet." in client.get("/seals").content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_page_of_proof_shows_the_newest_head_and_offers_the_verifier(client, three_heads):
    page = client.get("/seals").content.decode()
    assert three_heads[-1].root in page
    assert KEY.public in page
    assert client.get("/seals/verify_trail.py").content == VERIFIER.read_bytes()


@pytest.mark.django_db(transaction=True)
def test_a_partner_fetches_every_head_once_and_notices_what_changes(client, three_heads, tmp_path, monkeypatch):
    def answered(address, timeout):
        return io.BytesIO(client.get(address.removeprefix("https://marlbridge.example")).content)

    monkeypatch.setattr(verify_trail.urllib.request, "urlopen", answered)
    file = str(tmp_path / "held.jsonl")
    assert verify_trail.fetch(SITE, key=KEY.public, path=file) == (
        [],
        ["3 new heads are held now."],
        "3 heads of the site",
    )
    assert verify_trail.held_heads(file) == [head.plain() for head in three_heads]
    assert verify_trail.fetch(SITE, key=KEY.public, path=file)[1] == ["0 new heads are held now."]

    faults, _, _ = verify_trail.fetch(SITE, key=OTHER_KEY.public, path=str(tmp_path / "other.jsonl"))
    assert len(faults) == 3
    changed = [three_heads[0].plain() | {"root": "0" * 64}]
    (tmp_path / "held.jsonl").write_text(json.dumps(changed[0]))
    assert "is no longer the one that the site shows" in verify_trail.fetch(SITE, key=KEY.public, path=file)[0][0]
    monkeypatch.setattr(verify_trail, "growth_holds", lambda *given: False)
    assert "did not grow" in verify_trail.fetch(SITE, key=KEY.public, path=str(tmp_path / "new.jsonl"))[0][0]
