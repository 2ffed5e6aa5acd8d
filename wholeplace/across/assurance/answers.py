"""Model answers about the system, kept as data: each shown by something that is in it, or plainly not yet."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands

_FILE = Path(__file__).with_name("answers.toml")
NOT_YET = "Not yet. "


@dataclass(frozen=True)
class Evidence:
    """What shows that an answer is true: a test, a setting or a command, by its name."""

    kind: str
    name: str


@dataclass(frozen=True)
class Answer:
    """One question of a standard, by theme. `holds` is False for what is not yet there."""

    standard: str
    theme: str
    question: str
    answer: str
    holds: bool
    evidence: tuple[Evidence, ...]


def answers(facts: Mapping[str, object]) -> tuple[Answer, ...]:
    """Every model answer, with the computed facts in its words."""
    return tuple(_answer(said, facts) for said in tomllib.loads(_FILE.read_text(encoding="utf-8"))["answer"])


def not_there(given: Iterable[Answer], *, project: Path) -> Iterator[str]:
    """Every evidence that names what is not in the project, and every answer that nothing shows."""
    for one in given:
        if one.holds and not one.evidence:
            yield f"“{one.question}” is answered and shown by nothing"
        for evidence in one.evidence:
            if not _is_there(evidence, project):
                yield f"“{one.question}” rests on the {evidence.kind} {evidence.name}, which is not there"


def _answer(said: Mapping[str, object], facts: Mapping[str, object]) -> Answer:
    holds = "not_yet" not in said
    named: list[str] = said.get("evidence", [])  # type: ignore[assignment]
    return Answer(
        standard=str(said["standard"]),
        theme=str(said["theme"]),
        question=str(said["question"]),
        answer=str(said["answer"]).format_map(dict(facts)) if holds else f"{NOT_YET}{said['not_yet']}",
        holds=holds,
        evidence=tuple(Evidence(*each.split(":", 1)) for each in named),
    )


def _is_there(evidence: Evidence, project: Path) -> bool:
    if evidence.kind == "setting":
        return hasattr(settings, evidence.name)
    if evidence.kind == "command":
        return evidence.name in get_commands()
    file, _, name = evidence.name.partition("::")
    path = project / file
    return bool(evidence.kind == "test" and name and path.is_file() and f"def {name}(" in path.read_text())
