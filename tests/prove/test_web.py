"""Every door is hard to attack: headers on every answer, nothing unsafe without a token, sign-in that tells nothing."""

import logging
import re
import statistics
import time

import pytest
from django.test import Client, override_settings

from tests.factories.worlds import PASSWORD, TODAY
from tests.prove.goals import Tally, chance, goal, size
from wholeplace.config.logs import Lines
from wholeplace.doors.api.operations import OPERATIONS
from wholeplace.doors.web.shell.routes import PAGES
from wholeplace.doors.web.urls import pages
from wholeplace.together.people import actions

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}
CANARY = "zq7canary"


def address(name: str) -> str:
    """The address of a page, of a record that is not there where it needs one."""
    return "/" + re.sub(r"<[^>]+>", "zzzzzzzzzzzz", PAGES[name].address)


def looked_at(tally: Tally, answer, asked: str, *, signed_in: bool = False) -> None:
    """Whether an answer carries everything it must."""
    policy = answer.get("Content-Security-Policy", "")
    tally.that("default-src 'none'" in policy and "frame-ancestors 'none'" in policy, f"{asked}: policy {policy!r}")
    tally.that("unsafe" not in policy, f"{asked}: an unsafe policy")
    for name, value in EVERYWHERE.items():
        tally.that(answer.get(name) == value, f"{asked}: {name} is {answer.get(name)!r}")
    tally.that("camera=()" in answer.get("Permissions-Policy", ""), f"{asked}: no Permissions-Policy")
    tally.that(bool(answer.get("X-Request-Id")), f"{asked}: no id")
    if signed_in:
        tally.that("no-store" in answer.get("Cache-Control", ""), f"{asked}: kept by {answer.get('Cache-Control')!r}")
        tally.that("noindex" in answer.get("X-Robots-Tag", ""), f"{asked}: for search engines")
    for cookie in answer.cookies.values():
        tally.that(bool(cookie["httponly"]) and cookie["samesite"] == "Lax", f"{asked}: the cookie {cookie.key}")


def signed_in(world, key: str, **given) -> Client:
    """A browser in which somebody signed in."""
    client = Client(**given)
    right = {"username": world.emails[key], "password": PASSWORD}
    if given.get("enforce_csrf_checks"):
        client.get("/sign-in")
        right["csrfmiddlewaretoken"] = client.cookies["csrf"].value
    assert client.post("/sign-in", right).status_code == 302
    return client


def asked_everywhere(client: Client, tally: Tally, *, known: bool) -> None:
    """Look at every page by every usual method."""
    for name in sorted(PAGES):
        if name in {"sign-out"}:
            continue
        for method in ("get", "post", "put"):
            answer = getattr(client, method)(address(name))
            looked_at(tally, answer, f"{method} {name}", signed_in=known)
            tally.that(answer.status_code < 500, f"{method} {name}: {answer.status_code}")


def test_every_answer_carries_the_headers(city):
    assert pages
    with goal("W1") as tally:
        asked_everywhere(Client(), tally, known=False)
        asked_everywhere(signed_in(city, "commissioner"), tally, known=True)
        stranger = Client(raise_request_exception=False)
        for asked in ("/nowhere", "/static/nothing.css", "/api/v1/nowhere", "/api", "/health/live", "/metrics"):
            looked_at(tally, stranger.get(asked), asked)
        looked_at(tally, stranger.get("/", headers={"host": "evil.test"}), "another host")
        looked_at(tally, stranger.post("/api/v1/needs", "{", content_type="application/json"), "a broken body")
        looked_at(tally, stranger.get("/areas?format=csv"), "a file")


def test_a_fault_of_ours_is_one_page_with_the_headers(city, monkeypatch):
    monkeypatch.setattr("wholeplace.doors.web.home.views.front_page", lambda *_: 1 / 0)
    client = Client(raise_request_exception=False)
    with goal("W1") as tally:
        answers = [client.get("/"), client.get(f"/?{CANARY}"), signed_in(city, "commissioner").get("/nowhere")][:2]
        for answer in answers:
            looked_at(tally, answer, "a fault")
            tally.that(answer.status_code == 500, f"answered {answer.status_code}")
        tally.that(answers[0].content == answers[1].content, "two faults look different")
        tally.that(b"ZeroDivision" not in answers[0].content, "the page tells the fault")


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=3600, SESSION_COOKIE_SECURE=True)
def test_where_real_people_work_everything_goes_over_https(city):
    with goal("W1") as tally:
        answer = Client().get("/sign-in")
        tally.that(answer.status_code == 301 and answer["Location"].startswith("https://"), "served without HTTPS")
        safe = Client().post(
            "/sign-in", {"username": city.emails["analyst"], "password": PASSWORD}, secure=True
        )  # fmt: skip
        tally.that("max-age=3600" in safe.get("Strict-Transport-Security", ""), "no HSTS")
        tally.that(bool(safe.cookies["session"]["secure"]), "a cookie that travels without HTTPS")


def test_nothing_unsafe_is_done_without_its_token_or_from_elsewhere(city, events):
    client = signed_in(city, "governance", enforce_csrf_checks=True)
    token, before = client.cookies["csrf"].value, events()
    with goal("W2") as tally:
        for name in sorted(PAGES):
            without = client.post(address(name), {"title": "x"})
            tally.that(without.status_code == 403, f"{name}: {without.status_code} without a token")
            elsewhere = client.post(
                address(name), {"csrfmiddlewaretoken": token}, headers={"origin": "https://evil.test"}
            )  # fmt: skip
            tally.that(elsewhere.status_code == 403, f"{name}: {elsewhere.status_code} from another site")
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(client, method)("/api/v1/needs", "{}", content_type="application/json")
            tally.that(answer.status_code in {401, 404, 405}, f"the interface took a session by {method}")
        tally.that(client.get("/api/v1/acting-as").json()["is_signed_in"] is False, "the interface knows the session")
        tally.that(events() == before, "something was written")
    assert OPERATIONS


def test_signing_in_tells_nothing_and_begins_a_session_of_its_own(city):
    with goal("W3") as tally:
        answers = []
        for email in (city.emails["commissioner"], "nobody@marlbridge.example"):
            answer = Client().post("/sign-in", {"username": email, "password": "wrong words entirely"})
            main = answer.content.decode().partition("<main")[2].replace(email, "")
            answers.append((answer.status_code, re.sub(r'value="[^"]*"', "", main).partition("</main>")[0]))
        tally.that(answers[0] == answers[1], "known and unknown addresses are answered differently")
        client = Client()
        client.cookies["session"] = "fixedbyanattackerfixedbyanattack"
        client.post("/sign-in", {"username": city.emails["commissioner"], "password": PASSWORD})
        first = client.cookies["session"].value
        tally.that(first != "fixedbyanattackerfixedbyanattack", "a session that was fixed beforehand is used")
        key = client.get("/acting-as").wsgi_request.capacities[0].key
        client.post("/acting-as", {"capacity": key})
        tally.that(client.cookies["session"].value != first, "the session is the same after a switch")
        stolen = Client()
        stolen.cookies["session"] = client.cookies["session"].value
        client.post("/sign-out")
        tally.that(stolen.get("/home").status_code == 302, "a session lives on after signing out")


def test_a_known_address_takes_no_longer_than_an_unknown_one(city, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]  # as where real people work
    actions.change_password(password="other invented words there", by=city.commissioner, on=TODAY)
    addresses = (city.emails["commissioner"], "nobody@marlbridge.example")
    took: dict[str, list[float]] = {address: [] for address in addresses}
    for number in range(size(small=10, change=60, release=200)):
        for address in chance(f"order {number}").sample(addresses, 2):
            wrong = {"username": address, "password": "wrong words entirely"}
            began = time.perf_counter()
            Client().post("/sign-in", wrong, REMOTE_ADDR=f"192.0.2.{number}")
            took[address].append(time.perf_counter() - began)
    usual = statistics.median(took[addresses[1]])
    apart = statistics.median(known - unknown for known, unknown in zip(*took.values(), strict=True))
    with goal("W3") as tally:
        tally.that(usual > 0.01, f"no password was hashed for an unknown address: {usual:.4f} s")
        tally.that(abs(apart) <= 0.1 * usual, f"known and unknown differ by {apart:.4f} s of {usual:.4f} s")


def test_an_account_and_a_network_are_closed_after_too_many_tries_however_they_name_themselves(city):
    wrong, right = {"password": "wrong"}, {"password": PASSWORD}
    who = {"username": city.emails["commissioner"]}
    with goal("W4") as tally:
        for number in range(10):
            Client().post("/sign-in", who | wrong, headers={"x-forwarded-for": f"198.51.100.{number}"})
        spoofed = Client().post("/sign-in", who | right, headers={"x-forwarded-for": "203.0.113.1"})
        tally.that(spoofed.status_code == 429, f"a made-up address got round: {spoofed.status_code}")
        elsewhere = Client().post("/sign-in", who | right, REMOTE_ADDR="192.0.2.9")
        tally.that(elsewhere.status_code == 302, "a stranger locked somebody out everywhere")


class Gathered(logging.Handler):
    """Every line that is written, in the form in which it is written."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__(level=logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(Lines())

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.lines.append(self.format(record))


def personal_lines(gathered: Gathered, words: tuple[str, ...]) -> list[str]:
    """The lines in which one of these words stands."""
    return [line for line in gathered.lines if any(word.lower() in line.lower() for word in words)]


def test_no_line_of_the_log_and_no_figure_holds_what_somebody_typed_or_is_called(city, monkeypatch):
    gathered, roots = Gathered(), [logging.getLogger(), logging.getLogger("wholeplace.requests")]
    roots[0].addHandler(gathered)
    monkeypatch.setattr(roots[1], "level", logging.INFO)
    words = (CANARY, city.emails["commissioner"], city.commissioner.person_name, PASSWORD)
    try:
        client = signed_in(city, "commissioner", raise_request_exception=False)
        client.get("/", headers={"host": f"{CANARY}.test", "user-agent": CANARY})
        for name in sorted(PAGES):
            if name in {"sign-out", "sign-out-everywhere", "change-password"}:
                continue
            client.get(f"{address(name).replace('zzzzzzzzzzzz', CANARY)}?q={CANARY}")
            client.post(address(name), {"title": CANARY, "sentence": CANARY, "username": CANARY, "password": CANARY})
        client.get("/api/v1/needs", headers={"authorization": f"Bearer {CANARY}"})
        client.post("/api/v1/needs", CANARY, content_type="application/json")
        monkeypatch.setattr("wholeplace.doors.web.home.views.front_page", lambda *_: {}[CANARY])
        client.get(f"/?q={CANARY}")
        figures = client.get("/metrics").content.decode()
    finally:
        roots[0].removeHandler(gathered)
    with goal("P5") as tally:
        found = personal_lines(gathered, words)
        for line in gathered.lines:
            tally.that(line not in found, f"in the log: {line}")
        tally.that(any('"error": "KeyError"' in line for line in gathered.lines), "a fault left no line")
        tally.that(not any(word in figures for word in words), "a figure names somebody")
