"""Getting in, and recording a need."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_commissioner_signs_in_and_records_a_need(somebody, city):
    reader = somebody()
    reader.signs_in(city.emails["commissioner"])
    reader.finds_the_page_accessible()
    reader.opens("/needs")
    reader.finds_the_page_accessible()
    reader.presses("Record a need")
    reader.finds_the_page_accessible()
    reader.types("What is the need, in one line?", "Falls at home")
    reader.types("Who needs what, and why?", "One in three people over 65 falls each year.")
    reader.chooses("Which group is it about?", answer="Older people")
    reader.ticks("Low: heard, not yet measured")
    reader.enters_the_day("When was it observed?", 1, 5, 2026)
    reader.types("Source", "Falls service returns 2025")
    reader.presses("Record the need")
    reader.reads("Falls at home", "Falls service returns 2025", "No intention answers this need.")
    reader.finds_the_page_accessible()


@pytest.mark.parametrize("width,scripts", [(320, True), (320, False)])
def test_a_need_that_rests_on_nothing_is_explained_on_a_phone(somebody, city, width, scripts):
    reader = somebody(width=width, scripts=scripts)
    reader.signs_in(city.emails["commissioner"])
    reader.opens("/needs/record")
    reader.types("What is the need, in one line?", "Falls at home")
    reader.presses("Record the need")
    reader.reads("There is a problem")
    assert reader.page.title().startswith("Error:")
    assert reader.page.get_by_label("What is the need, in one line?", exact=True).input_value() == "Falls at home"


def test_the_wrong_password_says_nothing_about_who_exists(somebody, city):
    answers = []
    for email in (city.emails["commissioner"], "nobody@marlbridge.example"):
        reader = somebody()
        reader.opens("/sign-in")
        reader.types("Email address", email)
        reader.types("Password", "wrong words entirely")
        reader.presses("Sign in")
        answers.append(reader.page.locator("main").inner_text().replace(email, "…"))
    assert answers[0] == answers[1]
    assert "not right" in answers[0]
