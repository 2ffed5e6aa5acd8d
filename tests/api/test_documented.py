"""The page about the interface is true: its example walks the thread, word for word as a shell would send it."""

import re

from tests.api.place import Place
from tests.house.plan import PROJECT
from wholeplace.doors.api.middleware import LONGEST_BODY
from wholeplace.doors.api.schemas import LARGEST_PAGE

PAGE = (PROJECT / "docs/how-to/api.md").read_text()
EXAMPLE = next(block for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) if "NEED=" in block)
STEP = re.compile(
    r"""^(?:(?P<name>[A-Z]+)=\$\()?(?P<verb>ask|send)\ ["']?(?P<address>[^"'\s]+)["']?
        (?:\ '(?P<body>\{.*?\})')?(?:\ \|\ (?P<take>id|jq\ -r\ '[^']+'))?\)?(?:\ +\#.*)?$""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)


def steps():
    """The lines of the example, in their order: which token, what is sent where, and what is kept of the answer."""
    for part in re.split(r"^TOKEN=\$", EXAMPLE, flags=re.MULTILINE)[1:]:
        who, _, lines = part.partition("\n")
        for found in STEP.finditer(lines):
            yield who.lower(), found


def spelt(text: str, known: dict[str, str]) -> str:
    """The text as the shell would have it: each name replaced by what it holds."""
    for name, value in known.items():
        text = text.replace(f"'${name}'", value).replace(f"${{{name}#*:}}", value.partition(":")[2])
        text = text.replace(f"${name}", value)
    return text


def taken(answer, how: str | None) -> str:
    """What `id` or `jq` keeps of an answer."""
    told = answer.json()
    for step in re.findall(r"\[(\d+)\]|\.(\w+)", (how or "").removeprefix("jq -r ") if how != "id" else ".ref"):
        told = told[int(step[0])] if step[0] else told[step[1]]
    return told


def test_the_example_walks_the_thread_from_need_to_result(place: Place):
    known: dict[str, str] = {}
    sent = 0
    for who, step in steps():
        address, program = f"/api/v1/{spelt(step['address'], known)}", place.program(who)
        if step["verb"] == "send":
            sent += 1
            answer = program.post(address, spelt(step["body"], known), content_type="application/json")
        else:
            answer = program.get(address)
        assert answer.status_code in {200, 201}, (address, answer.content)
        if step["name"]:
            known[step["name"]] = taken(answer, step["take"])

    assert sent == EXAMPLE.count("send ")
    told = place.read(f"/thread/{known['NEED']}")
    reached = {stop["ref"] for stop in told["leads_to"]}
    assert {known[name] for name in ("OUTCOME", "INTENTION", "CONTRACT", "LINE", "RESULT")} <= reached


def test_the_limits_that_the_page_names_are_the_ones_that_hold():
    assert f"at most {LARGEST_PAGE}" in PAGE
    assert ("over 1 MB" in PAGE) == (LONGEST_BODY == 1_000_000)
