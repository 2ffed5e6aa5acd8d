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
