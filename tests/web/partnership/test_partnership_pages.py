"""The pages of boards, delegations, arrangements, interests, posts, members and words."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.governance import terms
from tests.factories.worlds import PASSWORD, TODAY
from wholeplace.ground.access.roles import Role
from wholeplace.together.partnership import actions
from wholeplace.together.partnership.actions import ArrangementTerms
from wholeplace.together.partnership.rules.arrangements import ArrangementType
from wholeplace.together.partnership.rules.boards import BoardKind
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.topics import Topic


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The day on which the doors believe to be."""
    monkeypatch.setattr("wholeplace.doors.web.middleware.timezone.localdate", lambda: TODAY)


@pytest.fixture
def signed_in(client, governed):
    """A browser signed in as somebody of the city, by name."""

    def sign_in(key):
        client.logout()
        answer = client.post("/sign-in", {"username": governed.city.emails[key], "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return sign_in


def words(response):
    """The text of a page, with its white space made single."""
    return " ".join(response.content.decode().split())


def day(name, when):
    """A day as a form sends it."""
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


def arrangement(governed):
    """A memorandum of council and integrated care board."""
    return actions.register_arrangement(
        title="Working together on homelessness",
        type=ArrangementType.MEMORANDUM,
        parties={governed.body("council"): None, governed.body("icb"): None},
        terms=ArrangementTerms(),
        by=governed.city.governance,
        on=TODAY,
    )


PUBLIC = [
    "/boards?place=marlbridge",
    "/boards/themes?place=marlbridge",
    "/delegations?place=marlbridge",
    "/delegations?place=marlbridge&topic=housing&level=operational",
    "/delegations?place=marlbridge&format=csv",
    "/delegations/who?place=marlbridge",
    "/delegations/who?place=marlbridge&topic=housing&level=operational&amount=200000",
    "/arrangements?place=marlbridge",
    "/arrangements?place=marlbridge&stage=live&type=memorandum",
    "/posts?place=marlbridge",
    "/posts?place=marlbridge&joint=yes",
    "/members?place=marlbridge",
    "/words?place=marlbridge",
]


def test_everyone_can_read_the_registers_and_no_name_stands_in_them(governed, client):
    for address in (*PUBLIC, f"/boards/{governed.board.public_id}"):
        shown = client.get(address)
        assert shown.status_code == 200, address
        assert "Chair of marlbridge" not in words(shown), address


@pytest.mark.parametrize("who", ["commissioner", "governance", "icb_governance", "provider"])
def test_every_page_is_drawn_for_every_role(governed, signed_in, who):
    ref = arrangement(governed)
    client = signed_in(who)

    for address in (
        *PUBLIC,
        "/interests",
        f"/boards/{governed.board.public_id}",
        f"/posts/{governed.joint_post.public_id}",
        f"/arrangements/{ref.public_id}",
    ):
        assert client.get(address).status_code == 200, address


def test_the_tree_shows_each_board_below_the_one_it_answers_to(governed, client):
    page = words(client.get("/boards?place=marlbridge"))
    board, executive = page.index("Commissioning Board"), page.index("Commissioning Executive")
    assert board < page.index("wp-tree__below") < executive
    assert "Board. 3 members of 8, quorum 2." in page


def test_a_board_that_cannot_decide_says_so(governed, client):
    actions.set_up_board(terms_of_reference=terms(title="Empty group"), by=governed.city.governance, on=TODAY)
    page = words(client.get("/boards?place=marlbridge"))
    assert "Below quorum" in page
    assert "No chair" in page


def test_who_can_approve_shows_the_smallest_first(governed, signed_in):
    page = words(signed_in("commissioner").get("/delegations/who?topic=housing&level=operational&amount=40,000"))
    assert page.index("Director of housing") < page.index("Commissioning Executive") < page.index("Commissioning Board")
    nobody = words(signed_in("commissioner").get("/delegations/who?topic=housing&level=operational&amount=x"))
    assert "There is a problem" in nobody


def test_a_board_is_set_up_changed_and_given_seats_in_the_browser(governed, signed_in):
    client = signed_in("governance")
    asked = {
        "title": "Health Group",
        "kind": "group",
        "parent": governed.board.public_id,
        "quorum": "3",
        "set_size": "9",
        "paper_lead_days": "7",
        "remit": "Align strategies\nShare providers",
        "sensitivity": "public",
    }
    assert client.get("/boards/set-up").status_code == 200
    wrong = client.post("/boards/set-up", asked | {"quorum": "10"})
    assert wrong.status_code == 422
    assert "A quorum of 10 never meets in a board of 9." in words(wrong)

    done = client.post("/boards/set-up", asked)
    address = done["Location"]
    page = words(client.get(address))
    assert "Align strategies" in page
    assert "Nobody has a seat yet" in page

    assert 'value="7"' in words(client.get(f"{address}/terms"))
    assert client.post(f"{address}/terms", asked | {"paper_lead_days": "5"}).status_code == 302
    seat = {"organisation": governed.body("icb"), "role": "chair", "voting": "yes"} | day("begins_on", TODAY)
    assert client.post(f"{address}/seats", seat).status_code == 302
    page = words(client.get(address))
    assert "5 clear days before a meeting" in page
    end = page.split(f'href="{address}/seats/')[1].split('"')[0]
    assert client.post(f"{address}/seats/{end}", day("last_day", TODAY)).status_code == 302


def test_numbers_and_lines_that_are_too_long_for_a_board_are_refused_on_the_page(governed, signed_in):
    client = signed_in("governance")
    asked = {"title": "Health Group", "kind": "group", "quorum": "40000", "set_size": "40000", "paper_lead_days": "90",
             "remit": "Short\n" + "x" * 251, "sensitivity": "public"}  # fmt: skip

    shown = client.post("/boards/set-up", asked)

    assert shown.status_code == 422
    page = words(shown)
    assert "Quorum: enter 1,000 or less, not 40,000." in page
    assert "Set size: enter 1,000 or less, not 40,000." in page
    assert "Line 2 of the standing lines of work has 251 characters: shorten it to 250." in page


def test_a_seat_that_is_to_come_is_shown_and_can_be_ended(governed, signed_in):
    client = signed_in("governance")
    address = f"/boards/{governed.board.public_id}"
    seat = {"organisation": governed.body("icb"), "role": "member", "voting": "yes"}
    assert client.post(f"{address}/seats", seat | day("begins_on", date(2027, 1, 1))).status_code == 302

    page = words(client.get(address))
    assert "To come" in page
    ends = [part.split('"')[0] for part in page.split(f'href="{address}/seats/')[1:]]
    pages = [words(client.get(f"{address}/seats/{end}")) for end in ends]
    assert len([page for page in pages if "End the seat of icb" in page]) == 2
    done = [client.post(f"{address}/seats/{end}", day("last_day", date(2027, 3, 31))).status_code for end in ends]
    assert done == [302] * 5
    assert "Until 31 March 2027" in words(client.get(address))


def test_a_delegation_is_recorded_and_ended_in_the_browser(governed, signed_in):
    client = signed_in("governance")
    asked = {
        "to": f"board:{governed.executive.public_id}",
        "topic": "sport",
        "level": "operational",
        "limited": "yes",
        "limit": "100,000",
        "source": "Scheme of delegation 2026",
    } | day("begins_on", TODAY)

    assert client.get(f"/delegations/record?to=board:{governed.executive.public_id}").status_code == 200
    assert client.post("/delegations/record", asked).status_code == 302
    again = client.post("/delegations/record", asked)
    assert "End that one first." in words(again)
    page = words(client.get("/delegations?topic=sport"))
    end = page.split('href="/delegations/')[1:]
    link = next(part.split('"')[0] for part in end if part.split('"')[0].endswith("/end"))
    assert client.get(f"/delegations/{link}").status_code == 200
    assert client.post(f"/delegations/{link}", day("last_day", TODAY)).status_code == 302


def test_an_arrangement_is_registered_completed_consented_to_and_goes_live(governed, signed_in):
    client = signed_in("commissioner")
    done = client.post(
        "/arrangements/register",
        {
            "title": "Homelessness memorandum",
            "type": "memorandum",
            "label": "joint",
            "parties": [governed.body("council"), governed.body("icb")],
            "lead": governed.body("council"),
            "sensitivity": "partnership",
        },
    )
    address = done["Location"]
    page = words(client.get(address))
    assert "Exploring: 0 of 2 organisations consent to it." in page
    assert client.post(f"{address}/move", {"to": "prepare"}).status_code == 302
    page = words(client.get(address))
    assert "Complete 3 things before it can go live." in page
    assert "council and icb must record their own consent first." in page

    assert client.get(f"{address}/complete").status_code == 200
    asked = {"element_aims": "Fewer people on the street.", "element_management": "Monthly.", "notice_days": "30"}
    long = client.post(f"{address}/complete", asked | {"notice_days": "40000"})
    assert (long.status_code, "Notice to withdraw: enter 3,650 or less, not 40,000." in words(long)) == (422, True)
    assert client.post(f"{address}/complete", asked | day("signed_on", TODAY)).status_code == 302
    for who in ("governance", "icb_governance"):
        partner = signed_in(who)
        assert partner.get(f"{address}/consent").status_code == 200
        assert partner.post(f"{address}/consent", {"consented_by": "Chief executive"}).status_code == 302
    client = signed_in("commissioner")
    assert "Let it go live" in words(client.get(address))
    assert client.post(f"{address}/move", {"to": "live"}).status_code == 302
    page = words(client.get(address))
    assert "Live: 2 of 2 organisations consent to it." in page
    assert "Write down what it must record" not in page
    assert "It is live, so what it says stands." in words(client.post(f"{address}/complete", asked))

    partner = signed_in("icb_governance")
    early = partner.post(f"{address}/withdraw", {"because": "Money."} | day("last_day", TODAY))
    assert "This arrangement asks for 30 days" in words(early)


def test_a_body_of_a_joint_post_consents_to_it_and_withdraws_in_the_browser(governed, signed_in):
    post = actions.set_up_post(
        partnership=governed.city.partnership,
        host=governed.body("council"),
        title="Shared analyst",
        roles=[Role.ANALYST],
        shares={governed.body("council"): Decimal(60), governed.body("icb"): Decimal(40)},
        by=governed.city.governance,
        on=TODAY,
    )
    address = f"/posts/{post.public_id}"
    assert "Consent for your organisation" not in words(signed_in("governance").get(address))
    client = signed_in("icb_governance")
    page = words(client.get(address))
    assert "Once it consents" in page
    assert "Consent for your organisation" in page

    assert client.get(f"{address}/consent").status_code == 200
    assert client.post(f"{address}/consent", {"consented_by": "ICB board"}).status_code == 302
    page = words(client.get(address))
    assert "Once it consents" not in page
    assert "Withdraw your organisation" in page
    assert client.get(f"{address}/withdraw").status_code == 200
    assert client.post(f"{address}/withdraw", {"because": "Ours."} | day("last_day", TODAY)).status_code == 302
    director = f"/posts/{governed.director.public_id}"
    assert client.get(f"{director}/consent").status_code == 404


def test_a_step_that_is_refused_says_why_on_a_page_of_its_own(governed, signed_in):
    ref = arrangement(governed)
    refused = signed_in("governance").post(f"/arrangements/{ref.public_id}/move", {"to": "live"})
    assert refused.status_code == 422
    assert "After exploring comes preparing and ended." in words(refused)


def test_an_interest_is_declared_and_ended_by_whom_it_is(governed, signed_in):
    client = signed_in("member")
    asked = {"about": "organisation", "organisation": governed.body("charity"), "nature": "governs", "words": "Trustee"}
    assert client.get("/interests/declare").status_code == 200
    assert client.post("/interests/declare", asked | day("begins_on", TODAY)).status_code == 302
    page = words(client.get("/interests"))
    assert "Chair of marlbridge" in page
    link = page.split('href="/interests/')[1:]
    end = next(part.split('"')[0] for part in link if part.split('"')[0].endswith("/end"))
    assert client.get("/interests/0123456789ab/end").status_code == 404
    assert client.post(f"/interests/{end}", day("last_day", TODAY)).status_code == 302

    actions.declare_interest(nature=Nature.OTHER, words="x", organisation=governed.body("icb"),
                             by=governed.city.member, on=TODAY)  # fmt: skip
    assert "/end" not in words(signed_in("provider").get("/interests"))


def test_a_word_is_settled_in_the_browser(governed, signed_in):
    client = signed_in("governance")
    assert client.get("/words/intention/settle").status_code == 200
    done = client.post("/words/intention/settle", {"label": "Key change", "definition": "A planned change."})
    assert done.status_code == 302
    assert "Key change" in words(client.get("/words"))
    assert client.get("/words/nonsense/settle").status_code == 404


def test_theme_boards_stand_against_the_groups_that_serve_them(governed, client):
    officer = governed.city.governance
    assert "No theme board has been set up yet." in words(client.get("/boards/themes?place=marlbridge"))
    lead = governed.director.public_id
    theme = terms(title="Homes Board", kind=BoardKind.THEME, theme=Topic.HOUSING, lead_post=lead)
    served = actions.set_up_board(terms_of_reference=theme, by=officer, on=TODAY)
    group = terms(title="Sport Group", kind=BoardKind.CROSS_CUTTING, serves=(served.public_id,))
    serving = actions.set_up_board(terms_of_reference=group, by=officer, on=TODAY)

    page = words(client.get("/boards/themes?place=marlbridge"))
    assert page.index("Sport Group") < page.index("Homes Board") < page.index("Serves it")
    assert "Homes Board" in words(client.get(f"/boards/{serving.public_id}"))


@pytest.mark.parametrize("who", ["commissioner", "provider"])
def test_those_who_may_not_are_told_so(governed, signed_in, who):
    client = signed_in(who)
    for address in (
        "/boards/set-up",
        f"/boards/{governed.board.public_id}/terms",
        f"/boards/{governed.board.public_id}/seats",
        "/delegations/record",
        "/words/need/settle",
    ):
        for ask in (client.get, client.post):
            shown = ask(address)
            assert shown.status_code == 403, address
            assert "You may not do this" in words(shown)


def test_another_organisation_is_refused_when_it_changes_a_board(governed, signed_in):
    client = signed_in("icb_governance")
    asked = {"title": "Ours now", "kind": "board", "quorum": "1", "paper_lead_days": "5"}
    assert client.post(f"/boards/{governed.board.public_id}/terms", asked).status_code == 403
    assert "Ours now" not in words(client.get("/boards"))


def test_the_pages_of_boards_make_a_fixed_number_of_queries(governed, signed_in, django_assert_max_num_queries):
    client = signed_in("commissioner")
    with django_assert_max_num_queries(45):
        client.get(f"/boards/{governed.board.public_id}")
    with django_assert_max_num_queries(20):
        client.get("/boards")
