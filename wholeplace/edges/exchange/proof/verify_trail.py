#!/usr/bin/env python3
"""Check an exported trail or a decision pack, with nothing but this file and Python.

    python3 verify_trail.py trail.jsonl --key KEY [--held heads.jsonl]
    python3 verify_trail.py decision-abc.zip --key KEY [--held heads.jsonl]
    python3 verify_trail.py --fetch https://site/api/v1/seals --key KEY --held heads.jsonl

KEY is the public key of the trail, 64 hexadecimal digits: take it from whoever held it first, never from the file that
you check. `--held` is a file of heads that somebody outside held since (one in JSON a line); without one, an older
backup or a cut-off end cannot be told from a trail that is whole. `--fetch` adds the heads of a site to that file.

It ends with 0 where everything holds, with 1 where something was found, and with 2 where it could not read.
"""

import argparse
import hashlib
import http.client
import json
import sys
import urllib.parse
import urllib.request
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

LEAF = (
    *("schema", "algorithm", "event", "transaction", "at", "on", "kind", "subject_kind", "subject_public_id"),
    *("organisation", "partnership", "sensitivity", "audience", "post_title", "acting_for", "acting_for_name"),
    *("authority", "policy", "request", "words_digest"),
)
WORDS = ("person", "person_name", "sentence", "details")
HEAD = ("size", "root", "sealed_at", "watermark", "key", "signature")
SCHEMA, VALUE = "wholeplace event 1", b"wholeplace value 1\n"

Plain = dict[str, Any]
Found = tuple[list[str], list[str], str]
"""What is wrong, what to know besides, and how much was checked."""
Point = tuple[int, int, int, int]


class Unreadable(Exception):
    """The file is not what this program checks."""


MALFORMED = (KeyError, TypeError, ValueError, AttributeError, RecursionError)
"""How a text of another form shows itself."""
BROKEN = (Unreadable, OSError, RuntimeError, zipfile.BadZipFile, zlib.error, http.client.HTTPException)
"""How a file or an answer that is damaged shows itself."""


def read_json(text: str | bytes) -> Any:
    """The one value that a text of JSON says. A name that stands twice would say something else to another reader."""
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> Plain:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Unreadable(f"a name stands twice among {', '.join(name for name, _ in pairs)}")
    return made


# --- Ed25519 (RFC 8032): checking only, so nothing here is secret -------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def _added(one: Point, other: Point) -> Point:
    (x1, y1, z1, t1), (x2, y2, z2, t2) = one, other
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar: int, point: Point) -> Point:
    found = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            found = _added(found, point)
        point = _added(point, point)
        scalar >>= 1
    return found


def _point(packed: bytes) -> Point | None:
    if len(packed) != 32:
        return None
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")) or (0, 1, 1, 0)


def signature_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this is the signature of the message under the public key, all three as bytes."""
    key, commitment = _point(public), _point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or commitment is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = _times(s, BASE), _added(commitment, _times(k, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 == (left[1] * right[2] - right[1] * left[2]) % P


# --- One sequence of bytes for one value --------------------------------------------------------------------


def canonical(value: Any) -> bytes:
    """The bytes of a value: its type in a letter, the length of what follows, a colon, and the bytes themselves."""
    kind = type(value)
    if kind is str:
        content, letter = value.encode(), b"s"
    elif kind is int:
        content, letter = b"%d" % value, b"i"
    elif value is None:
        return b"n0:"
    elif kind is bool:
        content, letter = b"1" if value else b"0", b"b"
    elif kind is list or kind is tuple:
        content, letter = b"".join(map(canonical, value)), b"t"
    elif kind is dict:
        pairs = sorted((name.encode(), one) for name, one in value.items())
        content, letter = b"".join(canonical(name.decode()) + canonical(one) for name, one in pairs), b"p"
    elif kind is bytes:
        content, letter = value, b"y"
    else:
        raise Unreadable(f"{value!r} has no place in a trail")
    return b"%b%d:%b" % (letter, len(content), content)


def content_hash(value: Any) -> str:
    """The SHA-256 of a value, in hexadecimal digits."""
    return hashlib.sha256(VALUE + canonical(value)).hexdigest()


# --- The tree (RFC 6962) ------------------------------------------------------------------------------------


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two hashes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(peaks: list[bytes]) -> bytes:
    """The root over the whole parts of a tree, from the left."""
    if not peaks:
        return hashlib.sha256(b"").digest()
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def inclusion_holds(leaf: bytes, place: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Whether the leaf stands at this place of the tree of this size and root."""
    if not 0 <= place < size:
        return False
    last, found = size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(sibling, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def growth_holds(old: int, old_root: bytes, size: int, root: bytes, path: list[bytes]) -> bool:
    """Whether the tree of this size and root only added to the one of the old size and root."""
    if old == size:
        return not path and old_root == root
    if not 0 < old < size:
        return False
    path = list(path) if old & (old - 1) else [old_root, *path]
    if not path:
        return False
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    was = now = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            was, now = node_hash(sibling, was), node_hash(sibling, now)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            now = node_hash(now, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and was == old_root and now == root


# --- What is checked of each part ---------------------------------------------------------------------------


def head_faults(head: Plain, key: str) -> list[str]:
    """What is wrong with a signed head."""
    if sorted(head) != sorted(HEAD):
        return ["is not a head: it has other parts"]
    text = "".join(f"{line}\n" for line in ["wholeplace head 1", *(head[name] for name in HEAD[:-1])])
    if head["key"] != key:
        return ["is signed with another key than the one that you gave: somebody signed the history anew"]
    if not signature_holds(bytes.fromhex(key), text.encode(), bytes.fromhex(head["signature"])):
        return ["has a signature that does not hold: it was changed after it was signed"]
    return []


def leaf_hash(event: Plain) -> bytes:
    """The hash of an event at its place in the tree."""
    if len(event) != len(LEAF) or event.get("schema") != SCHEMA:
        raise Unreadable("an event has other parts, or is of a schema that this program does not know")
    content = VALUE + canonical([event[name] for name in LEAF])
    return hashlib.sha256(b"\x00" + content).digest()


def words_hold(entry: Plain) -> bool:
    """Whether the words of an entry are those that were digested when the event was left."""
    words = entry["words"]
    if len(words) != len(WORDS):
        return False
    digest = content_hash([SCHEMA, bytes.fromhex(entry["salt"] or ""), *(words[name] for name in WORDS)])
    return bool(digest == entry["event"]["words_digest"])


class Recovery:
    """A signed entry that says: an older backup was restored, and these entries can no longer be shown."""

    def __init__(self, details: Plain, key: str) -> None:
        """Read it, and check its own signature."""
        self.kept, self.lost, self.because = details["kept_size"], details["lost_size"], details["because"]
        self.root = details["lost_root"]
        lines = ["wholeplace recovery 1", self.kept, self.lost, self.root, key]
        text = "".join(f"{line}\n" for line in lines)
        self.holds = signature_holds(bytes.fromhex(key), text.encode(), bytes.fromhex(details["signature"]))

    def explains(self, head: Plain) -> bool:
        """Whether a head that was held speaks of what this entry says is lost."""
        is_lost = self.kept < head["size"] < self.lost or (head["size"], head["root"]) == (self.lost, self.root)
        return self.holds and is_lost


class Trail:
    """A whole exported trail, checked line by line."""

    def __init__(self, key: str, held: list[Plain]) -> None:
        """Check under this key, and against the heads that were held."""
        self.key, self.held = key, held
        self.wanted = {head["size"] for head in held}
        self.faults: list[str] = []
        self.notes: list[str] = []
        self.peaks: list[bytes] = []
        self.roots: dict[int, str] = {}
        self.heads: list[Plain] = []
        self.size = self.sound = self.withheld = self.late = 0
        self.seen: set[int] = set()
        self.erased: dict[int, int] = {}
        self.to_erase: set[int] = set()
        self.recoveries: list[Recovery] = []

    def take(self, line: Plain) -> None:
        """Take one line in."""
        kind = next(iter(line), "")
        if kind == "entry":
            self._entry(line["entry"])
        elif kind == "head":
            self._head(line["head"])
        elif kind == "unsealed":
            self._unsealed(line["unsealed"])
        else:
            raise Unreadable(f"a line of the kind {kind!r}")

    def _entry(self, entry: Plain) -> None:
        place, event, hashed = entry["place"], entry["event"], bytes.fromhex(entry["leaf"])
        if place != self.size:
            self._fault(f"Entry {place:,} stands where entry {self.size:,} belongs: entries were left out or moved.")
        if event is None:
            self._fault(f"Entry {place:,} was deleted: its hash is there, the event is not.")
        elif leaf_hash(event) != hashed:
            self._fault(f"Entry {place:,} (event {event['event']}) was changed, swapped or moved after it was sealed.")
        else:
            self._event(place, event, entry)
        level = self.size
        self.peaks.append(hashed)
        while level & 1:
            right = self.peaks.pop()
            self.peaks[-1] = node_hash(self.peaks[-1], right)
            level >>= 1
        self.size += 1
        if self.size in self.wanted:
            self.roots[self.size] = root_of(self.peaks).hex()

    def _event(self, place: int, event: Plain, entry: Plain) -> None:
        number = event["event"]
        if number in self.seen:
            self._fault(f"Entry {place:,} tells event {number} a second time.")
        self.seen.add(number)
        if entry["words"] is None:
            if entry.get("withheld"):
                self.withheld += 1
            else:
                self.erased[number] = place
            return
        if not words_hold(entry):
            self._fault(f"The words of entry {place:,} (event {number}) were changed after they were written.")
            return
        details = entry["words"]["details"]
        if event["kind"] == "WordsErased":
            self.to_erase.update(details["events"])
        if event["kind"] == "HistoryRestored":
            self.recoveries.append(Recovery(details, self.key))

    def _head(self, head: Plain) -> None:
        for fault in head_faults(head, self.key):
            self._fault(f"The head of {head.get('size', 0):,} entries {fault}.")
        if head["size"] != self.size:
            self._fault(
                f"A head of {head['size']:,} entries stands after {self.size:,}: entries were added or cut off."
            )
        elif head["root"] != root_of(self.peaks).hex():
            self._fault(
                f"Entries {self.sound:,} to {self.size - 1:,} are not those that were signed: something there was"
                " edited, deleted, inserted or moved, with its hash."
            )
        else:
            self.sound = self.size
        self.heads.append(head)

    def _unsealed(self, event: Plain) -> None:
        last = self.heads[-1]["watermark"] if self.heads else 0
        if event["transaction"] < last:
            self._fault(
                f"Event {event['event']} was inserted into the past: it claims to be older than what is sealed."
            )
        else:
            self.late += 1

    def finish(self) -> None:
        """What can be said only at the end."""
        if not self.heads:
            self._fault("There is no signed head in it, so that nothing is proved.")
        elif self.size > self.heads[-1]["size"]:
            self._fault(f"No head covers the entries from {self.heads[-1]['size']:,} on: they prove nothing.")
        for number, place in sorted(self.erased.items()):
            if number not in self.to_erase:
                self._fault(f"The words of entry {place:,} (event {number}) are gone; no entry says they were erased.")
        for one in self.recoveries:
            if not one.holds:
                self._fault("An entry says that an older backup was restored, and is not signed with the key.")
        for head in self.held:
            self._against(head)
        if not self.held:
            self.notes.append(
                "No head held by somebody else was given: an older backup, or an end that was cut off,"
                " could not be seen."
            )
        for many, what in (
            (len(self.erased), "have had their words erased, as entries of the trail say"),
            (self.withheld, "have their words withheld from this export, and unchecked"),
            (self.late, "are not sealed yet"),
        ):
            if many:
                self.notes.append(f"{many:,} entries {what}.")

    def _against(self, head: Plain) -> None:
        if faults := head_faults(head, self.key):
            self._fault(f"The head that was held of {head.get('size', 0):,} entries {faults[0]}.")
            return
        if self.roots.get(head["size"]) == head["root"]:
            return
        for one in self.recoveries:
            if one.explains(head):
                self.notes.append(
                    f"The head that was held of {head['size']:,} entries speaks of entries lost from"
                    f" {one.kept:,} on, when an older backup was restored: {one.because}"
                )
                return
        if head["size"] > self.size:
            self._fault(
                f"A head of {head['size']:,} entries was held since {head['sealed_at']}, and there are only"
                f" {self.size:,}: the end was cut off, or an older backup was restored."
            )
        else:
            self._fault(
                f"The first {head['size']:,} entries are not those of the head that was held since"
                f" {head['sealed_at']}: the history was rewritten."
            )

    def _fault(self, words: str) -> None:
        self.faults.append(words)


def check_trail(lines: Iterable[str], *, key: str, held: Sequence[Plain] = ()) -> Found:
    """Check an exported trail, given as lines of text: what is wrong, and what to know besides."""
    trail, rest = Trail(key, list(held)), iter(lines)
    try:
        if read_json(next(rest, "null")) != {"format": "wholeplace trail 1"}:
            raise Unreadable("it does not begin as an exported trail does")
        for line in rest:
            trail.take(read_json(line))
    except MALFORMED as fault:
        raise Unreadable(f"after entry {trail.size:,}: {type(fault).__name__} {fault}") from None
    trail.finish()
    summary = f"{trail.size:,} entries under {len(trail.heads):,} signed heads"
    return trail.faults, trail.notes, summary


# --- Decision packs -----------------------------------------------------------------------------------------


def check_pack(files: dict[str, bytes], *, key: str, held: Sequence[Plain] = ()) -> Found:
    """Check a decision pack, given as the bytes of its files by name."""
    try:
        proof = read_json(files["proof.json"])
        if proof["format"] != "wholeplace pack 1":
            raise Unreadable("it is not a decision pack")
        faults = _files(files, proof) + _proofs(proof, key) + _contents(files, proof)
        notes = _held(proof["head"], key, held, faults)
    except MALFORMED as fault:
        raise Unreadable(f"the pack: {type(fault).__name__} {fault}") from None
    notes.append("index.html is for reading; what is proved is what this program names below.")
    notes += [_told(entry) for entry in proof["entries"]]
    return faults, notes, f"{len(proof['entries']):,} events of {proof['decision']} under one signed head"


def _files(files: dict[str, bytes], proof: Plain) -> list[str]:
    named, there = proof["files"], set(files) - {"proof.json"}
    faults = [f"{name} was added to the pack." for name in sorted(there - set(named))]
    faults += [f"{name} is missing from the pack." for name in sorted(set(named) - there)]
    return faults + [
        f"{name} is not the file that the pack was made with: it was changed or swapped."
        for name in sorted(there & set(named))
        if hashlib.sha256(files[name]).hexdigest() != named[name]
    ]


def _proofs(proof: Plain, key: str) -> list[str]:
    head = proof["head"]
    faults = [f"The head of the pack {fault}." for fault in head_faults(head, key)]
    for entry in proof["entries"]:
        event, place = entry["event"], entry["place"]
        path = [bytes.fromhex(one) for one in entry["path"]]
        if not inclusion_holds(leaf_hash(event), place, head["size"], path, bytes.fromhex(head["root"])):
            faults.append(
                f"Event {event['event']} ({event['kind']}) is not entry {place:,} of the signed trail: it was"
                " changed, or never sealed."
            )
        if entry["words"] is not None and not words_hold(entry):
            faults.append(
                f"The words of event {event['event']} ({event['kind']}) were changed since they were written."
            )
    return faults


def _contents(files: dict[str, bytes], proof: Plain) -> list[str]:
    """The decision and its papers, against the hashes that the sealed events hold."""
    faults, decision = [], read_json(files["decision.json"])
    told = [
        entry["words"]["details"]
        for entry in proof["entries"]
        if entry["words"] is not None and is_the_taking(entry["event"], of=proof["decision"])
    ]
    if not told:
        return ["No sealed event says that this decision was taken, or its words are gone."]
    if decision["ref"] != proof["decision"] or content_hash(decision["frozen"]) != told[0]["content_hash"]:
        faults.append("decision.json does not say what was decided: it was changed since.")
    for name in sorted(name for name in files if name.startswith("papers/")):
        paper = read_json(files[name])
        if content_hash(paper["content"]) not in told[0]["papers"]:
            faults.append(f"{name} is not a paper that was before those who decided: it was changed or swapped.")
    return faults


def is_the_taking(event: Plain, *, of: str) -> bool:
    """Whether an event says that this decision was taken, and not another."""
    return event["kind"] == "DecisionTaken" and f"{event['subject_kind']}:{event['subject_public_id']}" == of


def _held(head: Plain, key: str, held: Sequence[Plain], faults: list[str]) -> list[str]:
    same = [one for one in held if one.get("size") == head["size"]]
    if not same:
        return [
            "No head held by somebody else was given for this size: the pack agrees with the key, and with nothing"
            f" else. Ask a partner for the head of {head['size']:,} entries."
        ]
    for one in same:
        if one["root"] != head["root"] or head_faults(one, key):
            faults.append(
                f"The head of {head['size']:,} entries that was held since is another one: the history was rewritten."
            )
    return []


def _told(entry: Plain) -> str:
    event, words = entry["event"], entry["words"]
    who = f"{words['person_name']}, " if words else ""
    what = words["sentence"] if words else "[words not in this pack]"
    return f"Entry {entry['place']:,}, {event['at']}: {who}{event['post_title']} for {event['acting_for_name']}: {what}"


# --- The command line ---------------------------------------------------------------------------------------


def unpacked(path: str) -> dict[str, bytes]:
    """The files of a pack by name. One that stands twice would be another for another reader."""
    with zipfile.ZipFile(path) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
        if len(files) < len(pack.namelist()):
            raise Unreadable("the pack holds two files of one name")
    return files


def held_heads(path: str) -> list[Plain]:
    """The heads that somebody held, one in JSON a line."""
    try:
        with open(path, encoding="utf-8") as lines:
            return [read_json(line) for line in lines if line.strip()]
    except FileNotFoundError:
        return []


def fetch(address: str, *, key: str, path: str) -> Found:
    """Add the heads of a site to those that are held; what is wrong with them, and how many are new.

    Each new head must prove that the trail only grew since the one before it.
    """
    held = {head["size"]: head for head in held_heads(path)}
    offered: dict[int, Plain] = {}
    told: Plain = {"next": address}
    while told["next"]:
        address = urllib.parse.urljoin(address, told["next"])
        with urllib.request.urlopen(address, timeout=60) as answer:
            told = read_json(answer.read())
        offered.update((head["size"], head) for head in told["items"])
    growths = {size: head.pop("growth") for size, head in offered.items()}
    faults = [
        f"The head of {size:,} entries, held since {head['sealed_at']}, is no longer the one that the site shows."
        for size, head in held.items()
        if offered.get(size) != head
    ]
    before: Plain | None = None
    for size in sorted(offered):
        head = offered[size]
        faults += [f"The head of {size:,} entries {fault}." for fault in head_faults(head, key)]
        if before and not grew(before, head, growths[size]):
            faults.append(f"The trail of {size:,} entries did not grow from that of {before['size']:,}: rewritten.")
        before = head
    fresh = [head for size, head in sorted(offered.items()) if size not in held]
    if not faults:
        with open(path, "a", encoding="utf-8") as file:
            file.writelines(json.dumps(head, sort_keys=True) + "\n" for head in fresh)
    return faults, [f"{len(fresh):,} new heads are held now."], f"{len(offered):,} heads of the site"


def grew(before: Plain, head: Plain, growth: list[str]) -> bool:
    """Whether the trail of a head only added to that of the one before it."""
    old, new = bytes.fromhex(before["root"]), bytes.fromhex(head["root"])
    return growth_holds(before["size"], old, head["size"], new, [bytes.fromhex(one) for one in growth])


def main(given: list[str] | None = None) -> int:
    """Read what is asked for on the command line, check it, and say what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", nargs="?", help="an exported trail (.jsonl) or a decision pack (.zip)")
    parser.add_argument("--key", required=True, help="the public key of the trail, 64 hexadecimal digits")
    parser.add_argument("--held", help="a file of heads that somebody outside held")
    parser.add_argument("--fetch", metavar="ADDRESS", help="add the heads of this site to the file of --held")
    asked = parser.parse_args(given)
    try:
        key, held = bytes.fromhex(asked.key.strip()).hex(), held_heads(asked.held) if asked.held else []
        if asked.fetch and asked.held:
            found = fetch(asked.fetch, key=key, path=asked.held)
        elif asked.file and zipfile.is_zipfile(asked.file):
            found = check_pack(unpacked(asked.file), key=key, held=held)
        elif asked.file:
            with open(asked.file, encoding="utf-8") as lines:
                found = check_trail(lines, key=key, held=held)
        else:
            parser.error("say which file to check, or --fetch with --held")
    except (*BROKEN, *MALFORMED) as fault:
        said = fault if isinstance(fault, BROKEN) else f"{type(fault).__name__} {fault}"
        sys.stdout.write(f"COULD NOT BE READ: {said}\n")
        return 2
    faults, notes, summary = found
    for line in [*(f"FOUND: {fault}" for fault in faults), *(f"Note: {note}" for note in notes)]:
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"{'DOES NOT HOLD' if faults else 'HOLDS'}: {summary}.\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
