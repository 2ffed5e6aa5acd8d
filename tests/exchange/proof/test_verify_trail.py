"""The stand-alone verifier: it is right about signatures, and finds what was done to a trail."""

import copy
import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.exchange.proof.trails import KEY, OTHER_KEY, a_head, a_trail, an_entry, head_of, sealed, text
from wholeplace.edges.exchange.proof import verify_trail
from wholeplace.edges.exchange.proof.verify_trail import Unreadable, check_trail, signature_holds

# RFC 8032, 7.1, tests 1 to 3: public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("public", "message", "signature"), RFC_8032)
def test_the_vectors_of_rfc_8032_hold_and_none_holds_for_anything_else(public, message, signature):
    key, said, signed = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    assert signature_holds(key, said, signed)
    assert not signature_holds(key, said + b"x", signed)
    for place in (0, 31, 32, 63):
        broken = bytearray(signed)
        broken[place] ^= 1
        assert not signature_holds(key, said, bytes(broken))
    for other, _, _ in RFC_8032:
        assert signature_holds(bytes.fromhex(other), said, signed) is (other == public)


def test_a_signature_is_not_taken_in_a_second_form():
    public, message, signature = RFC_8032[0]
    signed = bytes.fromhex(signature)
    again = signed[:32] + (int.from_bytes(signed[32:], "little") + verify_trail.L).to_bytes(32, "little")
    assert not signature_holds(bytes.fromhex(public), bytes.fromhex(message), again)
    assert not signature_holds(bytes.fromhex(public), b"", signed[:63])
    assert not signature_holds(b"\xff" * 32, b"", signed)


@pytest.fixture
def trail():
    """A trail of forty entries with four heads."""
    return list(a_trail(40, heads=(10, 20, 30)))


def found(lines, *, held=(), key=KEY.public):
    """What the verifier finds."""
    return check_trail(text(lines), key=key, held=held)[0]


def test_a_trail_that_nobody_touched_holds(trail):
    faults, notes, summary = check_trail(text(trail), key=KEY.public, held=[head_of(trail, 20), head_of(trail, 40)])
    assert (faults, notes) == ([], [])
    assert summary == "40 entries under 4 signed heads"


def test_without_a_held_head_it_says_what_it_cannot_see(trail):
    assert "could not be seen" in check_trail(text(trail), key=KEY.public)[1][0]


def entries(lines):
    """The entries among the lines, to be changed."""
    return [line["entry"] for line in lines if "entry" in line]


def seal_anew(entry):
    """Give a changed entry a hash that fits, as somebody who knows the format would."""
    entry["leaf"] = verify_trail.leaf_hash(entry["event"]).hex()


def edited_header(lines):
    entries(lines)[12]["event"]["post_title"] = "Chief executive"


def edited_header_and_hash(lines):
    edited_header(lines)
    seal_anew(entries(lines)[12])


def edited_words(lines):
    entries(lines)[12]["words"]["sentence"] = "Recorded nothing."


def edited_words_digest_and_hash(lines):
    entry = entries(lines)[12]
    entry["words"]["sentence"] = "Recorded nothing."
    words = [entry["words"][name] for name in verify_trail.WORDS]
    digest = verify_trail.content_hash([verify_trail.SCHEMA, bytes.fromhex(entry["salt"]), *words])
    entry["event"]["words_digest"] = digest
    seal_anew(entry)


def deleted(lines):
    del lines[13]


def deleted_and_closed_up(lines):
    del lines[13]
    for place, entry in enumerate(entries(lines)):
        entry["place"] = place


def event_gone(lines):
    entries(lines)[12]["event"] = entries(lines)[12]["words"] = entries(lines)[12]["salt"] = None


def edited_words_said_to_be_withheld(lines):
    edited_words(lines)
    entries(lines)[12]["withheld"] = True


def words_gone(lines):
    entries(lines)[12]["words"] = entries(lines)[12]["salt"] = None


def inserted(lines):
    lines.insert(14, {"entry": an_entry(12, title="Invented afterwards")})


def inserted_unsealed(lines):
    lines.append({"unsealed": an_entry(3, title="Invented afterwards")["event"]})


def reordered(lines):
    lines[13], lines[14] = lines[14], lines[13]


def reordered_and_numbered(lines):
    reordered(lines)
    entries(lines)[12]["place"], entries(lines)[13]["place"] = 12, 13


def told_twice(lines):
    one = entries(lines)
    one[13] |= {name: copy.deepcopy(one[12][name]) for name in ("event", "words", "salt")}


def truncated(lines):
    del lines[-11:]


def truncated_between_heads(lines):
    del lines[-6:]


def older_backup(lines):
    del lines[23:]


def signed_anew(lines):
    lines[1:] = sealed((entry for entry in entries(lines)), heads={10, 20, 30, 40}, key=OTHER_KEY)


def rewritten_and_signed_anew(lines):
    changed = entries(lines)
    edited_words_digest_and_hash(lines)
    lines[1:] = sealed(changed, heads={10, 20, 30, 40}, key=OTHER_KEY)


def rewritten_with_the_stolen_key(lines):
    changed = entries(lines)
    edited_words_digest_and_hash(lines)
    lines[1:] = sealed(changed, heads={10, 20, 30, 40})


def another_root(lines):
    head_of(lines, 20)["root"] = "0" * 64


def heads_swapped(lines):
    one, other = head_of(lines, 20), head_of(lines, 30)
    one["root"], other["root"] = other["root"], one["root"]


TAMPERINGS = {
    edited_header: "Entry 12 (event 1012) was changed",
    edited_header_and_hash: "Entries 10 to 19 are not those that were signed",
    edited_words: "The words of entry 12 (event 1012) were changed",
    edited_words_said_to_be_withheld: "The words of entry 12 (event 1012) were changed",
    edited_words_digest_and_hash: "Entries 10 to 19 are not those that were signed",
    deleted: "Entry 13 stands where entry 12 belongs",
    deleted_and_closed_up: "stands after",
    event_gone: "Entry 12 was deleted",
    words_gone: "no entry says they were erased",
    inserted: "Entry 12 stands where entry 13 belongs",
    inserted_unsealed: "inserted into the past",
    reordered: "stands where",
    reordered_and_numbered: "Entries 10 to 19 are not those that were signed",
    told_twice: "Entry 13 (event 1012) was changed, swapped or moved",
    truncated: "and there are only 30",
    truncated_between_heads: "No head covers the entries from 30 on",
    older_backup: "and there are only 20",
    signed_anew: "somebody signed the history anew",
    rewritten_and_signed_anew: "somebody signed the history anew",
    rewritten_with_the_stolen_key: "the history was rewritten",
    another_root: "has a signature that does not hold",
    heads_swapped: "has a signature that does not hold",
}


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_what_was_done_to_a_trail_is_found_and_said_in_plain_words(trail, tamper):
    held = [copy.deepcopy(head_of(trail, 40))]
    changed = copy.deepcopy(trail)
    tamper(changed)
    assert any(TAMPERINGS[tamper] in fault for fault in found(changed, held=held)), found(changed, held=held)


def test_a_held_head_that_was_forged_is_not_believed(trail):
    forged = a_head(20, bytes(32), key=OTHER_KEY)
    assert any("another key" in fault for fault in found(trail, held=[forged]))


def test_words_that_an_entry_says_were_erased_may_be_gone():
    made = [an_entry(place) for place in range(8)]
    made.append(an_entry(8, kind="WordsErased", events=[1_003], because="Asked for."))
    made[3] |= {"words": None, "salt": None}
    lines = [{"format": "wholeplace trail 1"}, *sealed(made, heads={9})]
    faults, notes, _ = check_trail(text(lines), key=KEY.public, held=[head_of(lines, 9)])
    assert (faults, notes) == ([], ["1 entries have had their words erased, as entries of the trail say."])


def recovered(*, key=KEY, lost_root="ab" * 32):
    """A trail of eight whose entries from four on were lost, restored, and gone on with."""
    lost = a_head(6, bytes.fromhex("ab" * 32))
    signature = key.signed("wholeplace recovery 1", 4, 6, lost_root, key.public)
    told = {"kept_size": 4, "lost_size": 6, "lost_root": lost_root, "because": "The disk.", "signature": signature}
    made = [*(an_entry(place) for place in range(4)), an_entry(4, kind="HistoryRestored", **told), an_entry(5)]
    return [{"format": "wholeplace trail 1"}, *sealed([*made, an_entry(6), an_entry(7)], heads={4, 8})], lost


def test_a_recovery_that_was_declared_under_the_key_explains_a_held_head_and_is_told():
    lines, lost = recovered()
    faults, notes, _ = check_trail(text(lines), key=KEY.public, held=[lost, head_of(lines, 4)])
    assert faults == []
    assert "lost from 4 on, when an older backup was restored: The disk." in notes[0]


def test_a_recovery_that_somebody_else_declared_explains_nothing():
    lines, lost = recovered(key=OTHER_KEY)
    faults = found(lines, held=[lost])
    assert any("is not signed with the key" in fault for fault in faults)
    assert any("the history was rewritten" in fault for fault in faults)


def test_a_recovery_explains_the_very_head_that_it_names_and_no_other():
    lines, lost = recovered(lost_root="cd" * 32)
    assert any("the history was rewritten" in fault for fault in found(lines, held=[lost]))


def test_a_name_that_stands_twice_is_refused_since_others_might_read_the_first(trail):
    lines = text(trail)
    lines[13] = lines[13].replace('"sentence":', '"sentence": "Recorded nothing.", "sentence":')
    with pytest.raises(Unreadable, match="a name stands twice among person, person_name, sentence, sentence"):
        check_trail(lines, key=KEY.public)


@pytest.mark.parametrize("content", ["", "rubbish", "{}", '{"format": "wholeplace trail 2"}', "[1]\n[2]", "[" * 5_000])
def test_a_file_that_is_no_trail_is_refused(content):
    with pytest.raises(Unreadable):
        check_trail(content.splitlines(), key=KEY.public)


def test_it_runs_alone_on_any_machine_with_python(trail, tmp_path):
    alone = tmp_path / "verify_trail.py"
    alone.write_bytes(Path(verify_trail.__file__).read_bytes())
    (tmp_path / "trail.jsonl").write_text("".join(text(trail)))
    (tmp_path / "held.jsonl").write_text(json.dumps(head_of(trail, 30)) + "\n")

    def run(*words):
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(alone), *words], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout

    good = ("trail.jsonl", "--key", KEY.public, "--held", "held.jsonl")
    assert run(*good) == (0, "HOLDS: 40 entries under 4 signed heads.\n")
    code, said = run("trail.jsonl", "--key", OTHER_KEY.public)
    assert code == 1
    assert said.startswith("FOUND: The head of 10 entries is signed with another key")
    assert said.endswith("DOES NOT HOLD: 40 entries under 4 signed heads.\n")
    assert run("held.jsonl", "--key", KEY.public)[0] == 2
    assert run("nowhere.jsonl", "--key", KEY.public)[0] == 2
    (tmp_path / "odd.jsonl").write_text("[1]\n")
    assert run("trail.jsonl", "--key", KEY.public, "--held", "odd.jsonl")[0] == 2
    with ZipFile(tmp_path / "twice.zip", "w") as pack:
        pack.writestr("proof.json", "{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            pack.writestr("proof.json", "{}")
    assert run("twice.zip", "--key", KEY.public) == (2, "COULD NOT BE READ: the pack holds two files of one name\n")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "twice.zip").read_bytes().replace(b"{}", b"[]"))
    assert run("cut.zip", "--key", KEY.public)[0] == 2
