"""What the service says of itself is there for everybody."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/accessibility", "/privacy", "/cookies", "/help", "/law", "/search?q=x"])
def test_a_page_about_the_service_is_open_to_everybody(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert "<h1" in answer.content.decode()


@pytest.mark.django_db
def test_pages_carry_a_content_policy_without_anything_unsafe(client):
    policy = client.get("/help")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.django_db
@pytest.mark.parametrize(
    "part",
    ["Compliance status", "Feedback and contact", "How to complain", "not accessible", "prepared on 24 November 2026"],
)
def test_the_accessibility_statement_has_what_the_model_statement_asks_for(client, part):
    assert part in client.get("/accessibility").content.decode()


@pytest.mark.django_db
def test_the_privacy_page_names_everything_that_is_kept_about_a_person(client):
    page = client.get("/privacy").content.decode()
    kept = ("email address", "posts and seats", "interests", "meetings and decisions", "tokens", "refused")
    assert [word for word in kept if word not in page] == []


@pytest.mark.django_db
def test_the_help_page_says_what_programs_write_and_what_is_kept_on_the_pages(client):
    page = client.get("/help").content.decode()
    assert "results and overrides. Boards, delegations" in page
    assert "does the same as the pages" not in page
