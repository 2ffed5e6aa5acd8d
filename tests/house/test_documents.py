"""The documents are true: words in the glossary, claims with their tests, generated pages fresh, no host in a lock."""

import re

from tests.house.plan import PROJECT
from wholeplace.ground.records.walls import house_models


def words_of(name: str) -> str:
    """A class's name as people write it: SupportPlan -> support plan."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def test_every_stored_kind_of_record_is_in_the_glossary():
    entries = {
        entry.strip().lower()
        for line in (PROJECT / "GLOSSARY.md").read_text().splitlines()
        if line.startswith("| ")
        for entry in line.split("|")[1].split("·")
    }
    assert sorted({words_of(model.__name__) for model in house_models()} - entries) == []


def claims() -> list[tuple[str, str, str]]:
    """Each line of the coverage table: the catalogue's id, where it lives, the tests that prove it."""
    lines = (PROJECT / "docs/coverage.md").read_text().splitlines()
    return [
        tuple(cell.strip() for cell in line.strip("|").split("|"))  # type: ignore[misc]
        for line in lines
        if re.match(r"\| [A-Z]{2,3}-\d\d \|", line)
    ]


def test_every_claim_of_coverage_names_a_place_and_a_test_that_exist():
    faults = []
    for entry, *_, where, tests in claims():
        for path in re.findall(r"`([^`]+)`", where):
            if not (PROJECT / "wholeplace" / path).exists():
                faults.append(f"{entry}: {path} is not there")
        proofs = re.findall(r"`(tests/[^`]+)`", tests)
        if not proofs:
            faults.append(f"{entry}: names no test")
        for proof in proofs:
            file, _, name = proof.partition("::")
            if not (PROJECT / file).exists() or (name and f"def {name}(" not in (PROJECT / file).read_text()):
                faults.append(f"{entry}: {proof} is not there")
    assert faults == []
    assert len(claims()) > 20


def test_no_lock_names_a_host():
    locks = [*PROJECT.glob("requirements/*.txt"), PROJECT / "wholeplace/doors/web/assets/package-lock.json"]
    assert [lock.name for lock in locks if "://" in lock.read_text()] == []


def test_every_dependency_says_what_it_is_for():
    silent = [
        line
        for file in PROJECT.glob("requirements/*.in")
        for line in file.read_text().splitlines()
        if line.strip() and not line.startswith(("#", "-r")) and "#" not in line
    ]
    assert silent == []
