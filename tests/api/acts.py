"""Every act of the interface: who does it, to what, with which words, and what refuses it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.api.place import Place

Body = Callable[[Place], dict[str, Any]]


def nothing(place: Place) -> dict[str, Any]:
    """An act that is said by its address alone."""
    return {}


@dataclass(frozen=True)
class Act:
    """One act. `refused` are words that the rules refuse, for these reasons; without any, doing it twice is refused, or
    doing it once after what it is `spoilt_by`. An act without reasons is one that no rule can refuse.

    `powerless` is of the same organisation without the permission; `neighbour` has it in another organisation, where
    the act is about a record of one's own organisation.
    """

    name: str
    by: str
    address: str
    says: Body
    tells: dict[str, Any]
    codes: tuple[str, ...]
    of: str = ""
    refused: Body | None = None
    powerless: str = "member"
    neighbour: str = ""
    before: tuple[str, ...] = ()
    spoilt_by: tuple[str, ...] = ()
    status: int = 200
    names_the_city: bool = True

    def to(self, place: Place) -> str:
        """Where it is sent."""
        return self.address.format(place.id(self.of) if self.of else "")


EVIDENCE = {"source": "Falls service returns", "observed_on": "2026-05-01"}
NEED = {
    "title": "Falls at home",
    "statement": "One in three people over 65 falls each year.",
    "group": "older_people",
    "confidence": "low",
    "observed_on": "2026-05-01",
    "evidence": [EVIDENCE],
}
MEASURE = {
    "title": "People who fall",
    "unit": "per 1,000",
    "polarity": "lower",
    "baseline": "33.5",
    "baseline_on": "2026-03-31",
    "source": "Falls service returns",
    "target": "30",
    "due_on": "2028-03-31",
}
SECTIONS = {"objectives": "Fewer falls.", "core_activity": "Strength classes.", "collective_areas": "Equipment."}
ABOUT = {
    "title": "Extend housing-related support",
    "topic": "housing",
    "level": "operational",
    "amount": "200000.00",
}
TAKEN = {"outcome": "approved", "taken_on": "2026-06-01", "reasons": "It keeps 140 people.", "options": "Stopping."}
STANDING = [
    {"item": item, "words": "Nothing to report."}
    for item in ("insights", "priorities", "planning", "governance", "performance")
]


def says(**given: Any) -> Body:
    """The same words at every place."""
    return lambda place: given


NEEDS = (
    Act(
        "record_need",
        by="commissioner",
        powerless="finance",
        address="/needs",
        says=says(**NEED),
        tells={
            "title": "Falls at home",
            "group": "older_people",
            "evidence": [EVIDENCE | {"indicator_code": "", "figure": ""}],
        },
        refused=says(**NEED | {"evidence": [], "confidence": "high"}),
        codes=("NED1", "NED2"),
        status=201,
        names_the_city=False,
    ),
    Act(
        "add_evidence",
        by="commissioner",
        neighbour="partner",
        address="/needs/{}/evidence",
        of="need",
        says=says(**EVIDENCE),
        tells={"ref": "need"},
        codes=(),
    ),
    Act(
        "close_need",
        by="commissioner",
        neighbour="partner",
        address="/needs/{}/close",
        of="need",
        says=says(because="It is met."),
        tells={"ends_on": "2026-06-01"},
        codes=("NED4",),
    ),
)
OUTCOMES = (
    Act(
        "set_outcome",
        by="commissioner",
        address="/outcomes",
        says=lambda place: {
            "title": "People stay on their feet",
            "statement": "Older people go out without fear of falling.",
            "group": "older_people",
            "measures": [MEASURE],
            "needs": [place.ref("need")],
            "board": place.ref("board"),
        },
        tells={"title": "People stay on their feet"},
        refused=says(title="Fewer than 30 fall", statement="As said.", group="older_people", measures=[]),
        codes=("OUT1", "OUT3"),
        status=201,
    ),
    Act(
        "link_need_to_outcome",
        by="commissioner",
        neighbour="partner",
        address="/outcomes/{}/needs",
        of="outcome",
        says=lambda place: {"need": place.ref("other need")},
        tells={"ref": "outcome"},
        codes=("OUT4",),
    ),
    Act(
        "add_measure_to_outcome",
        by="commissioner",
        neighbour="partner",
        address="/outcomes/{}/measures",
        of="outcome",
        says=says(**MEASURE),
        tells={"ref": "outcome"},
        refused=says(**MEASURE | {"target": "40", "baseline_on": "2026-12-31"}),
        codes=("AIM1", "AIM2"),
    ),
    Act(
        "set_target",
        by="commissioner",
        neighbour="partner",
        address="/measures/{}/target",
        of="outcome measure",
        says=says(target="85", due_on="2028-06-01", because="We can do better."),
        tells={"ref": "outcome measure"},
        refused=says(target="55", due_on="2026-05-01"),
        codes=("AIM2", "TGT2", "TGT3"),
    ),
    Act(
        "add_forecast",
        by="commissioner",
        neighbour="partner",
        address="/measures/{}/forecast",
        of="outcome measure",
        says=says(points=[{"on": "2027-06-01", "figure": "58.25"}], basis="The trend of five years."),
        tells={"forecast": [{"on": "2027-06-01", "figure": "58.25"}]},
        refused=says(points=[], basis=""),
        codes=("FOR1", "FOR4"),
    ),
    Act(
        "close_outcome",
        by="commissioner",
        neighbour="partner",
        address="/outcomes/{}/close",
        of="outcome",
        says=says(because="It is reached."),
        tells={"ends_on": "2026-06-01"},
        codes=("OUT5",),
    ),
)
PLANS = (
    Act(
        "write_plan",
        by="commissioner",
        address="/plans",
        says=lambda place: {
            "title": "Falls plan",
            "kind": "board",
            "sections": SECTIONS,
            "begins_on": "2026-07-01",
            "ends_on": "2028-03-31",
            "board": place.ref("board"),
            "outcomes": [place.ref("outcome")],
        },
        tells={"title": "Falls plan", "state": "draft"},
        refused=says(
            title="Falls plan",
            kind="board",
            sections=SECTIONS | {"objectives": ""},
            begins_on="2026-07-01",
            ends_on="2026-06-01",
        ),
        codes=("PLA1", "PLA2", "PLA3"),
        status=201,
    ),
    Act(
        "revise_plan",
        by="commissioner",
        neighbour="partner",
        address="/plans/{}/revise",
        of="plan",
        says=says(sections=SECTIONS, remarks="Shorter."),
        tells={"ref": "plan"},
        refused=says(sections=SECTIONS | {"objectives": ""}),
        codes=("PLA1",),
    ),
    Act(
        "challenge_plan",
        by="commissioner",
        neighbour="partner",
        address="/plans/{}/challenge",
        of="plan",
        says=says(remarks="The integrated care board asked for equipment to be joint."),
        tells={"state": "challenged"},
        refused=says(remarks=""),
        codes=("PLB4",),
    ),
    Act(
        "link_outcome_to_plan",
        by="commissioner",
        neighbour="partner",
        address="/plans/{}/outcomes",
        of="plan",
        says=lambda place: {"outcome": place.ref("outcome")},
        tells={"ref": "plan"},
        codes=("PLA4",),
    ),
    Act(
        "finalise_plan",
        by="commissioner",
        neighbour="partner",
        address="/plans/{}/finalise",
        of="plan",
        before=("link_outcome_to_plan", "challenge_plan"),
        says=nothing,
        tells={"state": "final"},
        codes=("PLB1",),
    ),
    Act(
        "publish_plan",
        by="commissioner",
        neighbour="partner",
        address="/plans/{}/publish",
        of="plan",
        before=("link_outcome_to_plan", "challenge_plan", "finalise_plan"),
        says=nothing,
        tells={"state": "published", "published_on": "2026-06-01", "sensitivity": "public"},
        codes=("PLB1",),
    ),
    Act(
        "record_position",
        by="commissioner",
        neighbour="partner",
        address="/plans/{}/positions",
        of="plan",
        says=lambda place: {"locality": place.ref("locality"), "position": "adapts", "because": "Hills."},
        tells={"ref": "plan"},
        refused=lambda place: {"locality": place.ref("board"), "position": "opts_out"},
        codes=("LOC1", "LOC2"),
    ),
)
INTENTION = {
    "title": "Strength classes in every ward",
    "change": "invest",
    "summary": "Classes where people live.",
    "group": "older_people",
    "fit": "Fits the first priority.",
}
INTENTIONS = (
    Act(
        "raise_intention",
        by="commissioner",
        address="/intentions",
        says=lambda place: (
            INTENTION
            | {
                "needs": [place.ref("need")],
                "outcomes": [place.ref("outcome")],
                "plans": [place.ref("plan")],
                "affects": [place.organisation("icb")],
                "money": [{"year": "2026/27", "amount": "1234.56"}, {"year": "2027/28", "amount": "1000"}],
            }
        ),
        tells={
            "state": "raised",
            "total": "2234.56",
            "money": [
                {"year": "2026/27", "amount": "1234.56"},
                {"year": "2027/28", "amount": "1000.00"},
            ],
        },
        refused=says(**INTENTION | {"money": [{"year": "2026/27", "amount": "-5"}], "sensitivity": "organisation"}),
        codes=("ITN1", "ITN2", "ITN4", "ITN5", "ITN6"),
        status=201,
    ),
    Act(
        "link_intention",
        by="commissioner",
        neighbour="partner",
        address="/intentions/{}/links",
        of="intention",
        says=lambda place: {"need": place.ref("other need"), "plan": place.ref("plan")},
        tells={"ref": "intention"},
        codes=("ITN7",),
    ),
    Act(
        "propose_intention",
        by="commissioner",
        neighbour="partner",
        address="/intentions/{}/propose",
        of="intention",
        says=nothing,
        tells={"state": "proposed"},
        codes=("MVE1",),
    ),
    Act(
        "agree_intention",
        by="commissioner",
        neighbour="partner",
        address="/intentions/{}/agree",
        of="intention",
        before=("a decision on the intention",),
        says=nothing,
        tells={"state": "agreed"},
        codes=("MVE1",),
    ),
    Act(
        "begin_intention",
        by="commissioner",
        neighbour="partner",
        address="/intentions/{}/begin",
        of="agreed intention",
        says=nothing,
        tells={"state": "under_way"},
        codes=("MVE1",),
    ),
    Act(
        "finish_intention",
        by="commissioner",
        neighbour="partner",
        address="/intentions/{}/finish",
        of="agreed intention",
        before=("begin_intention",),
        says=says(came_of_it="Equipment comes in a day."),
        tells={"state": "done", "ends_on": "2026-06-01"},
        refused=says(came_of_it=""),
        codes=("MVE4",),
    ),
    Act(
        "drop_intention",
        by="commissioner",
        neighbour="partner",
        address="/intentions/{}/drop",
        of="intention",
        says=says(because="Another service does it."),
        tells={"state": "dropped"},
        codes=("MVE1",),
    ),
)
MEETINGS = (
    Act(
        "call_meeting",
        by="governance",
        neighbour="icb_governance",
        address="/meetings",
        says=lambda place: {"board": place.ref("executive"), "held_on": "2026-07-01", "place": "Online"},
        tells={"held_on": "2026-07-01", "state": "called"},
        refused=lambda place: {"board": place.ref("executive"), "held_on": "2026-06-02", "place": "Online"},
        codes=("MTG1",),
        status=201,
    ),
    Act(
        "issue_papers",
        by="governance",
        neighbour="icb_governance",
        address="/meetings/{}/issue-papers",
        of="later",
        says=says(section=STANDING),
        tells={"state": "issued", "in_time": True, "issued_on": "2026-06-01"},
        refused=says(section=STANDING[:2]),
        codes=("ISS2",),
    ),
    Act(
        "hold_meeting",
        by="governance",
        neighbour="icb_governance",
        address="/meetings/{}/hold",
        of="today",
        says=lambda place: {"present": [place.seat("chair"), place.seat("icb")]},
        tells={"state": "held"},
        codes=("HLD1",),
    ),
    Act(
        "cancel_meeting",
        by="governance",
        neighbour="icb_governance",
        address="/meetings/{}/cancel",
        of="later",
        says=says(because="Snow."),
        tells={"state": "cancelled"},
        codes=("HLD1",),
    ),
    Act(
        "put_on_agenda",
        by="commissioner",
        powerless="finance",
        address="/items",
        says=lambda place: {
            "board": place.ref("executive"),
            "about": ABOUT
            | {
                "subject": place.ref("intention"),
                "affected": [place.organisation("icb")],
                "concerned": [place.organisation("charity")],
            },
        },
        tells={"amount": "200000.00", "topic": "housing", "purpose": "decision"},
        codes=("AGN3",),
        status=201,
    ),
    Act(
        "write_paper",
        by="commissioner",
        powerless="finance",
        neighbour="partner",
        address="/papers",
        says=lambda place: {
            "item": place.ref("item"),
            "title": "A report",
            "answers": [{"field": "risk", "words": "Low."}],
        },
        tells={"title": "A report", "answers": {"risk": "Low."}},
        codes=(),
        status=201,
    ),
    Act(
        "revise_paper",
        by="commissioner",
        powerless="finance",
        address="/papers/{}/revise",
        of="paper",
        says=says(title="Housing support", body="Shorter."),
        tells={"title": "Housing support", "answers": {}},
        spoilt_by=("publish_paper",),
        codes=("PAP3",),
    ),
    Act(
        "publish_paper",
        by="commissioner",
        powerless="finance",
        address="/papers/{}/publish",
        of="paper",
        says=nothing,
        tells={"published_on": "2026-06-01"},
        codes=("PAP3",),
    ),
)
DECISIONS = (
    Act(
        "record_decision",
        by="member",
        powerless="commissioner",
        address="/decisions",
        says=lambda place: {
            "decider": place.ref("executive"),
            "about": ABOUT,
            "taken": TAKEN,
            "item": place.ref("item"),
            "meeting": place.ref("today"),
            "present": [place.seat("chair"), place.seat("icb")],
        },
        tells={"outcome": "approved", "standing": "agreed", "amount": "200000.00", "flags": ["no_paper"]},
        refused=lambda place: {
            "decider": place.ref("executive"),
            "about": ABOUT | {"amount": "600000.00"},
            "taken": TAKEN | {"reasons": ""},
            "item": place.ref("item"),
            "meeting": place.ref("today"),
            "present": [place.seat("chair"), place.seat("icb")],
        },
        codes=("DEC3", "DEC8"),
        status=201,
    ),
    Act(
        "record_decision_elsewhere",
        by="member",
        powerless="commissioner",
        address="/decisions/elsewhere",
        says=lambda place: {
            "taken_by": "Cabinet",
            "source": "Minute 7 of 1 June 2026",
            "about": ABOUT | {"subject": place.ref("intention")},
            "taken": TAKEN,
        },
        tells={"taken_by": "Cabinet", "taken_elsewhere": True},
        refused=says(taken_by="", source="", about=ABOUT, taken=TAKEN),
        codes=("ELS1", "ELS2"),
        status=201,
    ),
    Act(
        "ratify_decision",
        by="icb_governance",
        powerless="icb_member",
        address="/decisions/{}/ratify",
        of="decision",
        says=says(position="agreed", body_name="Chief officer", taken_on="2026-06-01"),
        tells={"standing": "agreed"},
        codes=("RAT2",),
    ),
)
FUNDS = (
    Act(
        "open_fund",
        by="finance",
        address="/funds",
        before=("ratify_decision",),
        says=lambda place: {
            "title": "Falls fund",
            "kind": "single",
            "first_year": "2026/27",
            "last_year": "2027/28",
            "decision": place.ref("decision"),
        },
        tells={"title": "Falls fund", "put_in": "0.00", "left": "0.00"},
        refused=says(title="Falls fund", kind="pooled", first_year="2027/28", last_year="2026/27"),
        codes=("FND1", "FND2"),
        status=201,
    ),
    Act(
        "contribute_to_fund",
        by="finance",
        neighbour="icb_finance",
        address="/funds/{}/contributions",
        of="fund",
        says=lambda place: {"organisation": place.organisation("icb"), "amount": "0.10", "year": "2026/27"},
        tells={"put_in": "1000000.10", "left": "500000.10"},
        refused=lambda place: {"organisation": place.organisation("icb"), "amount": "0", "year": "2029/30"},
        codes=("CTB1", "CTB2"),
    ),
    Act(
        "add_line_to_fund",
        by="finance",
        neighbour="icb_finance",
        address="/funds/{}/lines",
        of="fund",
        says=lambda place: {
            "title": "Strength classes",
            "amount": "1234.56",
            "year": "2026/27",
            "outcomes": [place.ref("outcome")],
            "intention": place.ref("agreed intention"),
        },
        tells={"title": "Strength classes", "amount": "1234.56"},
        refused=says(title="Too much", amount="99999999", year="2029/30"),
        codes=("LNE2", "LNE3"),
        status=201,
    ),
    Act(
        "move_between_lines",
        by="finance",
        neighbour="icb_finance",
        address="/lines/{}/move",
        of="line",
        says=lambda place: {"to": place.ref("other line"), "amount": "0.01", "because": "A penny."},
        tells={"amount": "399999.99", "first_amount": "400000.00"},
        refused=lambda place: {"to": place.ref("other line"), "amount": "400000.01", "because": ""},
        codes=("TFR3", "TFR4"),
    ),
    Act(
        "link_line_to_outcome",
        by="finance",
        neighbour="icb_finance",
        address="/lines/{}/outcomes",
        of="line",
        says=lambda place: {"outcome": place.ref("outcome")},
        tells={"ref": "line"},
        codes=("LNE4",),
    ),
    Act(
        "link_line_to_intention",
        by="finance",
        neighbour="icb_finance",
        address="/lines/{}/intentions",
        of="line",
        says=lambda place: {"intention": place.ref("intention")},
        tells={"ref": "line"},
        codes=("LNE5",),
    ),
)
CONTRACT = {
    "title": "Strength classes",
    "kind": "grant",
    "group": "older_people",
    "value": "30000.50",
    "starts_on": "2026-07-01",
    "ends_on": "2027-06-30",
}
CONTRACTS = (
    Act(
        "enter_contract",
        by="commissioner",
        address="/contracts",
        before=("ratify_decision",),
        says=lambda place: (
            CONTRACT
            | {
                "by_year": [{"year": "2026/27", "amount": "20000.50"}, {"year": "2027/28", "amount": "10000"}],
                "commissioners": [place.organisation("council")],
                "providers": [place.organisation("charity")],
                "decision": place.ref("decision"),
            }
        ),
        tells={
            "value": "30000.50",
            "kind": "grant",
            "starts_on": "2026-07-01",
            "by_year": [{"year": "2026/27", "amount": "20000.50"}, {"year": "2027/28", "amount": "10000.00"}],
        },
        refused=lambda place: (
            CONTRACT
            | {
                "by_year": [{"year": "2026/27", "amount": "20000.50"}],
                "ends_on": "2026-06-30",
                "commissioners": [place.organisation("council")],
                "providers": [],
            }
        ),
        codes=("CTR1", "CTR4", "CTR6"),
        status=201,
    ),
    Act(
        "link_contract",
        by="commissioner",
        neighbour="partner",
        address="/contracts/{}/links",
        of="contract",
        says=lambda place: {
            "intention": place.ref("agreed intention"),
            "outcome": place.ref("outcome"),
            "line": place.ref("line"),
            "amount": "300000.00",
        },
        tells={"ref": "contract"},
        codes=("CTR9",),
    ),
    Act(
        "add_measure_to_contract",
        by="commissioner",
        neighbour="partner",
        address="/contracts/{}/measures",
        of="contract",
        says=lambda place: {
            "title": "People helped",
            "asks": "how_much",
            "unit": "people",
            "polarity": "higher",
            "target": "400",
            "outcome": place.ref("outcome"),
        },
        tells={"ref": "contract"},
        refused=says(
            title="People helped",
            asks="how_much",
            unit="people",
            polarity="higher",
            target="400",
            baseline="500",
            tolerance="-1",
        ),
        codes=("CME1", "CME2", "CME3"),
    ),
    Act(
        "retire_measure",
        by="commissioner",
        neighbour="partner",
        address="/measures/{}/retire",
        of="useless measure",
        says=nothing,
        tells={"retired_on": "2026-06-01"},
        codes=("RET2",),
    ),
    Act(
        "extend_contract",
        by="commissioner",
        neighbour="partner",
        address="/contracts/{}/extend",
        of="contract",
        says=says(until="2029-03-31", because="It works."),
        tells={"ends_on": "2029-03-31"},
        refused=says(until="2030-03-31", because=""),
        codes=("EXT1", "EXT4"),
    ),
    Act(
        "end_contract",
        by="commissioner",
        neighbour="partner",
        address="/contracts/{}/end",
        of="contract",
        says=says(last_day="2027-03-31", because="Another service does it."),
        tells={"ended_on": "2027-03-31"},
        refused=says(last_day="2026-07-31", because=""),
        codes=("END2", "END3"),
    ),
)
RESULTS = (
    Act(
        "record_result",
        by="commissioner",
        address="/results",
        says=lambda place: {
            "outcome_measure": place.ref("outcome measure"),
            "value": "61.5",
            "begins_on": "2026-04-01",
            "ends_on": "2026-04-30",
        },
        tells={"value": "61.5", "unit": "%"},
        refused=lambda place: {
            "contract_measure": place.ref("contract measure"),
            "value": "71",
            "numerator": "1",
            "denominator": "2",
            "begins_on": "2026-06-01",
            "ends_on": "2026-06-30",
        },
        codes=("RES1", "RES3"),
        status=201,
    ),
    Act(
        "withdraw_result",
        by="commissioner",
        neighbour="partner",
        address="/results/{}/withdraw",
        of="result",
        says=says(because="Counted twice."),
        tells={"withdrawn_on": "2026-06-01"},
        codes=("RES6",),
    ),
    Act(
        "review_contract",
        by="commissioner",
        neighbour="partner",
        address="/reviews",
        says=lambda place: {
            "contract": place.ref("contract"),
            "answers": [
                {"question": question, "answer": "partly", "evidence": "The first quarter."}
                for question in ("delivered", "needs", "partners")
            ],
            "recommendation": "keep",
            "because": "It comes nearer.",
        },
        tells={},
        refused=lambda place: {
            "contract": place.ref("contract"),
            "answers": [],
            "recommendation": "keep",
            "because": "",
        },
        codes=("REV1", "REV2"),
        status=201,
    ),
)
LAW = (
    Act(
        "set_override",
        by="administrator",
        address="/overrides",
        says=says(
            rule="market_oversight_beds", jurisdiction="England", value="2500", begins_on="2026-07-01", because="SI 9."
        ),
        tells={"value": "2500", "begins": "2026-07-01"},
        refused=says(rule="no_such_rule", jurisdiction="England", value="1", begins_on="2026-07-01", because="SI 9."),
        codes=("LAW1",),
        status=201,
        names_the_city=False,
    ),
    Act(
        "end_override",
        by="administrator",
        address="/overrides/{}/end",
        of="override",
        before=("an override",),
        spoilt_by=("an override that has ended",),
        says=nothing,
        tells={"ends": "2026-06-01"},
        codes=("LAW4",),
        names_the_city=False,
    ),
)
EMERGENCY = {
    "record": "need:zzzzzzzzzzzz",
    "reason": "safeguarding",
    "because": "A home is closing tonight.",
    "minutes": 30,
}
OPENINGS = (
    Act(
        "ask_to_open",
        by="partner",
        powerless="icb_finance",
        address="/openings",
        says=says(**EMERGENCY),
        tells={"state": "waiting", "record": "need:zzzzzzzzzzzz", "owner": None, "ends_at": None},
        codes=("EMA4",),
        status=201,
        names_the_city=False,
    ),
    Act(
        "agree_to_open",
        by="icb_governance",
        powerless="icb_finance",
        neighbour="governance",
        address="/openings/{}/agree",
        of="opening",
        before=("a record that was asked for",),
        says=nothing,
        tells={"state": "open", "asked_by_name": "NHS commissioner of marlbridge", "ref": "opening"},
        codes=("EMG2",),
    ),
    Act(
        "close_opening",
        by="partner",
        powerless="icb_finance",
        neighbour="governance",
        address="/openings/{}/close",
        of="opening",
        before=("a record that was asked for",),
        says=nothing,
        tells={"state": "withdrawn", "ref": "opening"},
        codes=("EMC1",),
    ),
)
ACTS = {
    act.name: act
    for act in (
        *NEEDS, *OUTCOMES, *PLANS, *INTENTIONS, *MEETINGS, *DECISIONS, *FUNDS, *CONTRACTS, *RESULTS, *LAW, *OPENINGS,
    )
}  # fmt: skip
