"""The units are hardened alike, the proxy believes nobody, and the guide names only what is there."""

import re

import pytest

from tests.house.plan import PROJECT
from wholeplace.doors.cli.management.commands.makemigrations import files_of_no_release

UNITS = sorted((PROJECT / "deploy/systemd").glob("*.service"))
GUIDE = (PROJECT / "docs/how-to/deploy.md").read_text()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_every_unit_has_its_own_user_and_can_change_little(unit):
    said = unit.read_text().splitlines()
    assert {"ProtectSystem=strict", "NoNewPrivileges=yes", "PrivateTmp=yes", "CapabilityBoundingSet="} <= set(said)
    assert "IPAddressDeny=any" in said
    assert [line for line in said if re.match(r"User=wholeplace-(site|seal|backup)$", line)]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_who_serves_reads_no_backup_and_who_takes_them_no_key(unit):
    said = unit.read_text()
    takes_backups = "User=wholeplace-backup" in said
    assert ("keys.env" in said) != takes_backups
    assert ("InaccessiblePaths=-/var/lib/wholeplace-backup" in said) != takes_backups


def test_the_proxy_sets_who_asks_and_never_adds_to_it():
    said = (PROJECT / "deploy/nginx/wholeplace-proxy.conf").read_text()
    assert "X-Forwarded-For $remote_addr;" in said
    assert "$proxy_add_x_forwarded_for" not in said


def test_the_guide_names_only_files_that_are_there():
    named = set(re.findall(r"\bdeploy/[\w./-]+", GUIDE))
    assert named
    assert [name for name in named if not (PROJECT / name).exists()] == []


def test_only_what_no_release_holds_is_made_anew(tmp_path, monkeypatch):
    (tmp_path / "migrations").mkdir()
    for name in ("0001_initial", "0002_more"):
        (tmp_path / "migrations" / f"{name}.py").write_text("")
    monkeypatch.setattr(
        "wholeplace.doors.cli.management.commands.makemigrations.is_released", lambda name: name == "needs.0001_initial"
    )
    assert [file.stem for file in files_of_no_release(tmp_path, "needs")] == ["0002_more"]
