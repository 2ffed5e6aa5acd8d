"""Every command is in the documents, every command there exists, and each does what it says."""

import io
import json
import os
import re
import shlex
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command, load_command_class
from django.core.management.base import BaseCommand

from tests.config.databases import SECRET
from tests.factories.somebody import somebody
from tests.house.plan import PROJECT
from wholeplace.doors.cli.management.commands import build_demo
from wholeplace.edges.demo import PASSWORD
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.models import Event
from wholeplace.together.partnership.queries import partnerships

FOLDER = PROJECT / "wholeplace/doors/cli/management/commands"
COMMANDS = sorted(file.stem for file in FOLDER.glob("*.py") if file.stem != "__init__")
DJANGOS = {"makemigrations", "optimizemigration"}
PAGE = (PROJECT / "docs/how-to/commands.md").read_text()
SECTIONS = dict(re.findall(r"^## `(\w+)`\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def command(name: str) -> BaseCommand:
    """The command of this name, ours where Django has one too."""
    return load_command_class("wholeplace.doors.cli", name)


def own_words(name: str) -> set[str]:
    """What a command takes besides what every command takes."""
    ours, everyones = ArgumentParser(), BaseCommand().create_parser("manage.py", "any")
    command(name).add_arguments(ours)
    known = {word for action in everyones._actions for word in action.option_strings}
    words = {word for action in ours._actions for word in action.option_strings or [action.dest]}
    return words - known


def test_every_command_is_in_the_documents_and_every_command_there_exists():
    listed = re.findall(r"^\| \[`(\w+)`\]\(#\1\)", PAGE, re.MULTILINE)
    assert listed == sorted(SECTIONS) == COMMANDS


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in DJANGOS])
def test_every_word_that_a_command_takes_is_in_its_section(name):
    assert [word for word in own_words(name) if f"`{word}" not in SECTIONS[name]] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_in_a_section_is_one_that_the_command_takes(name):
    taken = {
        word for action in command(name).create_parser("manage.py", name)._actions for word in action.option_strings
    }
    assert set(re.findall(r"`(--\w+)", SECTIONS[name])) <= taken


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_in_each_section_is_one_that_the_command_reads(name):
    (example,) = re.findall(r"^(?:make manage DO='|.* python manage\.py )(.+?)'?$", SECTIONS[name], re.MULTILINE)
    said, *words = shlex.split(example)
    assert said == name
    command(name).create_parser("manage.py", name).parse_args(words)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_says_in_a_sentence_what_it_is_for(name):
    assert command(name).help.endswith(".")


# --- Each once ----------------------------------------------------------------------------------------------


def test_each_command_is_run_by_a_test_of_this_folder():
    tests = "".join(file.read_text() for file in Path(__file__).parent.glob("test_*.py"))
    run = set(re.findall(r"\b(?:call_command|manage)\(\s*\"(\w+)\"", tests))
    assert sorted(run & set(COMMANDS)) == COMMANDS


def manage(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as from a terminal."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        env=os.environ | {"SECRET_KEY": SECRET, "CONTEXT_KEY": SECRET} | environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


BEGINNING = {
    "organisation": "Ashcombe Council",
    "kind": "council",
    "consented": "Chief executive",
    "person": "Robin Vale",
    "email": "robin.vale@ashcombe.example.org",
}


@pytest.mark.django_db
def test_begin_place_lets_its_first_person_in_and_begins_no_place_twice(client, monkeypatch, capsys, django_user_model):
    monkeypatch.setattr(sys, "stdin", io.StringIO("three quiet words\n"))
    call_command("begin_place", "Ashcombe", **BEGINNING)
    assert "robin.vale@ashcombe.example.org can sign in." in capsys.readouterr().out
    sent = {"username": BEGINNING["email"], "password": "three quiet words"}
    assert client.post("/sign-in", sent)["Location"] == "/home"
    assert "Ashcombe" in client.get("/home").content.decode()
    with pytest.raises(CommandError, match="There is a place with the address"):
        call_command("begin_place", "Ashcombe", **BEGINNING | {"email": "another@ashcombe.example.org"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("password", "changes", "said"),
    [
        ("short", {}, "too short"),
        ("three quiet words", {"email": "no address"}, "address"),
        ("three quiet words", {"email": "commissioner@marlbridge.example"}, "cannot be invited"),
    ],
)
def test_begin_place_does_all_of_it_or_nothing(city, monkeypatch, password, changes, said):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
    with speaking_for(BOOTSTRAP):
        before = Event.objects.count()
    with pytest.raises(CommandError, match=said):
        call_command("begin_place", "Ashcombe", **BEGINNING | changes)
    with speaking_for(BOOTSTRAP):
        assert Event.objects.count() == before
        assert "ashcombe" not in {one.slug for one in partnerships(seen_by=BOOTSTRAP)}


@pytest.mark.django_db
def test_build_database_can_be_run_again_on_what_it_built(own_database):
    done = manage(
        "build_database",
        RUNTIME_DATABASE_URL=own_database.runtime,
        MIGRATOR_DATABASE_URL=own_database.migrator,
        WHOLEPLACE_AS_MIGRATOR="1",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "No migrations to apply." in done.stdout
    assert done.stdout.endswith("The database and its walls are built.\n")


def test_build_demo_shows_what_it_builds_and_builds_nothing_twice(monkeypatch, capsys):
    asked = []

    def build(*, places, size, on):
        asked.append((places, size))
        yield from ()

    monkeypatch.setattr(build_demo, "build", build)
    monkeypatch.setattr(build_demo, "places_to_build", lambda: ("city", "county"))
    call_command("build_demo", size=3)
    monkeypatch.setattr(build_demo, "places_to_build", lambda: ())
    call_command("build_demo")

    assert asked == [(("city", "county"), 3)]
    assert capsys.readouterr().out.strip().splitlines()[-2:] == [
        "Built 2 example places, size 3.",
        "The example places are there already.",
    ]


@pytest.mark.django_db
def test_check_site_says_each_fault_and_how_to_mend_it(capsys, monkeypatch):
    with pytest.raises(SystemExit):
        call_command("check_site")
    assert "fsync is off" in capsys.readouterr().out
    monkeypatch.setattr("wholeplace.ground.records.standing._of_durability", lambda: iter(()))
    call_command("check_site")
    assert capsys.readouterr().out == "The site stands as it must.\n"


@pytest.mark.django_db
def test_end_records_ends_nothing_before_its_day(city, capsys):
    call_command("end_records")
    assert capsys.readouterr().out.startswith("0 records ended")


@pytest.mark.django_db
def test_assurance_pack_is_made_for_a_partnership_that_is_there(city, capsys):
    call_command("assurance_pack", partnership=city.slug, json=True)
    assert json.loads(capsys.readouterr().out)
    with pytest.raises(CommandError):
        call_command("assurance_pack", partnership="nowhere")


@pytest.mark.django_db
def test_held_about_tells_what_is_held_and_says_when_there_is_nobody(city, capsys):
    one = somebody(city, 1, beside="Zebedee Quillfeather")
    call_command("held_about", one.public_id)
    assert f"records are about {one.name}." in capsys.readouterr().out
    call_command("held_about", one.public_id, json=True)
    assert {"Person", "Token", "Session"} <= {found["record"] for found in json.loads(capsys.readouterr().out)}
    with pytest.raises(CommandError, match="no such person"):
        call_command("held_about", "zzzzzzzzzzzz")


@pytest.mark.django_db
def test_makemigrations_finds_nothing_to_write_where_nothing_changed(capsys):
    call_command("makemigrations", "trail", check_changes=True, dry_run=True)
    assert "No changes detected" in capsys.readouterr().out


def test_makemigrations_takes_nothing_away_that_another_room_leans_on():
    files = [*PROJECT.glob("wholeplace/*/*/migrations/0*.py")]
    with pytest.raises(CommandError, match=r"Migrations of .*places.* lean on those that would go"):
        call_command("makemigrations", "intake", anew=True)
    assert [*PROJECT.glob("wholeplace/*/*/migrations/0*.py")] == files


@pytest.mark.django_db
def test_optimizemigration_finds_the_first_migration_of_the_trail_folded(capsys):
    call_command("optimizemigration", "trail", "0001", check=True)
    assert "No optimizations possible" in capsys.readouterr().out


def test_who_can_sign_in_tells_each_person_and_the_password(capsys):
    call_command("who_can_sign_in")
    first, *people = capsys.readouterr().out.strip().splitlines()
    assert first == f'Everybody in the example places signs in with the password "{PASSWORD}":'
    assert all(re.fullmatch(r"  \S+@\S+ +.+, .+ \(.+\)", person) for person in [f"  {one.strip()}" for one in people])
    assert len(people) > 10


def test_write_docs_writes_each_page_once_and_tells_a_stale_one(tmp_path, settings, capsys):
    settings.PROJECT = tmp_path
    call_command("write_docs")
    assert capsys.readouterr().out == "Written: rulebook.md, permissions.md, entities.md.\n"
    call_command("write_docs", check=True)
    assert capsys.readouterr().out == "All pages are true.\n"
    assert "| PER1 | people |" in (tmp_path / "docs/generated/rulebook.md").read_text()

    page = tmp_path / "docs/generated/permissions.md"
    page.write_text("Anybody may do anything.")
    with pytest.raises(CommandError, match=r"Stale: permissions\.md"):
        call_command("write_docs", check=True)
    assert page.read_text() == "Anybody may do anything."
