"""The documents are true: words in the glossary, claims with their tests, generated pages fresh, no host in a lock."""

import re
from collections import Counter

from tests.house.plan import PROJECT
from wholeplace.ground.records.walls import house_models
from wholeplace.together.partnership.rules.terms import Word


def words_of(name: str) -> str:
    """A class's name as people write it: SupportPlan -> support plan."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def glossary() -> list[str]:
    """The words that the glossary explains, each as often as it stands there."""
    lines = [line for line in (PROJECT / "GLOSSARY.md").read_text().splitlines() if line.startswith("| ")]
    words = [word.strip().lower() for line in lines for word in line.split("|")[1].split("·")]
    return [word for word in words if word not in {"word", "---"}]


def test_every_stored_kind_of_record_is_in_the_glossary():
    assert sorted({words_of(model.__name__) for model in house_models()} - set(glossary())) == []


def test_no_word_stands_twice_in_the_glossary():
    assert [word for word, times in Counter(glossary()).items() if times > 1] == []


def test_the_glossary_and_the_page_of_words_say_the_same():
    said = (PROJECT / "GLOSSARY.md").read_text()
    for word in (Word.MEASURE, Word.JOINT, Word.INTEGRATED):
        definition = word.definition.rstrip(".")
        assert definition[0].lower() + definition[1:] in said


def claims() -> list[tuple[str, str, str, str]]:
    """Each line of the coverage table: the catalogue's id, what is built, where it lives, the tests that prove it."""
    lines = (PROJECT / "docs/coverage.md").read_text().splitlines()
    rows = [line for line in lines if line.startswith("|")]
    return [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows[2:]]  # type: ignore[misc]


def test_every_claim_of_coverage_names_a_place_and_a_test_that_exist():
    faults = []
    for entry, _, where, tests in claims():
        places = re.findall(r"`([^`]+)`", where)
        proofs = re.findall(r"`(tests/[^`]+)`", tests)
        faults += [f"{entry}: {path} is not there" for path in places if not (PROJECT / "wholeplace" / path).exists()]
        faults += [f"{entry}: {proof} is not there" for proof in proofs if not proves(proof)]
        if not places or not proofs:
            faults.append(f"{entry}: names no place or no test")
    assert faults == []
    assert len(claims()) > 40


def proves(proof: str) -> bool:
    """Whether a file of tests is there, and the test in it that is named."""
    file, _, name = proof.partition("::")
    return (PROJECT / file).is_file() and (not name or f"def {name}(" in (PROJECT / file).read_text())


def test_no_entry_of_the_catalogue_is_claimed_twice():
    entries = Counter(entry for entry, *_ in claims())
    assert [entry for entry, times in entries.items() if times > 1] == []
    assert [entry for entry in entries if not re.fullmatch(r"[A-Z]{2,3}-[0-9]{2}", entry)] == []


def test_what_is_not_built_of_an_entry_is_said_in_one_way():
    thin = [
        (entry, len(re.findall(r"(?i)\bthin\b", what)), what.count(". Thin: not yet ")) for entry, what, *_ in claims()
    ]
    assert [entry for entry, said, said_so in thin if said != said_so] == []


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
