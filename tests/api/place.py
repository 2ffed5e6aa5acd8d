"""A place with one of everything, and programs that speak for its people: what the tests of the interface stand on."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.test import Client

from tests.factories import worlds
from tests.factories.areas import CITY, COUNTRY, build_map, load_figures
from tests.factories.governance import Governed, about, govern, pounds, taken
from tests.factories.intake import load_spend
from tests.factories.thread import (
    a_contract,
    a_contract_measure,
    a_fund,
    a_line,
    a_need,
    a_plan,
    a_result,
    an_agreed_intention,
    an_intention,
    an_outcome,
)
from tests.factories.worlds import TODAY, World, build_city, build_county
from wholeplace.analyse.indicators.actions import FigureGiven
from wholeplace.analyse.indicators.rules.periods import Span
from wholeplace.analyse.outcomes.queries import outcome as the_outcome
from wholeplace.ground.access.actor import BOOTSTRAP, Actor
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.intake.book import File
from wholeplace.ground.intake.outcome import Row
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.models import Event
from wholeplace.plan.funds.actions import PaymentGiven
from wholeplace.together.decisions import actions as decisions
from wholeplace.together.decisions.queries import item as the_item
from wholeplace.together.decisions.rules.papers import DEMANDED
from wholeplace.together.partnership import actions as partnerships
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.partnership.rules.boards import BoardKind
from wholeplace.together.people import actions as people

LAST_DAY_OF_TOKENS = date(2027, 5, 1)


@dataclass
class Place:
    """A city with one record of each kind, and another partnership beside it."""

    city: World
    county: World
    governed: Governed
    refs: dict[str, Ref] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def ref(self, name: str) -> str:
        """The reference of the record of this name."""
        return str(self.refs[name])

    def id(self, name: str) -> str:
        """What follows the colon of it, as addresses carry it."""
        return self.refs[name].public_id

    def organisation(self, name: str) -> str:
        """The reference of an organisation of the city."""
        return str(self.city.organisations[name].ref)

    def seat(self, name: str) -> str:
        """The reference of a seat on the executive."""
        return f"seat:{self.governed.executive_seats[name]}"

    def program(self, who: str) -> Client:
        """A program of somebody: `commissioner`, `county:everything`, or `public`, which carries no token."""
        return self.clients[who]

    def read(self, address: str, *, who: str = "commissioner") -> Any:
        """What an address tells somebody."""
        answer = self.program(who).get(f"/api/v1{address}")
        assert answer.status_code == 200, answer.content
        return answer.json()

    def send(self, address: str, body: Any = None, *, who: str = "commissioner") -> Any:
        """Send something as somebody."""
        return self.program(who).post(f"/api/v1{address}", body or {}, content_type="application/json")


def events() -> int:
    """How many events the trail holds, seen by the house itself."""
    with speaking_for(BOOTSTRAP):
        return Event.objects.count()


def _token_of(actor: Actor) -> str:
    with speaking_for(THE_DOOR):
        held = capacities(person=actor.person_id or 0, seen_by=THE_DOOR, on=worlds.TODAY)
    capacity = next(one for one in held if one.actor.organisation_id == actor.organisation_id)
    return people.issue_token(
        label="Test", capacity=capacity.key, ends_on=LAST_DAY_OF_TOKENS, by=actor, on=worlds.TODAY
    )


def build_place() -> Place:
    """Build it through the actions of its people."""
    city, county = build_city(), build_county()
    place = Place(city=city, county=county, governed=govern(city))
    _published(city)
    city.add_person("administrator", role=Role.ADMINISTRATOR, organisation="council", title="Administrator")
    city.add_person("icb_finance", role=Role.FINANCE, organisation="icb", title="NHS finance officer")
    _everything(county)
    place.refs = {
        "board": place.governed.board,
        "executive": place.governed.executive,
        "director": place.governed.director,
        **_thread(city),
        **_governance(place),
        **_partnership(place),
    }
    for world, before in ((city, ""), (county, "county:")):
        place.tokens |= {f"{before}{key}": _token_of(actor) for key, actor in world.actors.items()}
    place.clients = {"public": Client()} | {
        who: Client(headers={"Authorization": f"Bearer {token}"}) for who, token in place.tokens.items()
    }
    return place


def _thread(city: World) -> dict[str, Ref]:
    need = a_need(city.commissioner)
    outcome = an_outcome(city.commissioner, needs=[need.public_id], is_priority=True)
    tied = {"needs": [need.public_id], "outcomes": [outcome.public_id]}
    fund = a_fund(city)
    line = a_line(city, fund=fund)
    contract = a_contract(city)
    measure = a_contract_measure(city, contract=contract)
    return {
        "need": need,
        "other need": a_need(city.commissioner, title="Carers without a break"),
        "outcome": outcome,
        "outcome measure": _measure_of(city, outcome),
        "other outcome": an_outcome(city.commissioner, title="Carers have a life of their own"),
        "plan": a_plan(city.commissioner),
        "intention": an_intention(city.commissioner, **tied),
        "agreed intention": an_agreed_intention(city, says={"title": "Equipment in a day"}, **tied),
        "fund": fund,
        "line": line,
        "other line": a_line(city, fund=fund, amount=100_000, title="Equipment"),
        "contract": contract,
        "contract measure": Ref("measure", measure),
        "useless measure": Ref(
            "measure", a_contract_measure(city, contract=contract, title="Leaflets printed", stated_use="")
        ),
        "result": a_result(city.commissioner, contract_measure=measure),
    }


def _measure_of(city: World, outcome: Ref) -> Ref:
    with speaking_for(city.commissioner):
        (measure,) = the_outcome(reference=outcome.public_id, seen_by=city.commissioner).measures
    return Ref("measure", measure.public_id)


def _governance(place: Place) -> dict[str, Ref]:
    city, governed = place.city, place.governed
    urgent = {"meets_on": TODAY, "place": "Town hall", "short_notice_because": "It ends this week."}
    item = decisions.put_on_agenda(
        board=governed.executive.public_id, about=about(), **urgent, by=city.commissioner, on=TODAY
    )
    with speaking_for(city.commissioner):
        today = the_item(reference=item.public_id, seen_by=city.commissioner).meeting
    assert today is not None
    paper = decisions.write_paper(
        item=item.public_id,
        title="Housing-related support",
        answers=dict.fromkeys(DEMANDED, "As the plan says."),
        by=city.commissioner,
        on=TODAY,
    )
    later = decisions.call_meeting(
        board=governed.board.public_id, held_on=date(2026, 7, 1), place="Town hall", by=city.governance, on=TODAY
    )
    joint = decisions.record_decision(
        decider=governed.director,
        about=about(title="Support for rough sleepers", amount=pounds(40_000), affected=(governed.body("icb"),)),
        taken=taken(),
        by=city.director,
        on=TODAY,
    )
    return {"item": item, "today": today, "paper": paper, "later": later, "decision": joint}


def _published(city: World) -> None:
    """What everybody may read: a map with figures, and what the council paid."""
    areas = build_map()
    of_2024, of_2025 = (Span(str(year), date(year, 1, 1), date(year, 12, 31)) for year in (2024, 2025))
    figures = [
        FigureGiven("marlbridge-smokers", areas[CITY], of_2024, 14.25, 13.1, 15.4),
        FigureGiven("marlbridge-smokers", areas[CITY], of_2025, 13.5, 12.4, 14.7),
        FigureGiven("marlbridge-smokers", areas[COUNTRY], of_2025, 11.9, 11.8, 12.0),
    ]
    load_figures(figures)
    payments = [
        Row(2, (PaymentGiven(UUID(int=2), date(2026, 3, 31), 123_456, "Alder Care Ltd", "Adult care"),)),
        Row(3, (PaymentGiven(UUID(int=3), date(2026, 4, 1), -1, "Alder Care Ltd", "Adult care"),)),
    ]
    paid = File("spend", "Spend", "council", "Open", "spend.csv", "5" * 64, "1")
    council = city.organisations["council"].ref.public_id
    load_spend(file=paid, buyer=council, rows=payments, by=BOOTSTRAP, on=TODAY)


def _partnership(place: Place) -> dict[str, Ref]:
    city = place.city
    locality = partnerships.set_up_board(
        terms_of_reference=partnerships.TermsOfReference(title="West locality", kind=BoardKind.LOCALITY),
        by=city.governance,
        on=TODAY,
    )
    return {"locality": locality}


def _everything(world: World) -> None:
    """Somebody of another partnership who may do everything there, so that only the walls can stop them."""
    person = people.invite(
        name="Rival", email=f"rival@{world.slug}.example", password=None, by=BOOTSTRAP, on=worlds.TODAY
    )  # fmt: skip
    post = partnerships.set_up_post(
        partnership=world.partnership,
        host=world.organisations["county"].ref.public_id,
        title="Everything",
        roles=list(Role),
        by=BOOTSTRAP,
        on=worlds.TODAY,
    )
    partnerships.fill_post(post=post.public_id, person=person.public_id, by=BOOTSTRAP, on=worlds.TODAY)
    with speaking_for(THE_DOOR):
        (capacity,) = capacities(person=person.number, seen_by=THE_DOOR, on=worlds.TODAY)
    world.actors["everything"] = capacity.actor
