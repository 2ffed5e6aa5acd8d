"""Whatever goes wrong under /api/ is told in a problem document that says how to mend it: never a page, never a 500."""

import json
from functools import cache

import pytest

from tests.api.acts import NEED
from tests.api.place import Place, events
from wholeplace.doors.api.interface import api
from wholeplace.doors.api.operations import OPERATIONS
from wholeplace.ground.access.permissions import PUBLIC, SIGNED_IN, Permission


def send(place: Place, body: bytes | str, *, media_type: str = "application/json", who: str = "commissioner"):
    """Send these bytes as a need."""
    return place.program(who).post("/api/v1/needs", body, content_type=media_type)


def problem(answer, status: int) -> dict:
    """The problem document of this answer."""
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), answer.content
    told = answer.json()
    assert (told["status"], told["type"]) == (status, "about:blank")
    assert told["title"]
    return told


def fields(answer) -> dict[str, str]:
    """The sentence of each field that could not be read."""
    return {one["field"]: one["sentence"] for one in problem(answer, 422)["fields"]}


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/v1", "/api/v2/needs", "/api/v1/nothing", "/api/v1/needs/"])
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_an_address_that_is_not_there_is_a_problem_document(place: Place, address, method):
    told = problem(getattr(place.program("public"), method)(address), 404)
    assert "openapi.json" in told["detail"]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_a_method_that_an_address_does_not_know_is_told_which_it_does(place: Place, method):
    answer = getattr(place.program("commissioner"), method)("/api/v1/needs")
    assert "Use GET, POST" in problem(answer, 405)["detail"]
    assert answer["Allow"] == "GET, POST"


@pytest.mark.parametrize(
    "reference", ["x", "ZZZZZZZZZZZZ", "%00", "need:zzzzzzzzzzzz", "zzzzzzzzzzzzz", "../needs", "é"]
)
def test_an_address_that_no_record_can_have_is_one_that_is_not_there(place: Place, reference):
    problem(place.program("commissioner").get(f"/api/v1/needs/{reference}"), 404)
    problem(place.program("commissioner").get(f"/api/v1/thread/{reference}"), 404)


@pytest.mark.parametrize(
    "body,words",
    [
        ("{", "The body is not JSON"),
        ("[1,]", "The body is not JSON"),
        ('{"title": "a", "title": "b"}', "The key 'title' stands twice"),
        ('{"evidence": [{"source": "a", "source": "b"}]}', "The key 'source' stands twice"),
        ('{"title": NaN}', "NaN is not a number"),
        ('{"title": [-Infinity]}', "-Infinity is not a number"),
        ('{"title": ' + "1" * 5000 + "}", "The body is not JSON"),
        ("[" * 100_000, "nested too deep"),
        (b'{"title": "\xff"}', "in UTF-8"),
        ('\ufeff{"title": "a"}', "The body is not JSON"),
    ],
)
def test_a_body_that_is_not_plain_json_is_refused_before_it_is_looked_at(place: Place, body, words):
    before = events()
    assert words in problem(send(place, body), 400)["detail"]
    assert events() == before


def test_a_body_of_another_kind_is_refused(place: Place):
    for media_type in ("text/plain", "application/x-www-form-urlencoded", "application/xml"):
        assert "application/json" in problem(send(place, json.dumps(NEED), media_type=media_type), 415)["detail"]


def test_a_body_over_a_megabyte_is_refused_unread(place: Place):
    long = NEED | {"statement": "x" * 1_000_000}
    assert "1,000,000 bytes" in problem(send(place, json.dumps(long)), 413)["detail"]
    assert "1,000,000 bytes" in problem(send(place, json.dumps(long), who="public"), 413)["detail"]


@pytest.mark.parametrize("body", ["[]", "null", "3", '"need"', "{}", ""])
def test_a_body_that_is_no_object_or_lacks_everything_says_what_is_missing(place: Place, body):
    assert fields(send(place, body))


def test_each_field_says_how_to_mend_it(place: Place):
    wrong = NEED | {
        "title": "",
        "statement": 3,
        "group": "martians",
        "observed_on": "1 May 2026",
        "area_name": "x" * 151,
        "sensitivity": "personal",
        "colour": "red",
        "evidence": [{"source": "Half a character \ud800", "observed_on": 1_700_000_000}],
    }
    told = fields(send(place, json.dumps(wrong)))
    assert told.pop("group").startswith("Write one of: 'everyone', 'children'")
    assert told == {
        "title": "Write something here.",
        "statement": "Write this as text, in quotation marks.",
        "observed_on": 'Write a day of 1900 to 2100 that exists, such as "2026-03-31".',
        "area_name": "Write up to 150 characters.",
        "sensitivity": "Write one of: public, partnership, organisation.",
        "colour": "This is not known here. Check its spelling, or leave it out.",
        "evidence.0.source": "Take out half a character, which some programs leave behind.",
        "evidence.0.observed_on": 'Write the day as text, such as "2026-03-31".',
    }


@pytest.mark.parametrize(
    "amount", [1234.56, 1234, 1e3, True, None, "", "£5", "1,234.56", "1.234", "1e3", "٣", " 5", "-5"]
)
def test_money_is_digits_in_pounds_as_text_and_nothing_else(place: Place, amount):
    body = {"organisation": place.organisation("council"), "amount": amount, "year": "2026/27"}
    before = events()
    sentence = fields(place.send(f"/funds/{place.id('fund')}/contributions", body, who="finance"))["amount"]
    assert sentence.startswith('Write the amount in pounds, nought or more, such as "1234.56"')
    assert ("rounded on its way" in sentence) == (not isinstance(amount, str))
    assert events() == before


@pytest.mark.parametrize("amount,told", [("5", "5.00"), ("0.1", "0.10"), ("99999999999.99", "99999999999.99")])
def test_money_comes_back_to_the_penny(place: Place, amount, told):
    fund = place.send(
        "/funds",
        {"title": "A", "kind": "single", "first_year": "2026/27", "last_year": "2026/27"},
        who="finance",
    ).json()
    address = f"/funds/{fund['ref'].removeprefix('fund:')}/contributions"
    body = {"organisation": place.organisation("council"), "amount": amount, "year": "2026/27"}
    assert place.send(address, body, who="finance").json()["put_in"] == told


def test_figures_are_text_too_and_lose_nothing(place: Place):
    address = f"/measures/{place.id('outcome measure')}/target"
    body = {"target": "80.1234", "due_on": "2028-06-01", "because": "Sharper."}
    assert place.send(address, body).json()["targets"][0]["target"] == "80.1234"
    for figure in (80.1, 80, "80.12345", "1e2", "80,5"):
        assert "target" in fields(place.send(address, body | {"target": figure}))


def test_a_reference_of_another_kind_is_named(place: Place):
    wrong = {"organisation": place.ref("need"), "amount": "5", "year": "2026/2027"}
    assert fields(place.send(f"/funds/{place.id('fund')}/contributions", wrong, who="finance")) == {
        "organisation": 'Write a reference such as "organisation:7k3q9x2m4p5r".',
        "year": 'Write the financial year as text, such as "2026/27".',
    }


def test_a_year_given_twice_is_named(place: Place):
    twice = [{"year": "2026/27", "amount": "1"}, {"year": "2026/27", "amount": "2"}]
    told = fields(place.send("/intentions", {"title": "A", "money": twice}))
    assert told["money"] == "Give each financial year once."


@pytest.mark.parametrize(
    "query,field",
    [
        ("grup=children", "grup"),
        ("group=martians", "group"),
        ("page=0", "page"),
        ("page=x", "page"),
        ("page=1&page=2", "page"),
        ("size=101", "size"),
        ("page=99999999999999999999", "page"),
        ("place=%00", "place"),
        ("place=Marl%20Bridge", "place"),
    ],
)
def test_words_of_an_address_that_are_not_known_are_named(place: Place, query, field):
    assert list(fields(place.program("commissioner").get(f"/api/v1/needs?{query}"))) == [field]


def test_a_list_of_no_place_asks_for_one(place: Place):
    assert "place" in fields(place.program("public").get("/api/v1/needs"))


def test_a_place_that_is_not_there_is_not_there(place: Place):
    problem(place.program("public").get("/api/v1/needs?place=nowhere"), 404)


# --- Every operation ----------------------------------------------------------------------------------------


@cache
def operations() -> dict[str, tuple[str, str, dict]]:
    """Every operation of the interface by its name: its method, its address, and what the description says of it."""
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return {
        described["operationId"]: (method, path, described)
        for path, methods in paths.items()
        for method, described in methods.items()
    }


def test_every_operation_declares_who_may_use_it():
    assert set(OPERATIONS) == set(operations())
    assert set(OPERATIONS.values()) <= {PUBLIC, SIGNED_IN, *Permission}


@pytest.mark.parametrize("name", OPERATIONS)
def test_nobody_comes_in_without_what_an_operation_needs(place: Place, name):
    method, path, _ = operations()[name]
    address = path
    for word in ("reference", "slug", "code", "rule", "ref"):
        address = address.replace(f"{{{word}}}", "need:zzzzzzzzzzzz" if word == "ref" else "zzzzzzzzzzzz")
    before = events()

    stranger = getattr(place.program("public"), method)(address, content_type="application/json")
    forger = getattr(place.program("public"), method)(
        address, content_type="application/json", headers={"Authorization": "Bearer wp_forged"}
    )

    if OPERATIONS[name] == PUBLIC:
        assert stranger.status_code in {200, 404, 422}
    else:
        assert problem(stranger, 401)
        assert stranger["WWW-Authenticate"] == "Bearer"
    problem(forger, 401)
    assert events() == before


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_is_described_with_its_errors_and_who_may(name):
    method, _, described = operations()[name]
    assert {401, 403, 404, 422} <= set(described["responses"])
    assert described["summary"].endswith(".")
    assert described["security"] == [{"bearer": []}, *([{}] if OPERATIONS[name] == PUBLIC else [])]
    assert (method == "get") or OPERATIONS[name] != PUBLIC


def test_no_two_schemas_bear_one_name():
    """The description keeps one schema a name: a second one of another room would silently take its place."""
    found: dict[str, str] = {}
    clashes = []
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            for operation in view.operations:
                models = [(model, "validation") for model in operation.models]
                models += [(model, "serialization") for model in operation.response_models.values() if model]
                for model, mode in models:
                    for name, schema in model.model_json_schema(mode=mode).get("$defs", {}).items():
                        text = json.dumps(schema, sort_keys=True)
                        if found.setdefault(name, text) != text:
                            clashes.append(name)
    assert sorted(set(clashes)) == []
