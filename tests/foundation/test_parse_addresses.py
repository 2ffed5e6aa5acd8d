"""E-mail addresses are read in plain letters; what can be taken for another address is refused with the reason."""

import pytest

from wholeplace.ground.foundation import parse


@pytest.mark.parametrize(
    "address",
    [
        "name@example.org",
        " name@example.org\n",
        "O'Brien+care@sub.example.org.uk",
        "x" * 64 + "@example.org",
        "a@b.cymru",
    ],
)
def test_an_address_that_mail_reaches_is_read_as_written(address):
    assert parse.email_address(address) == address.strip()


@pytest.mark.parametrize(
    "address,why",
    [
        ("", "such as name@example.org"),
        ("name", "is not one"),
        ("a@b@example.org", "is not one"),
        ("a b@example.org", "Take out the blank"),
        ("a..b@example.org", "is not one"),
        ("name@example", "is not one"),
        ("name@-example.org", "is not one"),
        ("nam\u0435@example.org", "'е' is not a plain letter"),
        ("name@ex\u0430mple.org", "'а' is not a plain letter"),
        ("name@ｅxample.org", "not a plain letter"),
        ("name\u200b@example.org", "not a plain letter"),
        ("na\0me@example.org", "not a plain letter"),
        ("a@[127.0.0.1]", "not the number of a machine"),
        ("a@127.0.0.1", "not the number of a machine"),
        ("x" * 65 + "@example.org", "Up to 64 characters"),
        ("a@" + "b" * 260 + ".org", "too long"),
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(address, why):
    with pytest.raises(parse.Unreadable, match=r"name@example\.org") as refused:
        parse.email_address(address)
    assert why in str(refused.value)
