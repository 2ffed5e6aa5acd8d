"""The pages of decisions: a matter is taken to a board, refused, taken to the one that can, decided and agreed to."""

import re

import pytest

from tests.factories.governance import about, taken
from tests.factories.thread import a_plan, an_intention
from tests.factories.worlds import PASSWORD, TODAY
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.scope import Sensitivity
from wholeplace.together.decisions import actions, queries
from wholeplace.together.decisions.rules.meetings import StandingItem
from wholeplace.together.decisions.rules.papers import DEMANDED


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


def ticked(page, name):
    """The answers that are ticked already under this name."""
    boxes = re.findall(rf'<input[^>]* name="{name}"[^>]*>', page)
    return [re.search('value="([^"]*)"', box)[1] for box in boxes if " checked" in box]


def take(client, governed, **changes):
    """Send the form that takes a matter to a board."""
    given = {
        "title": "Extend housing-related support for two years",
        "board": governed.executive.public_id,
        "topic": "housing",
        "level": "operational",
        "amount": "1,200,000",
        "purpose": "decision",
        "meets_on-day": TODAY.day,
        "meets_on-month": TODAY.month,
        "meets_on-year": TODAY.year,
        "place": "Town hall",
        "short_notice_because": "The contract ends this week.",
        "sensitivity": "partnership",
    }
    return client.post("/items/take", given | changes)


def decide_form(governed, meeting, seats, **changes):
    """The answers of a decision."""
    return {
        "amount": "1,200,000",
        "meeting": meeting,
        "present": [seats["chair"], seats["icb"]],
        "outcome": "approved",
        "reasons": "It keeps 140 people in their homes.",
        "options": "None.",
        "sensitivity": "partnership",
    } | changes


def item_of(response):
    """The public id of the item to whose page a form led."""
    return response["Location"].rstrip("/").split("/")[-1]


def meeting_of(governed, item):
    """The meeting at which an item is taken."""
    actor = governed.city.commissioner
    with speaking_for(actor):
        return queries.item(reference=item, seen_by=actor).meeting.public_id


def test_a_matter_is_refused_by_one_board_and_decided_by_the_one_that_can(governed, signed_in):
    item = item_of(take(signed_in("commissioner"), governed))
    meeting = meeting_of(governed, item)

    client = signed_in("member")
    shown = client.get(f"/decisions/record?item={item}&meeting={meeting}")
    assert shown.status_code == 200
    refused = client.post(
        f"/decisions/record?item={item}&meeting={meeting}", decide_form(governed, meeting, governed.executive_seats)
    )
    assert refused.status_code == 422
    page = words(refused)
    assert (
        "Commissioning Executive may decide housing and homelessness up to £500,000.00, and this is £1,200,000.00."
        in page
    )
    assert "Rule DEC3 · Catalogue GOV-34: approvals outside the delegation matrix are refused" in page
    assert "Take it to Commissioning Board" in page
    link = page.split('href="/items/take?board=')[1].split('"')[0]
    assert link.startswith(f"{governed.board.public_id}&amp;title=Extend+housing-related+support")

    client = signed_in("commissioner")
    filled = client.get(f"/items/take?board={link.replace('&amp;', '&')}")
    assert 'value="1,200,000.00"' in words(filled)
    second = item_of(take(client, governed, board=governed.board.public_id))
    meeting = meeting_of(governed, second)

    client = signed_in("member")
    done = client.post(
        f"/decisions/record?item={second}&meeting={meeting}", decide_form(governed, meeting, governed.board_seats)
    )
    assert done.status_code == 302
    shown = words(client.get(done["Location"]))
    assert "Approved by Commissioning Board on 1 June 2026." in shown
    assert "Commissioning Board may decide every subject at strategic level without limit" in shown


def test_a_joint_decision_waits_for_a_partner_and_then_is_agreed(governed, signed_in):
    icb = governed.body("icb")
    item = item_of(take(signed_in("commissioner"), governed, amount="200000", affected=[icb]))
    meeting = meeting_of(governed, item)
    client = signed_in("member")
    done = client.post(
        f"/decisions/record?item={item}&meeting={meeting}",
        decide_form(governed, meeting, governed.executive_seats, amount="200000", sensitivity="public"),
    )
    address = done["Location"]
    assert "It waits for icb to agree." in words(client.get(address))

    client = signed_in("icb_governance")
    assert "Waiting for your organisation to agree" in words(client.get("/decisions"))
    assert "Extend housing-related support" in words(client.get("/decisions/to-agree"))
    assert "Say whether icb agrees" in words(client.get(address))
    agreed = client.post(
        f"{address}/agree",
        {
            "position": "agreed",
            "body_name": "Chief officer",
            "taken_on-day": 1,
            "taken_on-month": 6,
            "taken_on-year": 2026,
        },
    )
    assert agreed.status_code == 302
    assert "Every organisation it needs has agreed." in words(client.get(address))

    client.logout()
    assert "Every organisation it needs has agreed." in words(client.get(address))


def decided(governed):
    """A public decision with a published report, an item still waiting, and a meeting with its papers issued."""
    city = governed.city
    item = actions.put_on_agenda(
        board=governed.executive.public_id,
        about=about(affected=(governed.body("icb"),), concerned=(governed.body("charity"),)),
        meets_on=TODAY,
        place="Town hall",
        short_notice_because="Urgent.",
        sensitivity=Sensitivity.PUBLIC,
        by=city.commissioner,
        on=TODAY,
    )
    paper = actions.write_paper(
        item=item.public_id,
        title="Housing-related support: extension",
        answers=dict.fromkeys(DEMANDED, "Nothing to report."),
        by=city.commissioner,
        on=TODAY,
    )
    actions.publish_paper(paper=paper.public_id, by=city.commissioner, on=TODAY)
    meeting = meeting_of(governed, item.public_id)
    actions.issue_papers(
        meeting=meeting,
        section=dict.fromkeys(StandingItem, "Nothing to report."),
        late_because="Called late.",
        by=city.governance,
        on=TODAY,
    )
    seats = governed.executive_seats
    decision = actions.record_decision(
        decider=governed.executive,
        about=about(affected=(governed.body("icb"),), concerned=(governed.body("charity"),)),
        taken=taken(),
        item=item.public_id,
        meeting=meeting,
        present=[seats["chair"], seats["icb"]],
        sensitivity=Sensitivity.PUBLIC,
        by=city.member,
        on=TODAY,
    )
    waiting = actions.put_on_agenda(
        board=governed.board.public_id,
        about=about(title="A plan for older people"),
        by=city.commissioner,
        on=TODAY,
    )
    return {"item": item, "paper": paper, "meeting": meeting, "decision": decision, "waiting": waiting}


def addresses(made):
    """The public pages of what was made."""
    return [
        "/decisions?place=marlbridge",
        "/decisions?place=marlbridge&format=csv",
        "/decisions?place=marlbridge&topic=housing&outcome=approved&where=here",
        f"/decisions/{made['decision'].public_id}",
        "/meetings?place=marlbridge",
        f"/meetings/{made['meeting']}",
        "/items?place=marlbridge",
        f"/items/{made['item'].public_id}",
        f"/papers/{made['paper'].public_id}",
        f"/thread/{made['decision']}",
    ]


def test_everyone_can_read_what_was_decided_and_on_which_papers(governed, client):
    made = decided(governed)

    for address in addresses(made):
        assert client.get(address).status_code == 200, address
    page = words(client.get(f"/decisions/{made['decision'].public_id}"))
    assert "Housing-related support: extension" in page
    assert "Papers reached members late, or not at all" in page
    assert "Chair of marlbridge" not in page


@pytest.mark.parametrize("who", ["commissioner", "governance", "member", "icb_governance", "provider"])
def test_every_page_is_drawn_for_every_role(governed, signed_in, who):
    made = decided(governed)
    client = signed_in(who)

    for address in (*addresses(made), f"/items/{made['waiting'].public_id}"):
        assert client.get(address).status_code == 200, address


def test_forms_are_drawn_for_those_who_may(governed, signed_in):
    made = decided(governed)
    actor = governed.city.commissioner
    draft = actions.write_paper(item=made["waiting"].public_id, title="Draft", by=actor, on=TODAY)
    later = meeting_of(governed, made["waiting"].public_id)
    forms = {
        "commissioner": [
            "/items/take",
            f"/items/take?board={governed.board.public_id}&topic=housing&level=operational&amount=5",
            f"/items/{made['waiting'].public_id}/papers",
            f"/items/{made['waiting'].public_id}/papers?kind=other",
            f"/papers/{draft.public_id}",
            f"/papers/{draft.public_id}/revise",
        ],
        "governance": [
            "/meetings/call",
            f"/meetings/{later}/issue",
            f"/meetings/{later}/held",
            f"/meetings/{later}/cancel",
            "/decisions/record",
            "/decisions/elsewhere",
            f"/decisions/elsewhere?item={made['waiting'].public_id}",
            f"/decisions/record?item={made['waiting'].public_id}",
            f"/decisions/record?post={governed.director.public_id}",
            f"/decisions/record?post={governed.joint_post.public_id}",
        ],
        "icb_governance": [f"/decisions/{made['decision'].public_id}/agree"],
    }
    for who, pages in forms.items():
        client = signed_in(who)
        for address in pages:
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("who", ["provider", "analyst"])
def test_those_who_may_not_are_told_so(governed, signed_in, who):
    made = decided(governed)
    client = signed_in(who)

    for address in (
        "/items/take",
        "/meetings/call",
        "/decisions/record",
        f"/decisions/{made['decision'].public_id}/agree",
        f"/items/{made['waiting'].public_id}/papers",
    ):
        for ask in (client.get, client.post):
            assert ask(address).status_code == 403, address


def test_another_partnership_finds_nothing(governed, county, client):
    made = decided(governed)
    client.post("/sign-in", {"username": county.emails["governance"], "password": PASSWORD})

    for address in (
        f"/items/{made['waiting'].public_id}",
        f"/items/{made['waiting'].public_id}/papers",
        f"/decisions/record?item={made['waiting'].public_id}",
    ):
        assert client.get(address).status_code == 404, address
    assert "A plan for older people" not in words(client.get("/items?place=marlbridge"))


# --- What a matter is about ---------------------------------------------------------------------------------


def the_subjects(governed, county):
    """An intention that is here, and references that look alike: absent, a neighbour's, hidden, and unreadable."""
    icb = governed.city.partner
    hidden = a_plan(icb, title="Draft", sensitivity=Sensitivity.ORGANISATION)
    theirs = an_intention(county.commissioner, sensitivity=Sensitivity.PUBLIC)
    return an_intention(governed.city.commissioner), ("intention:zzzzzzzzzzzz", str(theirs), str(hidden), "nonsense")


def taken_form(**changes):
    """The answers of a decision that was taken elsewhere, or by a post."""
    return {
        "title": "Support for rough sleepers",
        "topic": "housing",
        "level": "operational",
        "amount": "40,000",
        "taken_by": "Cabinet",
        "source": "Minute 7",
        "taken_on-day": 1,
        "taken_on-month": 6,
        "taken_on-year": 2026,
        "outcome": "approved",
        "reasons": "It keeps people in their homes.",
        "options": "None.",
        "sensitivity": "partnership",
    } | changes


def test_a_matter_is_taken_and_decided_about_a_record_that_is_here_and_about_no_other(
    governed, county, signed_in, events
):
    here, elsewhere = the_subjects(governed, county)
    post = governed.director.public_id
    before = events()

    for subject in elsewhere:
        client = signed_in("commissioner")
        assert client.get(f"/items/take?subject={subject}").status_code == 404, subject
        assert take(client, governed, subject=subject).status_code == 404, subject
        client = signed_in("director")
        for address in ("/decisions/elsewhere", f"/decisions/record?post={post}"):
            assert client.post(address, taken_form(subject=subject)).status_code == 404, (address, subject)
    assert events() == before

    assert take(signed_in("commissioner"), governed, subject=str(here)).status_code == 302
    client = signed_in("director")
    for address in ("/decisions/elsewhere", f"/decisions/record?post={post}"):
        assert client.post(address, taken_form(subject=str(here))).status_code == 302, address


def test_an_item_about_what_a_partner_cannot_see_is_decided_by_the_partner(governed, signed_in):
    hidden = an_intention(governed.city.commissioner)
    plan = a_plan(governed.city.commissioner, title="Draft", sensitivity=Sensitivity.ORGANISATION)
    item = item_of(take(signed_in("commissioner"), governed, subject=str(plan), amount="200,000"))
    meeting = meeting_of(governed, item)
    client = signed_in("icb_member")

    other = client.post("/decisions/elsewhere", taken_form(item=item, subject=str(hidden)))
    assert other.status_code == 422
    assert "The item was brought with another record that it is about." in words(other)
    done = client.post(
        f"/decisions/record?item={item}&meeting={meeting}",
        decide_form(governed, meeting, governed.executive_seats, amount="200,000"),
    )
    assert done.status_code == 302


def test_whom_an_intention_affects_is_asked_to_agree_unless_somebody_says_otherwise(governed, signed_in):
    icb, charity = governed.body("icb"), governed.body("charity")
    intention = an_intention(governed.city.commissioner, affects=[icb])
    client = signed_in("commissioner")

    page = words(client.get(f"/items/take?subject={intention}"))
    assert 'value="One home reablement service for the whole city"' in page
    assert ticked(page, "affected") == [icb]
    page = words(client.get(f"/items/take?subject={intention}&affected={charity}&title=Reablement"))
    assert 'value="Reablement"' in page
    assert ticked(page, "affected") == [charity]


def test_a_decision_taken_elsewhere_on_an_item_is_shared_as_widely_as_the_item(governed, signed_in):
    item = item_of(take(signed_in("commissioner"), governed, sensitivity="public"))

    page = words(signed_in("member").get(f"/decisions/elsewhere?item={item}"))

    assert ticked(page, "sensitivity") == ["public"]
