"""Indicators in words: one in an area, one across the country, the register, and where figures came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from wholeplace.analyse.indicators.queries import EVERYBODY, Figure, Group, IndicatorCard, Line
from wholeplace.analyse.indicators.rules.benchmark import Benchmark, Position
from wholeplace.analyse.indicators.rules.kinds import Sex
from wholeplace.doors.web.indicators.forms import IndicatorsFilter
from wholeplace.doors.web.indicators.writing import (
    comparison_tag,
    comparison_words,
    group_words,
    interval,
    spoken,
    written,
)
from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.listing import csv_link
from wholeplace.doors.web.shell.pages import (
    Cell,
    ChartView,
    Choice,
    Crumb,
    Fact,
    HistoryLine,
    Link,
    ListPage,
    Pages,
    RecordPage,
    Section,
    Stat,
    Step,
    TableView,
)
from wholeplace.doors.web.shell.words import day
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.analytics import Trend, TrendResult
from wholeplace.ground.intake.queries import BatchCard, ErrorLine
from wholeplace.together.places.queries import AreaCard


def area_href(area: AreaCard) -> str:
    """The page of an area, in the kind that its code alone would not tell."""
    address = reverse("area", kwargs={"reference": area.code})
    return f"{address}?{urlencode({'kind': area.kind.value})}" if area.kind.value.endswith("_2011") else address


def indicator_href(area: AreaCard, card: IndicatorCard, group: Group = EVERYBODY) -> str:
    """The page of an indicator in an area, for a group of people."""
    asked = {"kind": area.kind.value} if area.kind.value.endswith("_2011") else {}
    asked |= {name: value for name, value in (("age", group.age), ("category", group.category)) if value}
    if group.sex is not Sex.PERSONS:
        asked["sex"] = group.sex.value
    address = reverse("indicator", kwargs={"area": area.code, "code": card.code})
    return f"{address}?{urlencode(asked)}" if asked else address


def row_href(batch: BatchCard, row: int) -> str:
    """Where a figure came from: the row of its file."""
    return f"{reverse('batch', kwargs={'reference': batch.ref.public_id})}?{urlencode({'row': row})}"


# --- One indicator in one area ------------------------------------------------------------------------------


@dataclass(frozen=True)
class InAnArea:
    """Everything that the page of an indicator in an area shows."""

    area: AreaCard
    line: Line
    comparator_name: str
    series: tuple[Figure, ...]
    groups: tuple[Group, ...]
    trend: Trend
    revisions: tuple[Figure, ...]
    batches: Mapping[int, BatchCard]
    charts: tuple[ChartView, ...]
    how: str = ""

    @property
    def card(self) -> IndicatorCard:
        """The indicator."""
        return self.line.indicator


def indicator_page(shown: InAnArea, *, request: Asked) -> RecordPage:
    """An indicator in an area: what it is, how it changes, how it stands, and where it came from."""
    card, figure = shown.card, shown.line.figure
    whom = group_words(figure.group)
    return RecordPage(
        title=f"{card.name}, {whom.lower()}" if whom else card.name,
        caption=f"{shown.area.called} · {card.subject}",
        area="areas",
        invented=card.invented,
        crumbs=(
            Crumb("Areas", reverse("areas")),
            Crumb(shown.area.name, area_href(shown.area)),
            Crumb("Figures", reverse("area-figures", kwargs={"reference": shown.area.code})),
        ),
        status=_status(shown),
        tag=comparison_tag(shown.line),
        steps=_steps(shown, request=request),
        facts=_facts(shown),
        sections=tuple(part for part in (*_sections(shown),) if part is not None),
        history=_taken_in(shown.batches.values()),
    )


def _status(shown: InAnArea) -> str:
    card, figure = shown.card, shown.line.figure
    if figure.value is None:
        return f"No figure for {shown.area.name} in {figure.span.label}. {figure.note}".strip()
    said = f"{spoken(card, figure.value)} in {figure.span.label}"
    if found := interval(card, figure):
        said += f" (95% interval {found})"
    if shown.line.comparator is not None and shown.line.comparator.value is not None:
        words = comparison_words(shown.line, comparator=shown.comparator_name)
        said += f". {words}, at {spoken(card, shown.line.comparator.value)}"
    return f"{said}."


def _steps(shown: InAnArea, *, request: Asked) -> tuple[Step, ...]:
    if not request.actor.may(Permission.NEED_RECORD) or shown.line.figure.value is None:
        return ()
    card, figure = shown.card, shown.line.figure
    filled = {
        "indicator_code": card.code,
        "figure": f"{spoken(card, figure.value)} ({figure.span.label})",
        "source": card.source.title,
        "area_code": shown.area.code,
        "area_name": shown.area.name,
        "observed_on": figure.span.ends_on.isoformat(),
    }
    return (Step("Record a need from this figure", f"{reverse('record-need')}?{urlencode(filled)}"),)


def _facts(shown: InAnArea) -> tuple[Fact, ...]:
    card, figure = shown.card, shown.line.figure
    batch = shown.batches[figure.batch]
    facts = [
        Fact("Figure", written(card, figure.value), hint=card.unit),
        Fact("Period", figure.span.label, hint=f"{day(figure.span.begins_on)} to {day(figure.span.ends_on)}"),
    ]
    if found := interval(card, figure):
        facts.append(Fact("95% interval", found, hint=card.interval_method or None))
    if figure.numerator is not None:
        facts.append(Fact("Counted", f"{figure.numerator:,.0f}", hint=_out_of(figure)))
    if shown.line.comparator is not None:
        facts.append(
            Fact(
                shown.comparator_name,
                written(card, shown.line.comparator.value),
                hint=comparison_words(shown.line, comparator=shown.comparator_name),
            )
        )
    facts += [
        Fact("Recent trend", shown.trend.result.value, hint=_why(shown.trend)),
        Fact("Which way is good", card.polarity.value),
    ]
    if figure.trend:
        facts.append(Fact("Trend, says the publisher", figure.trend))
    if shown.how:
        facts.append(Fact("How it was worked out", shown.how))
    elif figure.row:
        facts.append(
            Fact(
                "Source", f"{batch.file_name}, row {figure.row}", href=row_href(batch, figure.row), hint=batch.publisher
            )
        )
    return tuple(facts)


def _out_of(figure: Figure) -> str | None:
    return None if figure.denominator is None else f"out of {figure.denominator:,.0f}"


def _why(trend: Trend) -> str | None:
    if trend.reason is None:
        return "Over the last five years, at 99.8% confidence."
    return trend.reason.value if trend.result is not TrendResult.NO_CHANGE else f"{trend.reason.value} Last five years."


def _sections(shown: InAnArea) -> Sequence[Section | None]:
    titles = ("Over time", "Beside others")
    drawn = [
        Section(title=title, id=title.lower().replace(" ", "-"), charts=(chart,))
        for title, chart in zip(titles, shown.charts, strict=False)
    ]
    return (*drawn, _every_figure(shown), _other_groups(shown), _definition(shown.card), _revised(shown))


def _every_figure(shown: InAnArea) -> Section | None:
    """Every figure of the series, each with the row it came from."""
    if shown.how:
        return None
    rows = tuple(
        (
            figure.span.label,
            Cell(written(shown.card, figure.value), hint=figure.note or None),
            interval(shown.card, figure) or "–",
            _source_cell(shown.batches[figure.batch], figure),
        )
        for figure in reversed(shown.series)
    )
    table = TableView(
        caption=f"{shown.card.name}: {shown.card.unit}",
        caption_hidden=True,
        headings=("Period", shown.card.unit[:1].upper() + shown.card.unit[1:], "95% interval", "Source"),
        numeric=frozenset({1, 2}),
        rows=rows,
    )
    return Section(title="Every figure and its source", id="every-figure", tables=(table,))


def _source_cell(batch: BatchCard, figure: Figure) -> Cell:
    return Cell(f"Row {figure.row:,}", href=row_href(batch, figure.row), hint=batch.title)


def _other_groups(shown: InAnArea) -> Section | None:
    if len(shown.groups) < 2:
        return None
    links = tuple(
        Link(group_words(group) or "Everybody", indicator_href(shown.area, shown.card, group))
        for group in shown.groups
        if group != shown.line.figure.group
    )
    return Section(title="Other groups of people", id="groups", links=links)


def _definition(card: IndicatorCard) -> Section:
    facts = [
        Fact("Definition", card.definition),
        Fact("Unit", card.unit),
        Fact("Type of figure", card.value_type.label),
    ]
    for label, text in (
        ("Interval by", card.interval_method),
        ("Standard population", card.standard_population),
        ("Compare like with like", card.like_for_like),
    ):
        if text:
            facts.append(Fact(label, text))
    source = card.source
    facts += [
        Fact("Published by", source.publisher, hint=source.title),
        Fact("Licence", source.licence),
        *([Fact("Take care", source.caveat)] if source.caveat else []),
    ]
    return Section(
        title="What it means",
        id="definition",
        facts=tuple(facts),
        links=(Link("The same figure for every council", reverse("measure", kwargs={"code": card.code})),),
    )


def _revised(shown: InAnArea) -> Section | None:
    if not shown.revisions:
        return None
    rows = tuple(
        (
            figure.span.label,
            written(shown.card, figure.value),
            f"{day(figure.loaded_on)} to {day(figure.superseded_on)}"
            if figure.superseded_on
            else day(figure.loaded_on),
            _source_cell(shown.batches[figure.batch], figure),
        )
        for figure in shown.revisions
    )
    table = TableView(
        caption="Figures that were revised",
        caption_hidden=True,
        headings=("Period", "Figure then", "Known from and until", "Source"),
        numeric=frozenset({1}),
        rows=rows,
    )
    return Section(
        title="What was revised",
        id="revised",
        lead="Earlier figures stay, so that a decision can show what it saw.",
        tables=(table,),
    )


def _taken_in(batches: Iterable[BatchCard]) -> tuple[HistoryLine, ...]:
    """When the files were taken in that the figures came from, newest first."""
    known = sorted(batches, key=lambda batch: batch.number, reverse=True)
    return tuple(
        HistoryLine(
            when=batch.taken_on,
            who=batch.publisher,
            sentence=f"Took in {batch.file_name}.",
            href=reverse("batch", kwargs={"reference": batch.ref.public_id}),
        )
        for batch in known
    )


# --- The register of indicators -----------------------------------------------------------------------------


def indicators_page(
    cards: Sequence[IndicatorCard], *, filters: IndicatorsFilter | None, pages: Pages | None, request: Asked
) -> ListPage:
    """Every indicator there is."""
    return ListPage(
        title="Indicators",
        area="areas",
        lead="What is measured, by whom, and in which unit.",
        filters=filters,
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Indicators",
            caption_hidden=True,
            headings=("Indicator", "Subject", "Unit", "Type of figure", "Published by"),
            rows=tuple(
                (
                    Cell(card.name, href=reverse("measure", kwargs={"code": card.code})),
                    card.subject,
                    card.unit,
                    card.value_type.label,
                    card.source.publisher,
                )
                for card in cards
            ),
            empty="No indicator has been loaded yet, or none is called that. Try fewer words.",
        ),
    )


# --- One indicator everywhere -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Everywhere:
    """An indicator for every council of a tier."""

    card: IndicatorCard
    figures: tuple[tuple[AreaCard, Figure], ...]
    comparator: Figure | None
    comparator_name: str
    middle: float | None
    tiers: tuple[Choice, ...]
    benchmark: Benchmark | None = None
    why_no_benchmark: str = ""
    period: str = ""


def measure_page(shown: Everywhere, *, request: Asked) -> ListPage:
    """Every council in order; for unit costs, who stands out and what the difference is worth."""
    card = shown.card
    found = {position.area: position for position in shown.benchmark.positions} if shown.benchmark else {}
    return ListPage(
        title=card.name,
        caption=card.subject,
        area="areas",
        invented=card.invented,
        crumbs=(Crumb("Indicators", reverse("indicators")),),
        lead=" ".join(word for word in (card.definition, card.like_for_like) if word),
        stats=_measure_stats(shown),
        choices=shown.tiers,
        csv=csv_link(request),
        table=TableView(
            caption=f"{card.name}, {shown.period}" if shown.period else card.name,
            headings=("Area", card.unit[:1].upper() + card.unit[1:], "95% interval", *(_COST_HEADS if found else ())),
            numeric=frozenset({1, 2, 3, 4}) if found else frozenset({1, 2}),
            rows=tuple(
                (*_measure_row(card, area, figure), *(_cost_cells(card, found.get(area.number)) if found else ()))
                for area, figure in shown.figures
            ),
            empty="No council of this tier has a figure of it.",
            note=f"{card.source.publisher}: {card.source.title}. {card.source.licence}. {card.source.caveat}".strip(),
        ),
    )


_COST_HEADS = ("Difference from the median", "Cost of the difference", "Stands out")


def _measure_stats(shown: Everywhere) -> tuple[Stat, ...]:
    card, stats = shown.card, []
    if shown.comparator is not None and shown.comparator.value is not None:
        stats.append(
            Stat(shown.comparator_name, written(card, shown.comparator.value), sentence=shown.comparator.span.label)
        )
    if shown.middle is not None:
        stats.append(Stat("Median of these areas", written(card, shown.middle), sentence=shown.period))
    if shown.benchmark is not None:
        count = len(shown.benchmark.outliers)
        stats.append(Stat("Stand out", f"{count:,}", sentence="more than 1.5 times the interquartile range beyond it"))
    elif shown.why_no_benchmark:
        stats.append(Stat("Stand out", "–", sentence=shown.why_no_benchmark))
    return tuple(stats)


def _measure_row(card: IndicatorCard, area: AreaCard, figure: Figure) -> tuple[Cell | str, ...]:
    return (
        Cell(area.name, href=indicator_href(area, card, figure.group)),
        Cell(written(card, figure.value), hint=figure.note or None),
        interval(card, figure) or "–",
    )


def _cost_cells(card: IndicatorCard, position: Position | None) -> tuple[str, ...]:
    if position is None:
        return ("–",) * len(_COST_HEADS)
    saving = "not known" if position.saving is None else f"£{position.saving:,.0f}"
    return (
        f"{position.above_the_middle:+,.{card.decimals}f}",
        saving.replace("£-", "−£"),
        "Yes" if position.stands_out else "No",
    )


# --- Where figures came from --------------------------------------------------------------------------------


def batches_page(cards: Sequence[BatchCard], *, pages: Pages | None, request: Asked) -> ListPage:
    """Every file that was taken in."""
    return ListPage(
        title="Files that were taken in",
        area="areas",
        lead="Each file of published data, what came of its rows, and why some were refused.",
        pages=pages,
        csv=csv_link(request),
        table=TableView(
            caption="Files",
            caption_hidden=True,
            headings=("File", "What it is", "Taken in", "Rows", "Refused", "New", "Revised"),
            numeric=frozenset({3, 4, 5, 6}),
            rows=tuple(
                (
                    Cell(card.file_name, href=reverse("batch", kwargs={"reference": card.ref.public_id})),
                    Cell(card.title, hint=card.publisher),
                    day(card.taken_on),
                    *(f"{count:,}" for count in (card.rows_in, card.rows_refused, card.added, card.revised)),
                )
                for card in cards
            ),
            empty="No published data have been taken in yet.",
        ),
    )


@dataclass(frozen=True)
class OfARow:
    """The figures that one row of a file gave, with their indicators and areas."""

    row: int
    figures: tuple[Figure, ...]
    indicators: Mapping[int, IndicatorCard]
    areas: Mapping[int, AreaCard]


def batch_page(
    card: BatchCard,
    *,
    errors: Sequence[ErrorLine],
    totals: Sequence[tuple[str, float]],
    of_row: OfARow | None,
    history: tuple[HistoryLine, ...],
) -> RecordPage:
    """One file: who published it, what came of its rows, which were refused and why; and one row's figures."""
    return RecordPage(
        title=card.title,
        caption=card.file_name,
        area="areas",
        crumbs=(Crumb("Areas", reverse("areas")), Crumb("Files that were taken in", reverse("batches"))),
        status=_batch_status(card, of_row),
        facts=_batch_facts(card),
        sections=tuple(
            part for part in (_row_section(of_row), _refused_section(card, errors), _totals_section(totals)) if part
        ),
        history=history,
    )


def _batch_status(card: BatchCard, of_row: OfARow | None) -> str:
    said = (
        f"{card.rows_in:,} rows read on {day(card.taken_on)}: {card.rows_taken:,} taken in,"
        f" {card.rows_elsewhere:,} about other places, {card.rows_refused:,} refused."
    )
    return f"Row {of_row.row:,} of this file gave {len(of_row.figures):,} figures. {said}" if of_row else said


def _batch_facts(card: BatchCard) -> tuple[Fact, ...]:
    facts = [
        Fact("Published by", card.publisher),
        Fact("Licence", card.licence),
        *([Fact("Address", card.url)] if card.url else []),
        *([Fact("Take care", card.caveat)] if card.caveat else []),
        Fact("File", card.file_name),
        Fact("SHA-256 of its content", card.sha256, hint="Anybody who has the file can check that it is this one."),
        Fact("Rows said twice", f"{card.rows_repeated:,}"),
        Fact("Records", f"{card.added:,} new, {card.revised:,} revised, {card.unchanged:,} as before"),
    ]
    return tuple(facts)


def _row_section(of_row: OfARow | None) -> Section | None:
    if of_row is None:
        return None
    rows = tuple(
        (
            Cell(
                of_row.indicators[figure.indicator].name,
                href=indicator_href(of_row.areas[figure.area], of_row.indicators[figure.indicator], figure.group),
            ),
            of_row.areas[figure.area].called,
            figure.span.label,
            group_words(figure.group) or "Everybody",
            Cell(written(of_row.indicators[figure.indicator], figure.value), hint=figure.note or None),
        )
        for figure in of_row.figures
    )
    table = TableView(
        caption=f"Figures of row {of_row.row}",
        caption_hidden=True,
        headings=("Indicator", "Area", "Period", "Whom", "Figure"),
        numeric=frozenset({4}),
        rows=rows,
        empty="This row gave no figure, or its figures came from another file since.",
    )
    return Section(title=f"What row {of_row.row:,} gave", id="row", tables=(table,))


def _refused_section(card: BatchCard, errors: Sequence[ErrorLine]) -> Section:
    table = TableView(
        caption="Rows that were refused",
        caption_hidden=True,
        headings=("Row", "Field", "Why", "What stood there"),
        numeric=frozenset({0}),
        rows=tuple((f"{one.row:,}", one.field, one.reason, one.excerpt or "–") for one in errors),
        empty="No row was refused.",
        note=f"The first {len(errors):,} of {card.rows_refused:,}." if card.rows_refused > len(errors) else None,
    )
    return Section(title="Rows that were refused", id="refused", tables=(table,))


def _totals_section(totals: Sequence[tuple[str, float]]) -> Section | None:
    if not totals:
        return None
    return Section(
        title="Control totals",
        id="totals",
        lead="Sums over what was taken in, to compare with the publisher's own.",
        facts=tuple(Fact(name, f"{figure:,.0f}") for name, figure in totals),
    )
