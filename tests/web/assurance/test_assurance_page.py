"""The pack of assurance: who sees it, and that its facts are the ones declared."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from wholeplace.across.assurance.pack import BLANK
from wholeplace.ground.access.policy import VERSION
from wholeplace.ground.records.classes import classes_of
from wholeplace.ground.records.walls import house_models
from wholeplace.ground.retention.rules import SCHEDULE

pytestmark = pytest.mark.django_db


def sign_in(client, city, who):
    """Sign somebody in."""
    from wholeplace.together.people.models import Person

    client.force_login(Person.objects.get(email=city.emails[who]), backend="django.contrib.auth.backends.ModelBackend")


def test_a_governance_officer_reads_it_and_takes_it_away(client, city):
    sign_in(client, city, "governance")
    page = client.get("/assurance").content.decode()
    assert "Data Security and Protection Toolkit (DSPT)" in page
    assert BLANK in page
    assert VERSION in page
    assert "see everything that your organisation holds about one person" in page
    assert "subject.read" not in page
    data = client.get("/assurance.json")
    assert data["Content-Disposition"].startswith("attachment")
    assert data.json()["policy_version"] == VERSION


@pytest.mark.parametrize("address", ["/assurance", "/assurance.json"])
def test_whoever_may_not_is_told_so(client, city, address):
    sign_in(client, city, "commissioner")
    assert client.get(address).status_code == 403


def test_the_facts_are_those_that_are_declared(city):
    said = StringIO()
    call_command("assurance_pack", partnership=city.slug, json=True, stdout=said)
    data = json.loads(said.getvalue())
    declared = {model._meta.label: classes_of(model) for model in house_models()}
    assert {one["kind"]: one["fields"] for one in data["kinds"]} == {
        label: {name: holds.value for name, holds in one.fields.items()} for label, one in declared.items()
    }
    assert {one["kind"]: (one["kept"], one["leaves"]) for one in data["kinds"]} == {
        label: (one.kept, one.leaves.value) for label, one in declared.items()
    }
    assert {one["name"] for one in data["schedule"]} == set(SCHEDULE)
    assert all(words == BLANK for one in data["processing"] for words in one["blanks"].values())


def test_without_a_partnership_it_says_how_to_mend_it(city):
    with pytest.raises(CommandError, match="no such partnership"):
        call_command("assurance_pack", partnership="nowhere")
