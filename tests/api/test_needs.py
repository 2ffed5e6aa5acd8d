"""Needs in the programming interface: read, recorded, refused, and hidden from strangers."""

from wholeplace.analyse.needs.rules.groups import Group
from wholeplace.together.people.models import Person

NEED = {
    "title": "Falls at home",
    "statement": "One in three people over 65 falls each year.",
    "group": "older_people",
    "confidence": "low",
    "observed_on": "2026-05-01",
    "evidence": [{"source": "Falls service returns", "observed_on": "2026-05-01"}],
}


def send(client, need=NEED, **changes):
    """Send a need to be recorded."""
    return client.post("/api/v1/needs", need | changes, content_type="application/json")


def test_a_commissioners_program_records_a_need_and_reads_it_back(city, program):
    client = program(city.commissioner)

    made = send(client)
    assert made.status_code == 201, made.content
    reference = made.json()["ref"].removeprefix("need:")
    assert client.get(f"/api/v1/needs/{reference}").json() == made.json()
    assert client.get("/api/v1/needs").json()["items"][0]["ref"] == made.json()["ref"]
    assert client.get(f"/api/v1/thread/{made.json()['ref']}").json()["this"]["title"] == "Falls at home"


def test_strangers_are_told_what_an_absent_record_would_tell_them(city, county, program):
    reference = send(program(city.commissioner)).json()["ref"].removeprefix("need:")

    absent = program(None).get("/api/v1/needs/zzzzzzzzzzzz")
    for stranger in (program(None), program(county.commissioner)):
        hidden = stranger.get(f"/api/v1/needs/{reference}")
        assert (hidden.status_code, hidden.content) == (404, absent.content)


def test_a_program_without_a_token_is_told_to_sign_in(city, program, events):
    before = events()
    answer = send(program(None))
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer.json()["reasons"][0]["sentence"] == "Sign in to record needs and their evidence."
    assert events() == before


def test_a_program_without_the_permission_is_told_so(city, program):
    client = program(city.finance)
    answer = send(client)
    assert answer.status_code == 403
    assert "you may not record needs" in answer.json()["reasons"][0]["sentence"]


def test_a_refusal_gives_every_reason_with_code_and_source(city, program, events):
    client = program(city.commissioner)
    before = events()
    answer = send(client, evidence=[], confidence="high")
    assert answer.status_code == 422
    assert [reason["code"] for reason in answer.json()["reasons"]] == ["NED1", "NED2"]
    assert events() == before


def test_what_cannot_be_read_is_named_by_its_field(city, program):
    answer = send(program(city.commissioner), group="martians")
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"].endswith("group")
    assert str(Group.CHILDREN.value) in answer.json()["fields"][0]["sentence"]


def test_a_session_cookie_is_not_a_token(city, client):
    person = Person.objects.get(email=city.emails["commissioner"])
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert send(client).status_code == 401


def test_pages_that_make_no_sense_are_refused(city, program):
    client = program(city.commissioner)
    for asked in ("page=0", "page=-1", "size=0", "size=100000000", "page=x"):
        assert client.get(f"/api/v1/needs?{asked}").status_code in {400, 422}, asked


def test_the_description_is_public_and_of_its_version(db, client):
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert "/api/v1/needs" in described["paths"]
