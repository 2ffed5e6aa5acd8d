"""The layout and the kinds of pages, drawn without a database."""

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from jinja2 import UndefinedError

from tests.web.shell import samples
from tests.web.shell.gallery import draw, gallery
from wholeplace.doors.web.shell import templates
from wholeplace.doors.web.shell.pages import Page
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.foundation.refusal import Refusal


def test_a_record_always_reads_in_the_same_order():
    page = draw("record.html", {"page": samples.RECORD})
    marks = ("wp-status", "wp-next", 'id="facts"', 'id="how-it-is-doing"', 'id="thread"', 'id="comments"',
             'id="files"', 'id="history"', 'id="who-can-see-this"')  # fmt: skip
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)


def test_the_header_says_where_one_is_and_as_whom():
    page = draw("home.html", {"page": samples.HOME})
    assert "Northmoor" in page
    assert "Priya Shah" in page
    assert "<b>Joint commissioning manager, Northmoor Council</b>" in page
    assert re.search(r'action="/sign-out" method="post"><input type="hidden" name="csrfmiddlewaretoken"', page)


def test_the_navigation_has_eight_words_and_marks_where_one_is():
    page = draw("record.html", {"page": samples.RECORD}, path="/contracts/7")
    words = re.findall(r'govuk-service-navigation__link" href="([^"]+)"( aria-current="true")?', page)
    assert len(words) == 8
    assert [href for href, current in words if current] == ["/contracts"]


def test_what_the_site_does_not_have_is_not_in_the_navigation(settings):
    settings.ROOT_URLCONF = "tests.web.shell.few_addresses"
    page = draw("home.html", {"page": samples.HOME}, path="/needs")
    assert re.findall(r'govuk-service-navigation__link" href="([^"]+)"', page) == ["/home", "/needs"]
    assert 'role="search"' not in page


def test_a_stranger_is_offered_to_sign_in_and_sees_nobody():
    page = draw("home.html", {"page": samples.HOME}, path="/", signed_in=False)
    assert 'href="/sign-in"' in page
    assert "Priya Shah" not in page
    assert re.findall(r'govuk-service-navigation__link" href="([^"]+)"', page) == ["/", "/areas", "/search"]


def test_an_invented_place_says_so_on_every_page_of_it():
    assert "Invented example: not a real place" in draw("record.html", {"page": samples.RECORD})
    assert "Invented example" not in draw("confirm.html", {"page": samples.CONFIRM})


def test_not_found_and_not_allowed_look_exactly_alike():
    drawn = [re.sub(r'value="[^"]{60,}"', "", draw(f"{status}.html", {}, path="/x")) for status in (403, 404)]
    assert drawn[0] == drawn[1]
    assert "Page not found or not open to you" in drawn[0]


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "error.html"])
def test_an_error_page_needs_neither_request_nor_context(template):
    assert "<h1" in render_to_string(template)


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (400, "We could not read what was sent"),
        (429, "Too many attempts"),
        (500, "Something went wrong on our side"),
        (503, "Sorry, there is a problem with the service"),
    ],
)
def test_each_error_says_what_happened(status, title):
    assert f"<title>{title} – Wholeplace</title>" in render_to_string("error.html", {"status": status})


def test_a_refusal_gives_every_reason_with_its_code_and_source():
    page = draw("refused.html", {"page": samples.REFUSED})
    assert "Rule EXT2 · The contract’s extension clause" in page
    assert '<a class="govuk-link" href="/rules/EXT4">EXT4</a>' in page
    assert "Nothing was changed." in page


def test_a_refusal_can_be_drawn_from_its_reasons_alone():
    page = draw("refused.html", {"reasons": [Refusal("ACCESS need.record", "The permission table", "You may not.")]})
    assert "This cannot be done as things stand" in page
    assert "Rule ACCESS need.record · The permission table" in page


def test_an_empty_list_says_what_to_do_next():
    page = draw("list.html", {"page": samples.EMPTY_LIST})
    assert "No fund has been opened yet." in page
    assert 'href="/money/funds/new"' in page
    assert "<table" not in page


def test_a_register_can_be_sorted_and_says_how_it_is():
    page = draw("list.html", {"page": samples.LIST})
    assert page.count('aria-sort="ascending"') == 1
    assert 'href="?sort=value"' in page
    assert "76 to 100 of 214" in page


def test_no_page_carries_script_or_style_that_the_content_policy_forbids():
    for name, page in gallery().items():
        assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=|<style", page), name


def test_each_page_has_one_heading_of_the_first_level_and_no_id_twice():
    for name, page in gallery().items():
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert page.count("<h1") == 1, name
        assert len(ids) == len(set(ids)), name


def test_words_from_people_are_escaped():
    page = draw("layout.html", {"page": Page(title="<script>alert(1)</script>", lead="A & B")})
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "A &amp; B" in page


def test_a_misspelt_word_in_a_template_is_a_fault():
    environment = get_template("layout.html").backend.env
    with pytest.raises(UndefinedError):
        environment.from_string("{{ pgae }}").render()
    with pytest.raises(UndefinedError):
        environment.from_string("{{ page.titel }}").render(page=samples.BARE)
    assert environment.from_string("{{ params.label.text }}").render(params={}) == ""


def test_the_shell_copes_without_an_actor():
    shell = templates.shell(RequestFactory().get("/", {"q": "care"}))["shell"]
    assert (shell.is_signed_in, shell.search_words, shell.place_name) == (False, "care", "")


def test_a_place_can_be_named_by_the_request_itself():
    request = RequestFactory().get("/")
    request.actor = SimpleNamespace(is_signed_in=False, partnership_name="")
    request.place_name = "Leeds"
    assert templates.shell(request)["shell"].place_name == "Leeds"


def test_days_and_moments_are_written_as_people_write_them():
    assert templates.day(date(2026, 3, 3)) == "3 March 2026"
    assert templates.moment(date(2026, 3, 3)) == "3 March 2026"
    assert templates.moment(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026 at 12:30am"
    assert templates.day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026"
    assert (templates.day(None), templates.day("spring 2026")) == ("", "spring 2026")
    assert (templates.iso(date(2026, 3, 3)), templates.iso("spring 2026")) == ("2026-03-03", "")


def test_money_writes_itself_and_a_bare_number_is_pounds():
    assert templates.money(Money(125050)) == str(Money(125050))
    assert templates.money(1250) == "£1,250"
    assert templates.money(None) == ""


def test_an_address_leaves_out_what_was_not_asked():
    assert templates.url("contracts", query={"page": 2, "words": "", "kind": ["a", "b"]}) == (
        "/contracts?page=2&kind=a&kind=b"
    )
    assert templates.url_if("no-such-page") is None
