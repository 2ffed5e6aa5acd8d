"""Trails made up for tests, in the words of the exported format, without a database."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from wholeplace.ground.trail.canonical import ALGORITHM, SCHEMA, leaf_bytes, words_digest
from wholeplace.ground.trail.merkle import grown, leaf_hash, root_of
from wholeplace.ground.trail.signing import SealKey, SignedHead

KEY = SealKey.of("07" * 32)
OTHER_KEY = SealKey.of("08" * 32)
BEGAN = datetime(2026, 6, 1, 9, tzinfo=UTC)


def an_entry(place: int, *, kind: str = "NeedRecorded", **details: Any) -> dict[str, Any]:
    """One sealed event as it is exported."""
    words = {
        "person": 7 + place % 5,
        "person_name": f"Person {place % 5} of Marlbridge",
        "sentence": f"Recorded the need number {place} for £{place}.",
        "details": {"title": f"Falls at home {place}", "pence": place, "groups": ["older_people"]} | details,
    }
    salt = sha256(b"salt %d" % place).digest()[:16]
    event = {
        "schema": SCHEMA,
        "algorithm": ALGORITHM,
        "event": 1_000 + place,
        "transaction": 5_000 + place,
        "at": (BEGAN + timedelta(seconds=place)).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "on": "2026-06-01",
        "kind": kind,
        "subject_kind": "need",
        "subject_public_id": f"{place:012d}",
        "organisation": 3,
        "partnership": 1,
        "sensitivity": "partnership",
        "audience": [4, 5],
        "post_title": "Commissioner",
        "acting_for": 3,
        "acting_for_name": "Marlbridge Council",
        "authority": ["need.record"],
        "policy": "0" * 64,
        "request": f"{place:016x}",
        "words_digest": words_digest(words, salt=salt),
    }
    return {
        "place": place,
        "leaf": leaf_hash(leaf_bytes(event)).hex(),
        "event": event,
        "words": words,
        "salt": salt.hex(),
    }


def a_trail(size: int, *, heads: Sequence[int] = (), key: SealKey = KEY) -> Iterator[dict[str, Any]]:
    """An exported trail of this many entries with heads at these sizes, and one at the end."""
    yield {"format": "wholeplace trail 1"}
    yield from sealed((an_entry(place) for place in range(size)), heads={*heads, size}, key=key)


def sealed(entries: Any, *, heads: set[int], key: SealKey = KEY) -> Iterator[dict[str, Any]]:
    """These entries with the heads at these sizes."""
    peaks: list[bytes] = []
    for place, entry in enumerate(entries):
        yield {"entry": entry}
        peaks, _ = grown(place, peaks, [bytes.fromhex(entry["leaf"])])
        if place + 1 in heads:
            yield {"head": a_head(place + 1, root_of(peaks), key=key)}


def a_head(size: int, root: bytes, *, key: SealKey = KEY) -> dict[str, Any]:
    """A signed head."""
    at = BEGAN + timedelta(days=size)
    return SignedHead.made(size=size, root=root, sealed_at=at, watermark=5_000 + size, by=key).plain()


def text(lines: Any) -> list[str]:
    """The lines of the file."""
    return [json.dumps(line) + "\n" for line in lines]


def head_of(lines: list[dict[str, Any]], size: int) -> dict[str, Any]:
    """The head of this size among the lines."""
    return next(line["head"] for line in lines if line.get("head", {}).get("size") == size)
