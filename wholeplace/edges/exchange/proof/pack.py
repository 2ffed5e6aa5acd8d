"""The pack of a decision: everything that proves it years later, in one file that is the same whenever it is made.

It holds what the reader for whom it is made may see, and nothing else: who decided, when, acting as what, under which
delegation, the papers that were before them, the rules and numbers of law of that day, where each organisation stands,
and every event with its place in the sealed trail. It reads no clock; its proofs are those of the first head that
covers all of its events.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

from wholeplace.edges.exchange.proof import VERIFIER
from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation.hashing import hash_of_bytes
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.law.book import every_number
from wholeplace.ground.overrides.queries import overrides
from wholeplace.ground.records.scope import NotThere
from wholeplace.ground.trail.exporting import entries_about
from wholeplace.together.decisions.queries import DecisionCard, PaperCard, decision, paper, who_took_part
from wholeplace.together.decisions.rules.deciding import deciding

FORMAT = "wholeplace pack 1"
NOT_SEALED = Refusal(
    code="PACK1",
    source="The sealed trail",
    sentence="What happened to this decision is not all sealed yet. Try again when the trail was sealed next.",
)


def decision_pack(*, reference: str, seen_by: Actor) -> bytes:
    """The pack of a decision as a ZIP file. Raises NotThere, NotAllowed, or Refused while it is not all sealed."""
    card = decision(reference=reference, seen_by=seen_by)
    seen_by.must(Permission.TRAIL_READ, organisation=card.organisation, partnership=card.partnership)
    papers = tuple(_papers(card, seen_by=seen_by))
    refs = [card.ref, card.item, card.meeting, *(one.ref for one in papers)]
    found = entries_about([ref for ref in refs if ref is not None], seen_by=seen_by)
    if found is None:
        raise Refused([NOT_SEALED])
    head, entries = found
    said = _said(card, seen_by=seen_by)
    files = {"decision.json": _json(said), "verify_trail.py": VERIFIER.read_bytes()}
    files |= {f"papers/{one.ref.public_id}.json": _json(_paper(one)) for one in papers}
    proof = {"format": FORMAT, "decision": str(card.ref), "head": head.plain(), "entries": entries}
    files["index.html"] = _page(card, said, papers, entries, head=proof["head"]).encode()
    proof["files"] = {name: hash_of_bytes(content) for name, content in files.items()}
    return _zipped(files | {"proof.json": _json(proof)})


def _papers(card: DecisionCard, *, seen_by: Actor) -> Iterator[PaperCard]:
    """The papers that were before those who decided, as far as they are open to the reader."""
    for one in card.papers:
        try:
            yield paper(reference=one.ref.public_id, seen_by=seen_by)
        except NotThere:
            continue


def _said(card: DecisionCard, *, seen_by: Actor) -> dict[str, Any]:
    numbers = every_number(overrides=overrides(seen_by=seen_by, within=card.partnership))
    return {
        "ref": str(card.ref),
        "frozen": card.frozen,
        "flags": [flag.label for flag in card.flags],
        "took_part": [asdict(line) for line in who_took_part(decision=card.number, seen_by=seen_by)],
        "agreed": [
            {
                "organisation": one.body.name,
                "position": "agreed beforehand" if one.by_delegation else one.position.label if one.position else None,
                "by": one.body_name,
                "on": one.taken_on.isoformat() if one.taken_on else None,
                "conditions": one.conditions,
            }
            for one in card.needed
        ],
        "papers": [{"ref": str(one.ref), "title": one.title, "hash": one.content_hash} for one in card.papers],
        "rules": [{"code": rule.code, "sentence": rule.sentence, "source": rule.source} for rule in deciding.rules],
        "law": [
            {"rule": one.rule, "title": one.title, "value": str(one.value), "unit": one.unit, "source": one.source}
            for one in numbers
            if one.holds_on(card.taken_on)
        ],
    }


def _paper(card: PaperCard) -> dict[str, Any]:
    return {"ref": str(card.ref), "content": card.content}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _page(
    card: DecisionCard, said: dict[str, Any], papers: tuple[PaperCard, ...], entries: list[Any], *, head: Any
) -> str:
    """The pack for reading."""
    facts = _table(("What", "Says"), _facts(card))
    parts = [
        f"<h1>{escape(card.title)}</h1><p>{escape(card.outcome.label)} by {escape(card.taken_by)}.</p>{facts}",
        "<h2>Who took part</h2>" + _table(("Who", "Left", "Presided"), [
            (line["person"] or "A member", line["left"], line["presided"]) for line in said["took_part"]
        ]),
        "<h2>Who had to agree</h2>" + _table(("Organisation", "Stands", "By", "On", "Conditions"), [
            tuple(one.values()) for one in said["agreed"]
        ]),
        "<h2>What had been read</h2>" + _table(("Paper", "Title", "Hash of what it said"), [
            tuple(one.values()) for one in said["papers"]
        ]),
        *(f"<h3>{escape(one.title)}</h3>" + _table(("Part", "Says"), list(_parts(one.content))) for one in papers),
        "<h2>What happened</h2>" + _table(("Entry", "When", "Who", "Acting as", "For", "Authority", "What"), [
            (
                one["place"], one["event"]["at"], (one["words"] or {}).get("person_name", ""),
                one["event"]["post_title"],
                one["event"]["acting_for_name"], ", ".join(one["event"]["authority"]),
                (one["words"] or {}).get("sentence", "These words were erased."),
            )
            for one in entries
        ]),
        "<h2>Rules of that decision</h2>" + _table(("Code", "Rule", "Source"), [
            tuple(one.values()) for one in said["rules"]
        ]),
        "<h2>Numbers of law on that day</h2>" + _table(("Rule", "Title", "Value", "Unit", "Source"), [
            tuple(one.values()) for one in said["law"]
        ]),
        f"<h2>Proof</h2><p>Sealed under the head of {head['size']:,} entries, signed at {escape(head['sealed_at'])}"
        f" with the key {escape(head['key'])}. To check it: <code>python3 verify_trail.py PACK.zip --key KEY --held"
        " heads.jsonl</code>, with the key and the heads from a partner who held them.</p>",
    ]  # fmt: skip
    body = "\n".join(parts)
    top = f"{META}<title>{escape(card.title)}</title>"
    return f"<!doctype html><html lang='en-GB'>{top}<style>{STYLE}</style><body><main>{body}</main></body></html>\n"


META = "<meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
STYLE = "body{font:16px/1.5 sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}td,th{text-align:left;\
vertical-align:top;border-bottom:1px solid #bbb;padding:.3rem .8rem .3rem 0;min-width:4.5rem}\
td,p{overflow-wrap:anywhere}td{white-space:pre-wrap}div{overflow-x:auto}"


def _facts(card: DecisionCard) -> list[tuple[str, Any]]:
    """What was decided in the words of the pages; as it is hashed it stands in decision.json."""
    plain = {
        "outcome": card.outcome.label,
        "amount": str(card.amount) if card.amount is not None else "",
        "topic": card.topic.label,
        "level": card.level.label,
    }
    frozen = {"amount" if name == "pence" else name: value for name, value in card.frozen.items()} | plain
    return [(_words(name), value) for name, value in frozen.items() if value]


def _parts(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What a paper says, part by part; what it leaves empty is not told."""
    for name, value in content.items():
        if isinstance(value, Mapping):
            yield from _parts(value)
        elif value:
            yield _words(name), value


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _table(headings: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    if not rows:
        return "<p>None.</p>"
    about = escape(", ".join(headings))
    top = "".join(f"<th scope='col'>{escape(heading)}</th>" for heading in headings)
    lines = "".join("<tr>" + "".join(f"<td>{_cell(value)}</td>" for value in row) + "</tr>" for row in rows)
    return (
        f"<div role='region' aria-label='{about}' tabindex='0'><table><thead><tr>{top}</tr></thead>"
        f"<tbody>{lines}</tbody></table></div>"
    )


def _cell(value: Any) -> str:
    plain = {None: "–", True: "Yes", False: "No"}
    return escape(plain[value] if value is None or isinstance(value, bool) else str(value))


def _zipped(files: dict[str, bytes]) -> bytes:
    """The files in one, in the order of their names, of one moment and none compressed: the same bytes each time."""
    whole = BytesIO()
    with ZipFile(whole, "w") as pack:
        for name in sorted(files):
            pack.writestr(ZipInfo(name), files[name])
    return whole.getvalue()
