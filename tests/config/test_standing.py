"""What must be mended before anybody is served is found, each fault with how to mend it."""

import psycopg
import pytest
from django.test import Client

from wholeplace.config import standing
from wholeplace.config.wsgi import application
from wholeplace.doors.web.operations import early
from wholeplace.ground.records.standing import Fault, faults_of_the_database

pytestmark = pytest.mark.django_db


@pytest.fixture
def durable(monkeypatch):
    """The server of the tests is not durable, which is a fault that is found: look away from it."""
    monkeypatch.setattr("wholeplace.ground.records.standing._of_durability", lambda: iter(()))


@pytest.fixture
def production(settings):
    """Settings as they are where real people work."""
    settings.DEVELOPMENT = settings.DEBUG = False
    settings.SECRET_KEY, settings.CONTEXT_KEY = "s" * 50, settings.CONTEXT_KEY
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 3600
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.ALLOWED_HOSTS = ["place.example", "testserver"]
    return settings


def sentences(faults) -> str:
    """What is said of all of them."""
    return " ".join(one.sentence for one in faults)


def test_the_database_of_the_tests_stands_but_for_its_speed(durable):
    assert tuple(faults_of_the_database()) == ()


def test_a_server_that_could_lose_what_was_acknowledged_is_found():
    assert "fsync is off" in sentences(faults_of_the_database())


@pytest.mark.parametrize(
    "altered",
    [
        "DROP POLICY sees ON needs_need",
        "ALTER TABLE needs_need NO FORCE ROW LEVEL SECURITY",
        "GRANT DELETE ON trail_event TO wholeplace_writer",
        "ALTER TABLE needs_need DROP CONSTRAINT needs_need_scope CASCADE",
        "CREATE OR REPLACE FUNCTION wall.is_system() RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true'",
        "ALTER POLICY sees ON needs_need USING (true)",
    ],
)
def test_a_wall_that_somebody_altered_is_found(durable, own_database, altered):
    with psycopg.connect(own_database.migrator, autocommit=True) as connection:
        connection.execute(altered)
    try:
        assert "altered" in sentences(faults_of_the_database())
    finally:
        from django.db import connections

        connections.close_all()
        own_database.renew()


def test_another_key_is_found(durable, settings):
    settings.CONTEXT_KEY = "another key " * 4
    assert "does not know the key" in sentences(faults_of_the_database())


def test_walls_that_other_code_built_are_found(durable, monkeypatch):
    monkeypatch.setattr("wholeplace.ground.records.standing.build_statements", lambda: iter(["SELECT 1"]))
    assert "other code" in sentences(faults_of_the_database())


def test_a_production_machine_may_be_without_fault(durable, production):
    assert standing.faults(in_production=True) == ()


@pytest.mark.parametrize(
    "name,value,said",
    [
        ("DEVELOPMENT", True, "machine for development"),
        ("DEBUG", True, "DEBUG is on"),
        ("SECRET_KEY", "short", "SECRET_KEY can be guessed"),
        ("SECRET_KEY", "for development only" * 3, "SECRET_KEY can be guessed"),
        ("ALLOWED_HOSTS", ["*"], "any name"),
        ("SESSION_COOKIE_SECURE", False, "Cookies"),
        ("SESSION_COOKIE_HTTPONLY", False, "Cookies"),
        ("SECURE_HSTS_SECONDS", 0, "without HTTPS"),
        ("FILES", "/dev/null/files", "cannot be kept"),
        ("PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"], "weak form"),
    ],
)
def test_each_setting_that_would_be_dangerous_is_found(durable, production, name, value, said):
    setattr(production, name, value)
    (fault,) = standing.faults(in_production=True)
    assert said in fault.sentence
    assert fault.mend


def test_one_secret_for_two_purposes_is_found(durable, production):
    production.SECRET_KEY = production.CONTEXT_KEY
    assert "are the same" in sentences(standing.faults(in_production=True))


def test_people_of_example_places_are_found(durable, production, city):
    assert "example places" in sentences(standing.faults(in_production=True))


def test_the_server_refuses_to_start_with_any_of_them(production, monkeypatch):
    monkeypatch.setattr(standing, "faults", lambda **_: (Fault("DEBUG is on.", "Take it away."),))
    monkeypatch.setattr(standing.connections, "close_all", lambda: None)
    with pytest.raises(SystemExit, match=r"The site does not start:\n- DEBUG is on\. Take it away\."):
        standing.must_stand()


# --- Health and figures ------------------------------------------------------------------------------------------


def test_it_lives_whatever_the_database_does(client, monkeypatch):
    monkeypatch.setattr(early, "faults", lambda **_: (Fault("The database does not answer.", "Start it."),))
    assert client.get("/health/live").content == b"Lives.\n"


def test_it_is_ready_only_without_fault_and_says_why_in_the_log_alone(caplog, monkeypatch):
    monkeypatch.setattr(early, "faults", lambda **_: (Fault("A wall was altered.", "Build it."),))
    answer = Client().get("/health/ready")
    assert (answer.status_code, answer.content) == (503, b"Not ready.\n")
    said = [record.fields["fault"] for record in caplog.records if record.name == "wholeplace.standing"]
    assert said == ["A wall was altered."]
    monkeypatch.setattr(early, "faults", lambda **_: ())
    assert Client().get("/health/ready").content == b"Ready.\n"


def test_health_is_only_read(client):
    assert client.post("/health/ready").status_code == 405


def test_figures_are_for_this_machine_or_whoever_bears_the_token(client, settings):
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 404
    settings.METRICS_TOKEN = "t" * 40
    bearing = {"HTTP_AUTHORIZATION": f"Bearer {'t' * 40}", "REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/metrics", **bearing).status_code == 200
    assert client.get("/metrics", **bearing | {"HTTP_AUTHORIZATION": "Bearer wrong"}).status_code == 404


def test_figures_count_what_was_answered_and_name_nobody(client, city):
    client.get("/sign-in")
    client.get("/nothing/here/Chair")
    told = client.get("/metrics").content.decode()
    assert 'wholeplace_requests_total{door="pages",status="4xx"}' in told
    assert "wholeplace_refusals_last_hour 0" in told
    assert "marlbridge" not in told.lower()
    assert "Chair" not in told
    assert application
