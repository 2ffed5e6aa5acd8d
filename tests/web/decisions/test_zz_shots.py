"""Throwaway."""
import pathlib, re
from tests.web.decisions.test_pages import *
from tests.factories.governance import terms, pounds
from wholeplace.together.partnership import actions as P
from wholeplace.together.partnership.rules.boards import BoardKind
from wholeplace.together.partnership.rules.arrangements import ArrangementType
from wholeplace.together.partnership.rules.interests import Nature
from wholeplace.together.partnership.rules.terms import Jointness

OUT = pathlib.Path("/tmp/govshots/html")

def test_shots(governed, signed_in):
    OUT.mkdir(parents=True, exist_ok=True)
    made = decided(governed)
    city = governed.city
    for n, parent in (("Health and Wellbeing Board", governed.board), ("Older people partnership group", governed.executive)):
        P.set_up_board(terms_of_reference=terms(title=n, parent=parent.public_id, words="Plans and reviews what is done for older people.\n\nMeets monthly.", remit=("Align strategies across directorates", "Agree shared providers")), by=city.governance, on=TODAY)
    arr = P.register_arrangement(title="Learning disability pooled fund", type=ArrangementType.SECTION_75_POOLED, parties={governed.body("council"): pounds(4000000), governed.body("icb"): pounds(2500000)}, terms=P.ArrangementTerms(label=Jointness.JOINT, lead=governed.body("council"), scope="Accommodation and support."), by=city.governance, on=TODAY)
    P.consent(arrangement=arr.public_id, consented_by="Cabinet", accepts="Name a lead officer", due_on=TODAY, by=city.governance, on=TODAY)
    P.move_arrangement(arrangement=arr.public_id, to=__import__("wholeplace.together.partnership.rules.arrangements",fromlist=["Stage"]).Stage.PREPARE, by=city.governance, on=TODAY)
    P.declare_interest(nature=Nature.GOVERNS, words="Trustee since 2024", organisation=governed.body("charity"), by=city.member, on=TODAY)
    def save(name, response):
        html = response.content.decode().replace('href="/static/', 'href="file:///work/main/wholeplace/doors/web/static/').replace('src="/static/', 'src="file:///work/main/wholeplace/doors/web/static/')
        (OUT / f"{name}.html").write_text(html)
        assert response.status_code in (200, 422, 403), (name, response.status_code)
    c = signed_in("governance")
    for name, a in {
        "decisions": "/decisions", "boards": "/boards", "board": f"/boards/{governed.executive.public_id}", "delegations": "/delegations",
        "who": "/delegations/who?topic=housing&level=operational&amount=40000", "arrangements": "/arrangements", "arrangement": f"/arrangements/{arr.public_id}",
        "complete": f"/arrangements/{arr.public_id}/complete", "interests": "/interests", "posts": "/posts", "post": f"/posts/{governed.joint_post.public_id}",
        "members": "/members", "words": "/words", "meetings": "/meetings", "meeting": f"/meetings/{made['meeting']}", "item": f"/items/{made['waiting'].public_id}", "items": "/items",
        "paper": f"/papers/{made['paper'].public_id}", "decision": f"/decisions/{made['decision'].public_id}", "take": "/items/take", "setup": "/boards/set-up", "delegate": "/delegations/record",
        "elsewhere": "/decisions/elsewhere", "record": "/decisions/record", "post_decision": f"/decisions/record?post={governed.joint_post.public_id}",
    }.items():
        save(name, c.get(a))
    item = item_of(take(signed_in("commissioner"), governed, board=governed.board.public_id, title="Second matter"))
    item2 = item_of(take(c, governed, title="Third matter"))
    m = meeting_of(governed, item2)
    c = signed_in("member")
    save("decide", c.get(f"/decisions/record?item={item2}&meeting={m}"))
    save("refused", c.post(f"/decisions/record?item={item2}&meeting={m}", decide_form(governed, m, governed.executive_seats, reasons="")))
    save("notallowed", signed_in("provider").get("/items/take"))
    w = meeting_of(governed, made["waiting"].public_id)
    c = signed_in("governance")
    save("issue", c.get(f"/meetings/{w}/issue"))
    c.logout(); save("public_decision", c.get(f"/decisions/{made['decision'].public_id}"))
