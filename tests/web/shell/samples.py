"""Invented words for every kind of page, so that the shell can be drawn and looked at without a database."""

from datetime import UTC, date, datetime
from decimal import Decimal

from wholeplace.doors.web.shell import forms, pages
from wholeplace.doors.web.shell.pages import (
    Cell,
    ChartView,
    Choice,
    Comment,
    Comments,
    ConfirmPage,
    Crumb,
    Fact,
    FileLine,
    Files,
    FormPage,
    Gap,
    Heading,
    HistoryLine,
    HomePage,
    Link,
    ListPage,
    Pages,
    Reason,
    RecordPage,
    RefusedPage,
    Section,
    Stat,
    Step,
    Stop,
    TableView,
    Tag,
    Task,
    TaskList,
    ThreadView,
    Visibility,
)
from wholeplace.edges.exchange import charts
from wholeplace.ground.foundation.money import Money

THREAD = ThreadView(
    came_from=(
        Stop(
            "Need",
            "Older people leave hospital later than they could",
            "/needs/1",
            "1,240 days lost in a quarter",
            date(2025, 11, 3),
            "Indicator 2.18",
        ),
        Stop("Need", "Carers are not asked before discharge", "/needs/2", None, date(2025, 6, 20)),
        Stop(
            "Outcome",
            "People go home within a day of being ready",
            "/outcomes/1",
            "From 61% to 80% by 2028",
            date(2026, 1, 14),
        ),
        Stop(
            "Intention",
            "One reablement service for the whole place",
            "/intentions/4",
            "Transform",
            date(2026, 2, 2),
        ),
        Stop(
            "Decision",
            "Award of the reablement service",
            "/decisions/9",
            "Integrated Commissioning Board",
            date(2026, 3, 3),
        ),
    ),
    this=Stop("Contract", "Home reablement, north", "/contracts/7", "£1,640,000.00 a year", date(2026, 4, 1)),
    leads_to=(),
    missing=(
        Gap(
            "Result",
            "No result has been recorded against this contract.",
            Link("Record a result", "/results/new"),
        ),
    ),
    whole=Link("See the whole thread", "/thread/7"),
)

QUARTERS = TableView(
    caption="Days of delay, by quarter",
    headings=("Quarter", "Northmoor", "All places like it"),
    rows=(
        ("January to March 2025", "1,410", "1,180"),
        ("April to June 2025", "1,325", "1,174"),
        ("July to September 2025", "1,240", "1,169"),
    ),
    numeric=frozenset({1, 2}),
    note="Counts under 5 are not shown.",
)


def _quarters(name: str, *figures: float, spread: float = 0) -> charts.Series:
    days = [date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31), date(2025, 3, 31)]
    points = (
        charts.Point(f"{day:%B %Y}", day, charts.Estimate(figure, figure - spread, figure + spread))
        for day, figure in zip(days, figures, strict=True)
    )
    return charts.Series(name, tuple(points))


DELAY = charts.Trend(
    indicator="Days of delay",
    area=_quarters("Northmoor", 1410, 1390, 1325, 1290, 1240, spread=60),
    fmt=charts.Format(),
    polarity=charts.Polarity.LOWER_IS_BETTER,
    comparator=_quarters("Places like it", 1190, 1185, 1180, 1174, 1169),
)
CHART = ChartView(
    title="Days of delay are falling, and are still above places like this one",
    wide=charts.trend(DELAY, id_prefix="delay").svg,
    narrow=charts.trend(DELAY, id_prefix="delay", layout=charts.NARROW).svg,
    table=QUARTERS,
    source="Invented figures",
)

HISTORY = (
    HistoryLine(
        datetime(2026, 3, 9, 14, 5, tzinfo=UTC),
        "Priya Shah, Contract manager, Northmoor Council",
        "The contract was entered in the register.",
        why="Awarded by the Integrated Commissioning Board.",
    ),
    HistoryLine(date(2026, 3, 3), "Integrated Commissioning Board", "The award was decided.", href="/decisions/9"),
    HistoryLine(date(2026, 2, 2), "Tom Reid, Joint commissioner, Northmoor ICB", "The intention was raised."),
)

RECORD = RecordPage(
    title="Home reablement, north",
    caption="Contract C-7K2M",
    area="contracts",
    invented=True,
    crumbs=(
        Crumb("Home", "/home"),
        Crumb("Contracts", "/contracts"),
        Crumb("Fellside Care Trust", "/providers/3"),
    ),
    status="Running until 31 March 2029. Notice to extend must be given by 30 September 2028.",
    tag=Tag("Running", "green"),
    next_sentence="The first return is due on 15 July 2026.",
    steps=(
        Step("Record a return", "/contracts/7/return"),
        Step("Vary this contract", "/contracts/7/vary", "secondary"),
    ),
    facts=(
        Fact("Provider", "Fellside Care Trust", href="/providers/3", hint="Charity 1199001"),
        Fact("Bought by", "Northmoor Council, with Northmoor Integrated Care Board"),
        Fact("Value", Money(164_000_000), hint="A year, at 2026 to 2027 prices, without VAT"),
        Fact("Runs", "1 April 2026 to 31 March 2029", change=Link("Change", "/contracts/7/dates")),
        Fact("Legal route", "Direct award process C", tag=Tag("Provider Selection Regime", "blue")),
        Fact("Extension", "Not linked to an outcome yet", change=Link("Link", "/contracts/7/outcome")),
    ),
    sections=(
        Section(
            "How it is doing",
            "how-it-is-doing",
            "Two of three measures are within what was agreed.",
            charts=(CHART,),
            links=(Link("All measures", "/contracts/7/measures"),),
        ),
    ),
    thread=THREAD,
    comments=Comments(
        lines=(
            Comment(
                "Grace Obi",
                datetime(2026, 3, 10, 9, 30, tzinfo=UTC),
                "The trust asked whether weekend visits count.\n\nThey do: see clause 4.2.",
                "Northmoor ICB",
            ),
        ),
        add=Step("Add a comment", "/contracts/7/comment", "secondary"),
    ),
    files=Files(
        lines=(
            FileLine("Signed contract", "/files/1", "PDF", "1.2 MB", date(2026, 3, 9), "Priya Shah"),
            FileLine("Specification", "/files/2", "ODT", "240 KB", date(2026, 2, 20)),
        ),
        add=Step("Add a file", "/contracts/7/files", "secondary"),
    ),
    history=HISTORY,
    history_all=Link("The whole history, with its seals", "/contracts/7/history"),
    visibility=Visibility(
        "Everyone in Northmoor Together can see this. The public sees the award, not the price schedule.",
        ("Northmoor Council", "Northmoor Integrated Care Board", "Northmoor Police and Crime Commissioner"),
        Step("Change who can see it", "/contracts/7/share", "secondary"),
    ),
)


class ContractFilter(forms.FilterForm):
    """What narrows the register."""

    words = forms.LineField(label="Words", width="20")
    organisation = forms.ChoiceField(
        label="Bought by",
        as_radios=False,
        blank="Any organisation",
        choices=[("1", "Northmoor Council"), ("2", "Northmoor ICB")],
    )
    state = forms.ChoiceField(
        label="State",
        as_radios=False,
        blank="Any state",
        choices=[("running", "Running"), ("ending", "Ending within a year"), ("ended", "Ended")],
    )


CONTRACTS = TableView(
    caption="Contracts",
    caption_hidden=True,
    headings=(
        Heading("Contract", "?sort=title", "ascending"),
        Heading("Provider", "?sort=provider"),
        "Bought by",
        Heading("A year", "?sort=value", numeric=True),
        Heading("Ends", "?sort=ends"),
        "Thread",
    ),
    rows=(
        (
            Cell("Home reablement, north", "/contracts/7", hint="C-7K2M"),
            "Fellside Care Trust",
            "Council, ICB",
            "£1,640,000.00",
            "31 March 2029",
            Cell("", tag=Tag("No result", "yellow")),
        ),
        (
            Cell("Carers’ breaks", "/contracts/8", hint="C-2QF9"),
            "Moor Carers",
            "Council",
            "£86,500.00",
            "30 September 2026",
            Cell("", tag=Tag("Whole", "green")),
        ),
        (
            Cell("Short-term beds", "/contracts/9", hint="C-XW31"),
            "St Aidan’s Homes Limited",
            "ICB",
            "£412,000.00",
            "31 December 2026",
            Cell("", tag=Tag("No outcome", "red")),
        ),
    ),
    total=("All shown", "", "", "£2,138,500.00", "", ""),
)

LIST = ListPage(
    title="Contracts",
    caption="Northmoor",
    lead="What the organisations of this place buy, from whom, and what it is for.",
    area="contracts",
    invented=True,
    crumbs=(Crumb("Home", "/home"),),
    steps=(
        Step("Enter a contract", "/contracts/new"),
        Step("Bring in a spreadsheet", "/contracts/intake", "secondary"),
    ),
    stats=(
        Stat("Contracts", "214", "Worth £86.4 million a year"),
        Stat("End within a year", "31", "Notice is due on 9 of them", "/contracts?state=ending"),
        Stat(
            "Not linked to an outcome",
            "58",
            "£12.1 million a year",
            "/contracts?gap=outcome",
            Tag("Gap", "yellow"),
        ),
    ),
    choices=(
        Choice("All", "/contracts", current=True, count="214"),
        Choice("Mine", "/contracts?mine=1", count="12"),
        Choice("Found in published data", "/contracts?found=1", count="37"),
    ),
    filters=ContractFilter({"state": "ending"}),
    table=CONTRACTS,
    pages=Pages.of(number=4, size=25, total=214, href=lambda number: f"/contracts?page={number}"),
    csv=Link("CSV", "/contracts.csv"),
    downloads=(Link("ODS", "/contracts.ods"), Link("Print", "/contracts/print")),
)

EMPTY_LIST = ListPage(
    title="Funds",
    caption="Northmoor",
    area="money",
    crumbs=(Crumb("Home", "/home"),),
    table=TableView(
        caption="Funds",
        headings=("Fund", "Position"),
        rows=(),
        empty="No fund has been opened yet. A fund holds money with its rules: who pays in, who bears an overspend.",
        empty_step=Step("Open a fund", "/money/funds/new"),
    ),
)


class ExampleForm(forms.WholeplaceForm):
    """Every field once."""

    groups = (
        (None, ("title", "why", "kind", "area", "partners", "starts_on", "value", "share", "people")),
        ("How it is bought", ("shared", "reason", "paper", "email", "password", "carried", "sure")),
    )
    title = forms.LineField(label="Name of the service", hint="As people who use it call it.", max_length=120)
    why = forms.TextField(label="Why is it needed?", max_length=500, rows=4)
    kind = forms.ChoiceField(
        label="What changes?",
        choices=[("invest", "Invest"), ("transform", "Transform"), ("stop", "Stop")],
        hints={"stop": "An exit plan will be asked for."},
    )
    area = forms.ChoiceField(
        label="Where?", as_radios=False, choices=[("n", "North"), ("s", "South"), ("w", "The whole place")]
    )
    partners = forms.ChoicesField(
        label="Who takes part?",
        choices=[
            ("council", "Northmoor Council"),
            ("icb", "Northmoor Integrated Care Board"),
            ("pcc", "Police"),
        ],
    )
    starts_on = forms.DateField(label="Start date")
    value = forms.MoneyField(label="Value a year", hint="Without VAT.")
    share = forms.PercentField(label="Share of the council", required=False)
    people = forms.WholeNumberField(label="People each year", suffix="people", required=False)
    shared = forms.YesNoField(label="Does another organisation pay?", reveals={"yes": ("reason",)})
    reason = forms.LineField(label="Which one, and under what arrangement?")
    paper = forms.FileField(label="Paper", accept=".pdf,.odt", required=False)
    email = forms.EmailField(label="Email address of the lead")
    password = forms.PasswordField(label="Your password")
    carried = forms.HiddenField(initial="kept", required=False)
    sure = forms.ConfirmField(label="I confirm that the finance officer has seen this")


FORM = FormPage(
    title="Raise an intention",
    caption="Northmoor Council",
    area="plans",
    invented=True,
    back=Link("Plans", "/plans"),
    cancel=Link("Cancel", "/plans"),
    submit="Save and continue",
    what_happens="It becomes a draft of your organisation. Nothing is sent to anybody yet.",
    who_sees="Only Northmoor Council will see the draft.",
)
TYPED = {
    "title": "",
    "why": "Because",
    "kind": "stop",
    "starts_on-day": "31",
    "starts_on-month": "",
    "starts_on-year": "2027",
    "value": "about 3m",
    "share": "130",
    "people": "1.5",
    "shared": "yes",
    "reason": "",
    "email": "priya@",
}


class ReasonForm(forms.WholeplaceForm):
    """One question."""

    one_question = True
    because = forms.TextField(label="Why is it no longer a need?", max_length=1000)


QUESTION = FormPage(
    title="Close this need",
    caption="Close “Older people leave hospital later than they could”",
    area="needs",
    back=Link("Back to the need", "/needs/1"),
    submit="Close the need",
    kind="warning",
    what_happens="The need stays on the record with its history, and no longer counts as open.",
)

CONFIRM = ConfirmPage(
    title="Check your answers before you raise this intention",
    area="plans",
    back=Link("Back", "/plans/new"),
    cancel=Link("Keep it as a draft", "/plans"),
    submit="Raise the intention",
    warning="Once raised, the wording can be changed only by a decision.",
    answers=(
        (
            "The service",
            (
                Fact("Name", "Home reablement", change=Link("Change", "/plans/new")),
                Fact("Starts", "1 April 2027", change=Link("Change", "/plans/new")),
            ),
        ),
        ("The money", (Fact("Value a year", Money(164_000_000), change=Link("Change", "/plans/new")),)),
    ),
    what_happens="The boards on its route are told, and it appears on the forward plan.",
    who_sees="Everyone in Northmoor Together will see it.",
)

REFUSED = RefusedPage(
    title="This contract cannot be extended as asked",
    area="contracts",
    back=Link("Home reablement, north", "/contracts/7"),
    what_happened="You asked to extend the contract to 31 March 2031.",
    reasons=(
        Reason("The contract may not run past 31 March 2030.", "EXT2", "The contract’s extension clause"),
        Reason(
            "The decision that allows it is not recorded.",
            "EXT4",
            "The council’s scheme of delegation, part 3",
            "/rules/EXT4",
        ),
    ),
    how_to_mend="Ask for an earlier day, or record the decision first.",
    steps=(
        Step("Choose another day", "/contracts/7/extend"),
        Step("Record a decision", "/decisions/new", "secondary"),
    ),
)

HOME = HomePage(
    title="Northmoor Together",
    caption="Joint commissioning manager, Northmoor Council",
    area="home",
    invented=True,
    notice="The contract was extended to 31 March 2030.",
    stats=(
        Stat("Money in plans", "£86.4m", "£4.1m of it has no decision yet", "/money", Tag("Check", "yellow")),
        Stat("Priorities on course", "2 of 3", "Delays in hospital are behind", "/needs"),
        Stat("Decisions due", "4", "The next is on 12 May 2026", "/decisions"),
        Stat("Not linked to an outcome", "58", "Contracts worth £12.1m a year", "/contracts"),
    ),
    task_lists=(
        TaskList(
            "Needs you",
            (
                Task(
                    "Give notice on carers’ breaks, or let it run on",
                    "/contracts/8",
                    "You manage this contract",
                    date(2026, 3, 31),
                    Tag("4 days late", "red"),
                    Step("Decide", "/contracts/8/notice"),
                ),
                Task(
                    "Answer the ICB on short-term beds",
                    "/questions/2",
                    "The ICB asked your organisation",
                    date(2026, 4, 14),
                    Tag("Due soon", "yellow"),
                    Step("Answer", "/questions/2", "secondary"),
                ),
                Task(
                    "Read the fund statement for quarter 4",
                    "/money/1",
                    "You are its finance lead",
                    date(2026, 4, 30),
                    None,
                    Step("Read", "/money/1", "secondary"),
                ),
            ),
        ),
        TaskList("Changed since you were last here", (), "Nothing has changed since 2 March 2026."),
    ),
    sections=(Section("Next 90 days", "next-90-days", tables=(QUARTERS,)),),
)

BARE = pages.Page(title="Components", lead="Every part of the shell, once.")
SHARE = Decimal("12.5")
