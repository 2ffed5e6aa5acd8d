"""Disks that are full: whoever asks is told, nothing is kept in part, and all goes on once there is room."""

from collections.abc import Iterator
from contextlib import suppress

import psycopg
import pytest
import requests

from tests.factories.worlds import PASSWORD
from tests.prove.goals import chance, goal, size
from tests.prove.harness.disks import Disk, NoDisk, a_site_on_small_disks
from tests.prove.harness.filling import Asked, while_full
from tests.prove.harness.site import PATIENCE, Site

NEED = {
    "title": "A need that is told at length",
    # Words that the database can neither press together nor lay aside, so that they are sorted as they are.
    "statement": f"{chance('a long need').getrandbits(6000):x}",
    "group": "older_people",
    "confidence": "low",
    "observed_on": "2026-05-01",
    "evidence": [{"source": "Falls service returns", "observed_on": "2026-05-01"}],
}
HEADING = "Payment Date,Amount,Beneficiary Name,Organisational Unit,Service Division Label,Purpose,Transaction Number\n"
PAYMENTS = "".join(f"01/04/2026,{n}.10,Alder Care Ltd,Adults,Homes,Care,T{n}\n" for n in range(2_000))

MANY = 80
"""Needs told at length, more than can be sorted without a disk."""

Small = tuple[Site, dict[str, Disk]]


@pytest.fixture(scope="module")
def small() -> Iterator[Small]:
    """A site on small disks; inconclusive, and said so, where this machine lets nobody lay one."""
    try:
        with a_site_on_small_disks() as found:
            yield found
    except NoDisk as fault:
        pytest.skip(f"C3 is inconclusive here, and was not looked at: no small disk can be laid ({fault}).")


def test_data_that_have_no_room(small):
    filled(small, "data", asked=record_a_need)


def test_a_log_of_changes_that_has_no_room(small):
    site, _ = small

    def record_much(_: Site) -> tuple[int, bytes]:
        with suppress(psycopg.Error):
            site.asked("SELECT pg_switch_wal()")
        return record_a_need(site)

    filled(small, "log of changes", asked=record_much)


def test_sorting_that_has_no_room(small):
    site, _ = small
    for _ in range(MANY):
        assert record_a_need(site)[0] == 201
    filled(small, "scratch", asked=read_many_needs)
    with goal("C3") as tally:
        tally.that(site.asked("SELECT sum(temp_files) > 0 FROM pg_stat_database") == [(True,)], "nothing was sorted")


def test_files_that_have_no_room(small):
    site, _ = small
    filled(small, "files", asked=bring_a_file_in)
    with goal("C3") as tally:
        there = {file.name for file in site.files.rglob("*") if file.is_file()}
        told = {sha256 for (sha256,) in site.asked("SELECT sha256 FROM files_broughtfile")}
        tally.that(there == told, f"files that nobody brought in, or whose content is not there: {there ^ told}")


def filled(small: Small, name: str, *, asked: Asked) -> None:
    """Fill one disk as often as it is to be filled in a run of this size."""
    site, disks = small
    with goal("C3") as tally:
        for _ in range(size(small=1, change=1, release=20)):
            while_full(site, disks[name], tally, asked=asked)


def record_a_need(site: Site) -> tuple[int, bytes]:
    """Somebody records a need."""
    return site.send("POST", "/api/v1/needs", who="commissioner", body=NEED)


def read_many_needs(site: Site) -> tuple[int, bytes]:
    """Somebody reads more than can be sorted in memory."""
    return site.send("GET", f"/api/v1/needs?size={MANY}", who="commissioner")


def bring_a_file_in(site: Site) -> tuple[int, bytes]:
    """Somebody signs in and brings a file in."""
    browser = requests.Session()
    browser.get(f"{site.address}/sign-in", timeout=PATIENCE)
    proof = {"csrfmiddlewaretoken": browser.cookies["csrf"]}
    right = {"username": "finance@marlbridge.example", "password": PASSWORD} | proof
    browser.post(f"{site.address}/sign-in", right, timeout=PATIENCE)
    proof = {"csrfmiddlewaretoken": browser.cookies["csrf"]}
    said = proof | {"layout": "beneficiary", "encoding": "utf-8-sig"}
    file = {"file": ("april.csv", (HEADING + PAYMENTS).encode(), "text/csv")}
    answer = browser.post(f"{site.address}/bring-in", said, files=file, timeout=PATIENCE)
    if "/brought-in/" in answer.url:
        return 201, answer.content
    return (422 if answer.status_code == 200 else answer.status_code), answer.content
