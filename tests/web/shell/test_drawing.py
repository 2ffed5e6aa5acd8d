"""How forms are drawn: ours, Django's and a library's."""

import re
from datetime import date

from django import forms as django_forms
from django.contrib.auth.forms import AuthenticationForm
from django.test import RequestFactory

from tests.web.shell.gallery import draw
from tests.web.shell.samples import FORM, QUESTION, TYPED, ContractFilter, ExampleForm, ReasonForm
from wholeplace.doors.web.shell import forms
from wholeplace.doors.web.shell.drawing import drawn, error_summary, fields_of
from wholeplace.ground.foundation.money import Money


def test_each_kind_of_field_has_its_component():
    kinds = {drawn.params["name"]: drawn.kind for group in fields_of(ExampleForm()) for drawn in group.fields}
    assert kinds == {
        "title": "input", "why": "counted", "kind": "radios", "area": "select", "partners": "checkboxes",
        "starts_on": "date", "value": "input", "share": "input", "people": "input", "shared": "radios",
        "paper": "file", "email": "input", "password": "password", "carried": "hidden", "sure": "checkboxes",
    }  # fmt: skip


def test_a_revealed_field_stands_under_its_choice_only():
    shared = drawn(ExampleForm(), "shared")
    assert [one.params["name"] for one in shared.reveals["yes"]] == ["reason"]
    assert 'id="conditional-id_shared"' in draw("form.html", {"page": FORM, "form": ExampleForm()})


def test_what_is_optional_says_so_except_in_a_filter():
    assert drawn(ExampleForm(), "share").params["label"]["text"] == "Share of the council (optional)"
    assert drawn(ContractFilter(), "words").params["label"]["text"] == "Words"


def test_what_was_typed_stays_though_it_was_wrong():
    form = ExampleForm(TYPED)
    assert drawn(form, "value").params["value"] == "about 3m"
    assert [part["value"] for part in drawn(form, "starts_on").params["items"]] == ["31", "", "2027"]


def test_what_is_stored_stands_as_one_would_type_it():
    form = ExampleForm(initial={"value": Money(125050), "starts_on": date(2027, 3, 31), "shared": True})
    assert drawn(form, "value").params["value"] == "1,250.50"
    assert [part["value"] for part in drawn(form, "starts_on").params["items"]] == ["31", "3", "2027"]
    assert [item["checked"] for item in drawn(form, "shared").params["items"]] == [True, False]


def test_each_error_leads_to_the_input_that_mends_it():
    links = {error["text"]: error["href"] for error in error_summary(ExampleForm(TYPED))}
    assert links["Start date: enter the month as well."] == "#id_starts_on-month"
    assert links["Enter name of the service."] == "#id_title"
    assert links["Answer “Who takes part?”"] == "#id_partners"
    page = draw("form.html", {"page": FORM, "form": ExampleForm(TYPED)})
    assert not [href for href in links.values() if f'id="{href[1:]}"' not in page]


def test_an_error_of_the_whole_form_stands_first_and_leads_nowhere():
    form = ReasonForm({"because": "It is met."})
    form.add_error(None, "The need is still linked to an outcome.")
    assert error_summary(form) == [{"text": "The need is still linked to an outcome."}]


def test_only_the_wrong_part_of_a_day_is_marked():
    items = drawn(ExampleForm(TYPED), "starts_on").params["items"]
    assert ["govuk-input--error" in item["classes"] for item in items] == [False, True, False]


def test_the_page_of_a_form_with_errors_says_so_in_its_title():
    page = draw("form.html", {"page": FORM, "form": ExampleForm(TYPED)})
    assert "<title>Error: Raise an intention – Northmoor – Wholeplace</title>" in page
    assert "There is a problem" in page


def test_one_question_is_the_heading_of_its_page():
    page = draw("form.html", {"page": QUESTION, "form": ReasonForm()})
    assert page.count("<h1") == 1
    assert re.search(r'<h1 class="govuk-label-wrapper">\s*<label[^>]*>\s*Why is it no longer a need\?', page)


class DjangosOwn(django_forms.Form):
    """A form that knows nothing of us."""

    name = django_forms.CharField(help_text="In full.")
    amount = django_forms.DecimalField(required=False)
    count = django_forms.IntegerField(required=False)
    kind = django_forms.ChoiceField(choices=[("Group", [("a", "A")]), ("b", "B")])
    note = django_forms.CharField(widget=django_forms.Textarea, required=False)
    agree = django_forms.BooleanField()


def test_a_form_that_knows_nothing_of_us_is_drawn_too():
    fields = {name: drawn(DjangosOwn(), name) for name in DjangosOwn.base_fields}
    assert fields["amount"].params["inputmode"] == "decimal"
    assert fields["count"].params["inputmode"] == "numeric"
    assert [item["value"] for item in fields["kind"].params["items"]] == ["", "a", "b"]
    assert fields["note"].kind == "textarea"
    assert "In full." in draw("form.html", {"page": FORM, "form": DjangosOwn()})


def test_a_sign_in_form_can_show_the_password():
    form = AuthenticationForm(RequestFactory().get("/sign-in"))
    page = draw("form.html", {"page": FORM, "form": form}, signed_in=False)
    assert 'class="govuk-input" id="id_username" name="username" type="text"' in page
    assert "govuk-password-input__toggle" in page


def test_djangos_own_words_draw_the_same_components():
    form = ExampleForm(TYPED)
    assert "govuk-error-summary" in str(form)
    assert "govuk-date-input" in str(form["starts_on"].as_field_group())
    widget = {"widget": {"type": "hidden", "name": "x", "value": "y", "attrs": {}}}
    assert 'name="x"' in forms.Renderer().render("django/forms/widgets/hidden.html", widget)
