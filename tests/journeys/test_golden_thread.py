"""One thread, walked by the people who walk it: from a figure to a decision, a contract and a result."""

from datetime import date

import pytest
from django.utils import timezone

from tests.factories.thread import an_indicator
from tests.factories.worlds import World, build_city, build_county
from wholeplace.ground.foundation.financial_year import FinancialYear
from wholeplace.ground.foundation.money import Money
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.plan.funds import actions as funds
from wholeplace.plan.funds.rules.keeping import FundKind
from wholeplace.together.decisions import actions as decisions
from wholeplace.together.partnership import actions as partnership
from wholeplace.together.partnership.actions.boards import TermsOfReference
from wholeplace.together.partnership.rules.boards import BoardKind
from wholeplace.together.partnership.rules.seats import SeatRole
from wholeplace.together.partnership.rules.topics import Level, Topic

pytestmark = pytest.mark.django_db(transaction=True)

YESTERDAY_IN_JUNE = date(2026, 6, 2)


@pytest.fixture
def place(transactional_db) -> World:
    """A city whose commissioning group may decide little and whose executive may decide all, both meeting today."""
    city, today = build_city(), timezone.localdate()
    an_indicator("DELAY")
    by = city.governance
    limits = {"Commissioning Group": Money.of_pounds("100000"), "City Executive": None}
    for title, limit in limits.items():
        kind = BoardKind.GROUP if limit else BoardKind.EXECUTIVE
        terms = TermsOfReference(title=title, kind=kind, words="Decides.", quorum=1, set_size=5)
        board = partnership.set_up_board(terms_of_reference=terms, by=by, on=YESTERDAY_IN_JUNE)
        partnership.give_seat(
            board=board.public_id,
            organisation=city.organisations["council"].ref.public_id,
            role=SeatRole.CHAIR,
            voting=True,
            by=by,
            on=YESTERDAY_IN_JUNE,
        )
        partnership.delegate(
            to=board,
            topic=Topic.ADULT_SOCIAL_CARE,
            level=Level.STRATEGIC,
            limit=limit,
            source="Constitution, part 3",
            by=by,
            on=YESTERDAY_IN_JUNE,
        )
        decisions.call_meeting(
            board=board.public_id,
            held_on=today,
            place="Town Hall",
            short_notice_because="It is urgent.",
            by=by,
            on=today,
        )
    year = FinancialYear.of(today)
    fund = funds.open_fund(
        title="Better Care Fund",
        kind=FundKind.POOLED,
        first_year=year,
        last_year=year,
        rules="Kept by the council.",
        sensitivity=Sensitivity.PARTNERSHIP,
        by=city.finance,
        on=today,
    )
    funds.contribute(
        fund=fund.public_id,
        organisation=city.organisations["icb"].ref.public_id,
        amount=Money.of_pounds("1000000"),
        year=year,
        by=city.finance,
        on=today,
    )
    return city


def test_a_thread_is_walked_from_a_figure_to_its_result(somebody, place):  # noqa: PLR0915
    commissioner = somebody()
    commissioner.signs_in(place.emails["commissioner"])
    commissioner.finds_the_page_accessible()

    # A need, from a figure that an indicator's page fills in.
    commissioner.opens(
        "/needs/record?title=Older+people+wait+in+hospital&indicator_code=DELAY&figure=118+a+day&source=Discharge+returns"
    )
    commissioner.types("Who needs what, and why?", "Two thirds of those who wait are over 75.")
    commissioner.chooses("Which group is it about?", answer="Older people")
    commissioner.ticks("High: measured, recent and local")
    commissioner.enters_the_day("When was it observed?", 1, 5, 2026)
    commissioner.ticks("Everyone can see this, on the public pages too.")
    commissioner.finds_the_page_accessible()
    commissioner.presses("Record the need")
    commissioner.reads("Older people wait in hospital", "118 a day", "Open: nothing is planned about it yet.")
    commissioner.finds_the_page_accessible()
    need = commissioner.address()

    # An outcome, with baseline and target.
    commissioner.presses("Set an outcome for this need")
    commissioner.types("What should be true, in one line?", "Older people go home as soon as they are well")
    commissioner.types("What would that look like?", "People go home the day they are well, and stay there.")
    commissioner.chooses("For whom?", answer="Older people")
    commissioner.types("What shows that it comes nearer?", "People waiting in hospital")
    commissioner.types("Unit", "people a day")
    commissioner.ticks("Lower is better")
    commissioner.types("Where it stands now", "118")
    commissioner.enters_the_day("On which day was that?", 1, 5, 2026)
    commissioner.types("Where it should stand (optional)", "70")
    commissioner.enters_the_day("By which day?", 31, 3, 2029)
    commissioner.types("Where the figure comes from", "Discharge returns")
    commissioner.chooses("How often is a new figure known?", answer="Every quarter")
    commissioner.ticks("Everyone can see this, on the public pages too.")
    commissioner.finds_the_page_accessible()
    commissioner.presses("Set the outcome")
    commissioner.reads("118 people a day on 1 May 2026", "70 people a day by 31 March 2029")
    commissioner.finds_the_page_accessible()

    # An intention.
    commissioner.presses("Raise an intention for this outcome")
    commissioner.types("What is intended, in one line?", "One home reablement service")
    commissioner.chooses("What kind of change is it?", answer="Transform or redesign")
    commissioner.types("What will change, and for whom?", "Four services become one, with weekend starts.")
    commissioner.chooses("Which group is it about?", answer="Older people")
    commissioner.ticks("Older people wait in hospital")
    commissioner.types("What does it cost this financial year? (optional)", "500,000")
    commissioner.types("How does it fit with the strategy?", "Home first.")
    commissioner.ticks("Everyone can see this, on the public pages too.")
    commissioner.finds_the_page_accessible()
    commissioner.presses("Raise the intention")
    commissioner.reads("Raised; not taken to a board yet.", "£500,000")
    commissioner.finds_the_page_accessible()
    intention = commissioner.address()

    # Taken to a board that may not decide as much.
    takes_it_to(commissioner, "Commissioning Group")
    officer = somebody()
    officer.signs_in(place.emails["governance"])
    officer.opens(commissioner.address())
    officer.presses("Record the decision")
    decides(officer, meeting="Commissioning Group")
    officer.reads("£100,000", "City Executive")
    officer.finds_the_page_accessible()
    officer.opens(intention)
    officer.does_not_read("Approved by")

    # Taken to the one that may, and decided there.
    commissioner.opens(intention)
    takes_it_to(commissioner, "City Executive", again=True)
    officer.opens(commissioner.address())
    officer.presses("Record the decision")
    decides(officer, meeting="City Executive")
    officer.reads("Approved")
    officer.finds_the_page_accessible()

    commissioner.opens(intention)
    commissioner.reads("Approved by City Executive")
    commissioner.presses("Mark as agreed")
    commissioner.finds_the_page_accessible()
    commissioner.presses("Mark it as agreed")
    commissioner.reads("Agreed")

    # The contract, and the line of money.
    commissioner.presses("Enter the contract")
    enters_the_contract(commissioner)
    commissioner.finds_the_page_accessible()
    contract = commissioner.address()

    finance = somebody()
    finance.signs_in(place.emails["finance"])
    finance.opens(intention)
    finance.presses("Add a line of money")
    finance.page.get_by_label("Which fund pays?", exact=True).select_option(index=1)
    finance.types("How much?", "500,000.00")
    finance.finds_the_page_accessible()
    finance.presses("Add the line")
    finance.reads("£500,000")
    finance.finds_the_page_accessible()
    line = finance.address()

    # A measure, and a result against it.
    commissioner.opens(contract)
    measures_it(commissioner)
    records_a_result(commissioner, contract)

    # The thread shows all of it; the public sees what is public; another place sees nothing.
    commissioner.opens(f"/thread/need:{need.rpartition('/')[2]}")
    commissioner.reads(
        "Older people go home as soon as they are well",
        "One home reablement service",
        "Home reablement contract",
    )
    commissioner.finds_the_page_accessible()

    citizen = somebody(width=375)
    citizen.opens(need)
    citizen.reads("Older people wait in hospital", "One home reablement service")
    citizen.does_not_read("Commissioner of marlbridge")
    citizen.finds_the_page_accessible()
    assert citizen.opens(line) == 404

    county = build_county()
    neighbour = somebody()
    neighbour.signs_in(county.emails["commissioner"])
    assert neighbour.opens(line) == 404


def takes_it_to(commissioner, board: str, *, again: bool = False) -> None:
    """Take the intention on the page to a board."""
    if again:
        reference = commissioner.address().rpartition("/")[2]
        commissioner.opens(f"/items/take?subject=intention:{reference}&title=One+home+reablement+service&amount=500000")
    else:
        commissioner.presses("Take it to a board")
    commissioner.chooses("Which board?", answer=board)
    commissioner.chooses("Subject", answer="Adult social care")
    commissioner.ticks("Strategic: the whole place")
    commissioner.ticks("Everyone can see this, on the public pages too.")
    commissioner.finds_the_page_accessible()
    commissioner.presses("Take it to the board")
    commissioner.reads("One home reablement service", board)
    commissioner.finds_the_page_accessible()


def decides(officer, *, meeting: str) -> None:
    """Record an approval of the item on the page."""
    form = officer.page.get_by_label("At which meeting?", exact=True)
    form.select_option(index=max(0, form.locator("option").count() - 1))
    officer.page.get_by_role("group", name="Who was there?").get_by_role("checkbox").first.check()
    officer.ticks("Approved")
    officer.types("Reasons", "The evidence is strong.")
    officer.types("Other options considered and rejected", "Keep four services.")
    officer.finds_the_page_accessible()
    officer.presses("Record the decision")
    assert meeting


def enters_the_contract(commissioner) -> None:
    """Fill in the contract that carries the intention out."""
    commissioner.types("What is it called?", "Home reablement contract")
    commissioner.page.get_by_role("radio", name="Contract", exact=True).check()
    commissioner.chooses("For whom?", answer="Older people")
    commissioner.page.get_by_role("group", name="Who commissions it?").get_by_label("council", exact=True).check()
    commissioner.page.get_by_role("group", name="Who provides it?").get_by_label("charity", exact=True).check()
    commissioner.types("What is it worth over its whole length?", "1,500,000")
    commissioner.enters_the_day("First day", 1, 7, 2026)
    commissioner.enters_the_day("Last day", 30, 6, 2029)
    commissioner.ticks("Everyone can see this, on the public pages too.")
    commissioner.finds_the_page_accessible()
    commissioner.presses("Enter the contract")
    commissioner.reads("Home reablement contract", "£1,500,000")


def measures_it(commissioner) -> None:
    """Add a measure to the contract on the page."""
    commissioner.presses("Add a measure")
    commissioner.types("What is measured?", "People seen within two days")
    commissioner.page.get_by_role("radio", name="How well did we do it?").check()
    commissioner.types("Unit (optional)", "%")
    commissioner.page.get_by_role("radio", name="Higher is better").check()
    commissioner.types("Where it should stand", "90")
    commissioner.finds_the_page_accessible()
    commissioner.presses("Add the measure")
    commissioner.reads("People seen within two days")


def records_a_result(commissioner, contract: str) -> None:
    """Record a result against the measure, and see how it stands."""
    commissioner.opens(contract)
    commissioner.presses("Record a result")
    commissioner.types("What is the figure?", "84")
    commissioner.enters_the_day("First day of the period", 1, 7, 2026)
    commissioner.enters_the_day("Last day of the period", 30, 9, 2026)
    commissioner.finds_the_page_accessible()
    commissioner.presses("Record the result")
    commissioner.reads("84%", "Missed")
    commissioner.finds_the_page_accessible()
