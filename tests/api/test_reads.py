"""Reads: what strangers may not see is to them as if it were not there; lists are paged; answers agree with pages."""

import html
import re

import pytest
from django.test import Client

from tests.api.place import Place
from tests.factories.worlds import TODAY
from wholeplace.ground.foundation.money import Money
from wholeplace.together.people.models import Person

# Where each record of the place is read. Boards and what they may decide are public from the day they are set up.
HIDDEN = {
    "need": "/needs/{}",
    "outcome": "/outcomes/{}",
    "plan": "/plans/{}",
    "intention": "/intentions/{}",
    "item": "/items/{}",
    "paper": "/papers/{}",
    "decision": "/decisions/{}",
    "fund": "/funds/{}",
    "line": "/lines/{}",
    "contract": "/contracts/{}",
    "result": "/results/{}",
    "director": "/posts/{}",
}
KINDS = {"paper": None, "director": None, "item": None}
LISTS = (
    "/needs", "/outcomes", "/plans", "/intentions", "/items", "/decisions", "/funds", "/lines", "/contracts",
    "/results", "/results/dashboard", "/posts", "/arrangements", "/providers",
)  # fmt: skip
ABSENT = "zzzzzzzzzzzz"


@pytest.mark.parametrize("name", HIDDEN)
def test_a_record_is_to_strangers_as_if_it_were_not_there(place: Place, name):
    here, absent = HIDDEN[name].format(place.id(name)), HIDDEN[name].format(ABSENT)

    assert place.read(here)["ref"] == place.ref(name)
    for stranger in ("public", "county:commissioner", "county:everything"):
        hidden, nothing = (place.program(stranger).get(f"/api/v1{address}") for address in (here, absent))
        assert (hidden.status_code, hidden.content) == (404, nothing.content)
        assert hidden["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", [name for name in HIDDEN if name not in KINDS])
def test_its_thread_and_its_history_are_hidden_with_it(place: Place, name):
    for address in ("/thread/{}", "/history/{}"):
        assert place.read(address.format(place.ref(name)))
        for stranger in ("public", "county:everything"):
            hidden, nothing = (
                place.program(stranger).get(f"/api/v1{address.format(ref)}")
                for ref in (place.ref(name), f"{place.refs[name].kind}:{ABSENT}")
            )
            assert (hidden.status_code, hidden.content) == (404, nothing.content)


@pytest.mark.parametrize("address", LISTS)
def test_lists_of_the_place_are_empty_for_strangers(place: Place, address):
    mine = place.read(address)
    assert mine["total"] == len(mine["items"])
    for stranger in ("public", "county:everything"):
        assert place.read(f"{address}?place=marlbridge", who=stranger) == {"total": 0, "items": [], "next": None}


def test_the_lists_hold_what_the_place_holds(place: Place):
    for address, name in (
        ("/needs", "need"),
        ("/outcomes?priority_only=true", "outcome"),
        ("/plans?kind=organisation", "plan"),
        ("/intentions?state=agreed", "agreed intention"),
        ("/items", "item"),
        ("/decisions?topic=housing", "decision"),
        ("/funds", "fund"),
        ("/lines?year=2026/27", "line"),
        ("/contracts?words=REABLEMENT", "contract"),
        ("/results", "result"),
        ("/boards", "executive"),
        ("/meetings", "today"),
        ("/posts", "director"),
    ):
        assert place.ref(name) in [item["ref"] for item in place.read(address)["items"]], address


def test_filters_leave_out_what_they_should(place: Place):
    for address in (
        "/needs?group=children",
        "/outcomes?group=children",
        "/plans?kind=strategy",
        "/intentions?state=dropped",
        "/decisions?outcome=refused",
        "/funds?kind=single",
        "/lines?topic=nothing",
        "/contracts?kind=in_house",
        f"/contracts?provider={place.organisation('icb')}",
        f"/meetings?board={place.ref('locality')}",
        f"/items?board={place.ref('locality')}",
        f"/results?outcome={place.ref('outcome')}",
    ):
        assert place.read(address)["total"] == 0, address


def test_one_with_a_token_that_was_never_issued_is_told_so_even_where_everybody_may_read(place: Place):
    answer = Client(headers={"Authorization": "Bearer wp_never"}).get("/api/v1/places")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json()["detail"] == "This token is not known, or it has ended."


def test_a_list_is_paged_to_its_end(place: Place):
    address, seen = "/api/v1/needs?size=1", []
    while address:
        page = place.program("commissioner").get(address).json()
        seen += [item["title"] for item in page["items"]]
        address = page["next"]
    assert seen == ["Carers without a break", "Older people living alone without help"]


def test_a_page_after_the_last_is_empty(place: Place):
    assert place.read("/needs?page=1000") == {"total": 2, "items": [], "next": None}


def test_the_public_is_told_no_names_of_persons(place: Place):
    board = f"/boards/{place.id('executive')}"
    assert place.read(board)["seats"][0]["who"] == "Chair of marlbridge"
    assert {seat["who"] for seat in place.read(board, who="public")["seats"]} == {"Nobody yet"}
    happened = f"/history/{place.ref('executive')}"
    assert place.read(happened)["items"][0]["person"] == "Governance officer of marlbridge"
    assert {line["person"] + line["post"] for line in place.read(happened, who="public")["items"]} == {""}


def test_who_can_approve_names_the_smallest_sufficient_first(place: Place):
    asked = "/delegations/who-can-approve?topic=housing&level=operational&amount="
    able = [one["decider_name"] for one in place.read(f"{asked}40000")]
    assert able == ["Director of housing", "Commissioning Executive", "Commissioning Board"]
    assert [one["decider_name"] for one in place.read(f"{asked}600000.00")] == ["Commissioning Board"]
    assert place.read("/delegations?topic=housing")["total"] == 3


def test_organisations_are_found_by_words_and_followed(place: Place):
    (found,) = place.read("/organisations?words=CHARITY", who="public")
    whole = place.read(f"/organisations/{found['ref'].removeprefix('organisation:')}", who="public")
    assert (whole["name"], whole["kind"], whole["successors"]) == ("charity", "charity", [])
    assert place.read("/organisations?scheme=GB-CHC&identifier=999999") == []
    assert place.program("public").get("/api/v1/organisations").status_code == 422


def test_places_are_public_with_who_has_joined(place: Place):
    assert {one["slug"] for one in place.read("/places", who="public")["items"]} == {"marlbridge", "fenshire"}
    members = place.read("/places/marlbridge/members", who="public")
    assert [one["organisation"]["name"] for one in members["items"]] == ["charity", "council", "icb"]
    assert place.program("public").get("/api/v1/places/nowhere").status_code == 404


def test_a_place_says_what_it_means_by_its_words(place: Place):
    words = {one["word"]: one for one in place.read("/places/marlbridge/words", who="public")["items"]}
    assert words["joint commissioning"]["definition"].startswith("Two or more organisations")


def test_providers_are_read_with_what_all_commissioners_pay_them(place: Place):
    (line,) = place.read("/providers")["items"]
    assert (line["provider"]["name"], line["value"], line["is_shared"]) == ("charity", "300000.00", False)


def test_areas_are_found_and_followed_within_and_beside_one_another(place: Place):
    (found,) = place.read("/areas?words=etretham", who="public")["items"]
    assert (found["code"], found["name"], found["kind"]) == ("X08000002", "Étretham", "metropolitan")
    city = place.read("/areas/X08000001", who="public")
    assert [one["code"] for one in city["within"]] == ["X92000001", "X12000001"]
    assert city["holds"] == {"ward": 2, "lsoa_2011": 2, "lsoa_2021": 3}
    assert [one["area"]["code"] for one in city["neighbours"]] == ["X08000002"]
    wards = place.read("/areas/X08000001/parts?kind=ward", who="public")
    assert [one["name"] for one in wards["items"]] == ["Abbey", "Mill"]
    assert place.read("/areas/X01000001?kind=lsoa_2011", who="public")["kinds"] == ["lsoa_2021", "lsoa_2011"]
    assert place.program("public").get("/api/v1/areas/X09999999").status_code == 404
    assert place.program("public").get("/api/v1/areas").status_code == 422


def test_figures_are_read_with_their_interval_exactly_as_they_were_published(place: Place):
    (indicator,) = place.read("/indicators?words=smoke", who="public")["items"]
    assert place.read(f"/indicators/{indicator['code']}", who="public") == indicator
    told = place.read(f"/indicators/{indicator['code']}/figures?area=X08000001", who="public")
    assert [(one["period"], one["value"], one["lower"], one["upper"]) for one in told] == [
        ("2024", "14.25", "13.1", "15.4"),
        ("2025", "13.5", "12.4", "14.7"),
    ]
    assert [one["code"] for one in place.read("/indicators?area=X08000001", who="public")["items"]] == [
        indicator["code"]
    ]


def test_the_newest_figures_of_an_area_stand_beside_another(place: Place):
    (line,) = place.read("/figures?area=X08000001&comparator=X92000001", who="public")["items"]
    assert (line["figure"]["value"], line["comparator"]["value"]) == ("13.5", "11.9")
    assert (line["comparison"], line["indicator"]["polarity"]) == ("Worse", "Low is good")


def test_published_spend_adds_up_to_the_penny(place: Place):
    (spender,) = place.read("/spend", who="public")["items"]
    assert (spender["organisation"]["ref"], spender["whole"]["amount"]) == (place.organisation("council"), "1234.55")
    address = f"/spend/{place.organisation('council').removeprefix('organisation:')}"
    told = place.read(address, who="public")
    assert [(one["month"], one["amount"]) for one in told["by_month"]] == [
        ("2026-03-01", "1234.56"),
        ("2026-04-01", "-0.01"),
    ]
    assert place.read(f"{address}?first_month=2026-04-15", who="public")["whole"]["amount"] == "-0.01"
    assert [one["row"] for one in place.read(f"{address}/payments", who="public")["items"]] == [3, 2]
    assert place.read(f"{address}/payees", who="public")["items"][0]["name"] == "Alder Care Ltd"
    (payee,) = place.read("/payees?words=alder", who="public")["items"]
    assert [(one["organisation"]["name"], one["amount"]) for one in payee["paid_by"]] == [("council", "1234.55")]


def test_law_is_read_as_at_a_day_with_its_source(place: Place):
    told = place.read("/law/market_oversight_beds?on=2026-01-01", who="public")
    assert (told["value"], told["unit"], told["bound"], told["confidence"]) == ("2000", "count", "at least", "L")
    assert place.read("/law?rule=market_oversight_beds", who="public")["items"] == [told]
    assert place.program("public").get("/api/v1/law/market_oversight_beds?on=1999-01-01").status_code == 404
    assert place.program("public").get("/api/v1/law/no_such_rule").status_code == 404


def test_what_is_searched_is_found_where_it_may_be_seen(place: Place):
    assert place.ref("contract") in [stop["ref"] for stop in place.read("/search?words=reablement")]
    assert place.read("/search?words=reablement", who="county:everything") == []


def test_gaps_name_what_is_not_linked_with_the_money_in_it(place: Place):
    gaps = {gap["title"]: gap for gap in place.read("/gaps")}
    loose = gaps["Contracts not linked to an outcome"]
    assert (loose["amount"], [stop["ref"] for stop in loose["stops"]]) == ("300000.00", [place.ref("contract")])


def test_a_program_can_ask_who_it_is_and_what_waits_for_it(place: Place):
    me = place.read("/acting-as")
    assert (me["post"], me["organisation"], me["partnership"]) == ("Commissioner", "council", "Marlbridge Partnership")
    assert "record needs and their evidence" in me["may"]
    assert place.read("/acting-as", who="public")["is_signed_in"] is False
    assert isinstance(place.read("/inbox"), list)


# --- The same facts as the page -----------------------------------------------------------------------------


def page_of(place: Place, name: str) -> str:
    """The words of the page of a record, as its commissioner reads them."""
    browser = Client()
    person = Person.objects.get(email=place.city.emails["commissioner"])
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.get(f"/{place.refs[name].kind}s/{place.id(name)}")
    assert answer.status_code == 200, answer.content
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_the_page_of_a_need_says_the_same(place: Place):
    told, page = place.read(f"/needs/{place.id('need')}"), page_of(place, "need")
    for fact in (told["title"], told["statement"], "1 May 2026", told["evidence"][0]["source"]):
        assert fact in page
    assert told["observed_on"] == "2026-05-01"


def test_the_page_of_an_outcome_says_the_same(place: Place):
    told, page = place.read(f"/outcomes/{place.id('outcome')}"), page_of(place, "outcome")
    (measure,) = told["measures"]
    (target,) = measure["targets"]
    for fact in (told["statement"], measure["title"], f"{measure['baseline']}%", f"{target['target']}% by 1 June 2027"):
        assert fact in page
    assert (target["due_on"], told["is_priority"]) == ("2027-06-01", True)


def test_the_pages_of_money_say_the_same_to_the_penny(place: Place):
    fund, line = place.read(f"/funds/{place.id('fund')}"), place.read(f"/lines/{place.id('line')}")
    assert (fund["put_in"], fund["set_aside"], fund["left"]) == ("1000000.00", "500000.00", "500000.00")
    page = page_of(place, "fund")
    for amount in (fund["put_in"], fund["left"], line["amount"]):
        money = Money.of_pounds(amount)
        assert str(money) in page or money.brief() in page, amount
    assert fund["lines"][1]["title"] in page
    assert fund["host"]["name"] in page


def test_the_page_of_an_intention_says_the_same(place: Place):
    told, page = place.read(f"/intentions/{place.id('agreed intention')}"), page_of(place, "agreed intention")
    for fact in (told["title"], told["summary"], told["fit"], told["decision_title"], told["owner"]["name"], "Agreed"):
        assert fact in page
    assert told["state"] == "agreed"


def test_the_page_of_a_decision_says_the_same(place: Place):
    told, page = place.read(f"/decisions/{place.id('decision')}"), page_of(place, "decision")
    for fact in (told["title"], told["taken_by"], told["reasons"], told["options"], told["authority"], "1 June 2026"):
        assert fact in page
    assert str(Money.of_pounds(told["amount"])) in page
    (needed,) = told["needed"]
    assert needed["body"]["name"] in page
    assert (told["standing"], needed["position"]) == ("in_principle", None)


def test_the_page_of_a_contract_says_the_same_to_the_penny(place: Place):
    told, page = place.read(f"/contracts/{place.id('contract')}"), page_of(place, "contract")
    for fact in (told["reference_number"], told["department"], told["route"], told["providers"][0]["name"]):
        assert fact in page
    assert str(Money.of_pounds(told["value"])) in page
    assert all(measure["title"] in page for measure in told["measures"])
    assert (told["notice_by"], "30 September 2027" in page) == ("2027-09-30", True)


def test_the_page_of_a_result_says_the_same(place: Place):
    told, page = place.read(f"/results/{place.id('result')}"), page_of(place, "result")
    for fact in (told["measure_title"], told["of_title"], f"{told['value']}%", f"{told['expected']}%", "Missed"):
        assert fact in page
    assert told["standing"] == "missed"


def test_the_history_of_a_record_is_that_of_its_page(place: Place):
    lines, page = place.read(f"/history/{place.ref('need')}")["items"], page_of(place, "need")
    assert [line["on"] for line in lines] == [TODAY.isoformat()]
    assert all(line["sentence"] in page for line in lines)
