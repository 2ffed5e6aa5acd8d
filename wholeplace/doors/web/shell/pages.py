"""What a page is made of: frozen values of words, which templates draw without asking or reckoning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from wholeplace.ground.foundation.refusal import Refusal

# --- Words and links ------------------------------------------------------------------------------------------------

Colour = Literal["grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"]


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    text: str
    href: str
    hint: str | None = None


@dataclass(frozen=True)
class Crumb:
    """One step of the way from the home page to here. The page itself needs none."""

    text: str
    href: str | None = None


@dataclass(frozen=True)
class Tag:
    """A state in a word or two. The colour only repeats what the word says."""

    text: str
    colour: Colour = "grey"


@dataclass(frozen=True)
class Step:
    """Something the reader can do next. `post` sends it at once, with `fields`; otherwise it opens a page."""

    text: str
    href: str
    kind: Literal["primary", "secondary", "warning"] = "primary"
    hint: str | None = None
    post: bool = False
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Fact:
    """One line of what is known: its name, its words, and where to read more or change it."""

    label: str
    text: Any
    href: str | None = None
    hint: str | None = None
    tag: Tag | None = None
    change: Link | None = None


# --- The thread -----------------------------------------------------------------------------------------------------

STAGES: tuple[tuple[str, ...], ...] = (
    ("Need", "Priority", "Asset"),
    ("Outcome", "Indicator"),
    ("Plan", "Intention", "Joint opportunity"),
    ("Case for change", "Paper"),
    ("Decision",),
    ("Procurement",),
    ("Contract", "Fund", "Personal budget", "Scheme", "Commitment"),
    ("Return", "Visit", "Result"),
)


def stage_of(kind: str) -> int:
    """How far along the thread a kind of record stands; kinds without a place stand with the contracts."""
    return next((number for number, kinds in enumerate(STAGES) if kind in kinds), 6)


@dataclass(frozen=True)
class Stop:
    """A record on the thread."""

    kind: str
    title: str
    href: str | None = None
    sentence: str | None = None
    on: date | datetime | str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Gap:
    """A stop that ought to be there and is not, in words, with the way to mend it."""

    kind: str
    sentence: str
    step: Link | None = None


@dataclass(frozen=True)
class Column:
    """The stops that stand beside each other in the picture of the thread."""

    kind: str
    stops: tuple[Stop, ...] = ()
    gaps: tuple[Gap, ...] = ()
    here: bool = False


@dataclass(frozen=True)
class ThreadView:
    """Where a record came from, what it leads to, and what is missing between."""

    came_from: tuple[Stop, ...]
    this: Stop
    leads_to: tuple[Stop, ...]
    missing: tuple[Gap, ...] = ()
    whole: Link | None = None

    @property
    def before(self) -> tuple[Column, ...]:
        """The columns to the left of this record."""
        return _columns(self.came_from, [gap for gap in self.missing if self._comes_before(gap)])

    @property
    def after(self) -> tuple[Column, ...]:
        """The columns to the right of this record."""
        return _columns(self.leads_to, [gap for gap in self.missing if not self._comes_before(gap)])

    @property
    def columns(self) -> tuple[Column, ...]:
        """The whole picture, from need to result."""
        return (*self.before, Column(self.this.kind, (self.this,), here=True), *self.after)

    def _comes_before(self, gap: Gap) -> bool:
        return stage_of(gap.kind) < stage_of(self.this.kind)


def _columns(stops: tuple[Stop, ...], gaps: list[Gap]) -> tuple[Column, ...]:
    kinds = dict.fromkeys([*(stop.kind for stop in stops), *(gap.kind for gap in gaps)])
    return tuple(
        Column(
            kind,
            tuple(stop for stop in stops if stop.kind == kind),
            tuple(gap for gap in gaps if gap.kind == kind),
        )
        for kind in sorted(kinds, key=stage_of)
    )


# --- Tables and charts ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heading:
    """The head of a column; with `sort_href` the column can be sorted."""

    text: str
    sort_href: str | None = None
    sorted: Literal["ascending", "descending"] | None = None
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell, when plain words are not enough."""

    text: Any
    href: str | None = None
    hint: str | None = None
    tag: Tag | None = None
    links: tuple[Link, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is words and nothing else."""
        return isinstance(self.text, str) and not (self.href or self.hint or self.tag or self.links)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it, so that a phone may leave it out."""
        return not (self.text or self.tag or self.links or self.hint)


@dataclass(frozen=True)
class TableView:
    """A table of words. The first cell of a row names the row."""

    caption: str
    headings: tuple[Heading | str, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    numeric: frozenset[int] = frozenset()
    empty: str = "There is nothing here yet."
    empty_step: Step | None = None
    total: tuple[Cell | str, ...] | None = None
    note: str | None = None
    narrow: Literal["cards", "scroll"] = "cards"
    caption_hidden: bool = False

    @property
    def heads(self) -> tuple[Heading, ...]:
        """The headings, each knowing whether its column holds figures."""
        plain = (Heading(head) if isinstance(head, str) else head for head in self.headings)
        return tuple(
            Heading(head.text, head.sort_href, head.sorted, head.numeric or number in self.numeric)
            for number, head in enumerate(plain)
        )

    @property
    def lines(self) -> tuple[tuple[tuple[Heading, Cell], ...], ...]:
        """Each row as pairs of heading and cell."""
        return tuple(self._line(row) for row in self.rows)

    @property
    def total_line(self) -> tuple[tuple[Heading, Cell], ...]:
        """The last line, if the table adds up."""
        return self._line(self.total) if self.total else ()

    def _line(self, row: tuple[Cell | str, ...]) -> tuple[tuple[Heading, Cell], ...]:
        cells = (cell if isinstance(cell, Cell) else Cell(cell) for cell in row)
        return tuple(zip(self.heads, cells, strict=True))


@dataclass(frozen=True)
class ChartView:
    """A chart: a title that says the finding, one drawing for wide and one for narrow pages, its table."""

    title: str
    wide: str
    narrow: str
    table: TableView
    note: str | None = None
    source: str | None = None


# --- Parts of a record ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HistoryLine:
    """What happened to a record: when, who, and a sentence; why, if a reason was given."""

    when: date | datetime | str
    who: str
    sentence: str
    why: str | None = None
    href: str | None = None


@dataclass(frozen=True)
class Visibility:
    """Who sees a record now, the way to change that, and what else can be done about its keeping."""

    sentence: str
    lines: tuple[str, ...] = ()
    change: Step | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Comment:
    """What somebody said about a record."""

    who: str
    when: date | datetime | str
    text: str
    organisation: str | None = None


@dataclass(frozen=True)
class Comments:
    """The comments on a record, and the way to add one. `closed` says why there is none."""

    lines: tuple[Comment, ...] = ()
    add: Step | None = None
    empty: str = "Nobody has commented yet."


@dataclass(frozen=True)
class FileLine:
    """A paper: its title, what it is, how large, and since when it is here."""

    title: str
    href: str
    kind: str
    size: str | None = None
    on: date | datetime | str | None = None
    who: str | None = None


@dataclass(frozen=True)
class Files:
    """The papers of a record, and the way to add one."""

    lines: tuple[FileLine, ...] = ()
    add: Step | None = None
    empty: str = "No files yet."


@dataclass(frozen=True)
class Section:
    """A part of a record between its facts and its thread: words, facts, tables, charts, what can be done."""

    title: str
    id: str
    lead: str | None = None
    facts: tuple[Fact, ...] = ()
    tables: tuple[TableView, ...] = ()
    charts: tuple[ChartView, ...] = ()
    links: tuple[Link, ...] = ()
    steps: tuple[Step, ...] = ()


# --- Home -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stat:
    """A figure that matters, what it counts, and the sentence that makes it worth reading."""

    label: str
    figure: str
    sentence: str | None = None
    href: str | None = None
    tag: Tag | None = None


@dataclass(frozen=True)
class Task:
    """Something that waits for the reader: what, why them, until when, and one button."""

    title: str
    href: str
    why: str | None = None
    due: date | datetime | str | None = None
    tag: Tag | None = None
    step: Step | None = None


@dataclass(frozen=True)
class TaskList:
    """A group of tasks under a heading."""

    title: str
    tasks: tuple[Task, ...]
    empty: str = "Nothing waits for you here."
    empty_step: Step | None = None


# --- Refusals -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reason:
    """Why something was refused: the sentence, the code of its rule, and the text the rule comes from."""

    sentence: str
    code: str | None = None
    source: str | None = None
    href: str | None = None

    @classmethod
    def of(cls, refusal: Refusal, *, href: str | None = None) -> Reason:
        """A refusal of a rulebook, with the page of its rule if there is one."""
        return cls(refusal.sentence, refusal.code, refusal.source, href)


# --- Pages ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page says. `area` is the navigation item it stands under; `notice` what was just done."""

    title: str
    caption: str | None = None
    lead: str | None = None
    crumbs: tuple[Crumb, ...] = ()
    area: str | None = None
    notice: str | None = None
    invented: bool = False


@dataclass(frozen=True, kw_only=True)
class RecordPage(Page):
    """One record, in one order: status, next step, facts, thread, comments, files, history, who sees it."""

    status: str
    tag: Tag | None = None
    next_sentence: str | None = None
    steps: tuple[Step, ...] = ()
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    thread: ThreadView | None = None
    comments: Comments | None = None
    files: Files | None = None
    history: tuple[HistoryLine, ...] | None = ()
    """None where the page is no record, and so has none."""
    history_all: Link | None = None
    visibility: Visibility | None = None


@dataclass(frozen=True)
class PageNumber:
    """A page of a long list."""

    number: int
    href: str
    current: bool = False
    gap_before: bool = False


@dataclass(frozen=True)
class Pages:
    """Where the reader is in a long list."""

    sentence: str
    numbers: tuple[PageNumber, ...] = ()
    previous: str | None = None
    next: str | None = None

    @classmethod
    def of(cls, *, number: int, size: int, total: int, href: Callable[[int], str]) -> Pages:
        """The pages of a list of `total` rows, `size` to a page, seen from page `number`."""
        last = max(1, -(-total // size))
        number = min(max(number, 1), last)
        shown = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
        numbers = tuple(
            PageNumber(page, href(page), current=page == number, gap_before=page - before > 1)
            for before, page in zip([0, *shown], shown, strict=False)
        )
        return cls(
            sentence=_showing(first=(number - 1) * size + 1, last=min(number * size, total), total=total),
            numbers=numbers if last > 1 else (),
            previous=href(number - 1) if number > 1 else None,
            next=href(number + 1) if number < last else None,
        )


def _showing(*, first: int, last: int, total: int) -> str:
    if total == 0:
        return "Nothing found"
    if first == 1 and last == total:
        return "1 result" if total == 1 else f"All {total:,} shown"
    return f"{first:,} to {last:,} of {total:,}"


@dataclass(frozen=True)
class Choice:
    """One of a few ways to look at the same list, with how many rows it has."""

    text: str
    href: str
    current: bool = False
    count: str | None = None


@dataclass(frozen=True, kw_only=True)
class ListPage(Page):
    """A register: filters, a table that can be sorted and paged, what to do next, the same rows as a file."""

    table: TableView
    pages: Pages | None = None
    choices: tuple[Choice, ...] = ()
    filters: Any = None
    steps: tuple[Step, ...] = ()
    stats: tuple[Stat, ...] = ()
    csv: Link | None = None
    downloads: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FormPage(Page):
    """A question, or a few: what will happen when it is sent, who will see it, and the ways out."""

    submit: str = "Continue"
    kind: Literal["primary", "warning"] = "primary"
    action: str = ""
    back: Link | None = None
    cancel: Link | None = None
    what_happens: str | None = None
    who_sees: str | None = None
    facts: tuple[Fact, ...] = ()
    method: Literal["post", "get"] = "post"


@dataclass(frozen=True, kw_only=True)
class ConfirmPage(FormPage):
    """Check the answers before they are sent, or confirm what cannot be undone."""

    warning: str | None = None
    answers: tuple[tuple[str | None, tuple[Fact, ...]], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class RefusedPage(Page):
    """What was asked, every reason why it did not happen, and how to mend it."""

    title: str = "This cannot be done as things stand"
    what_happened: str = "You asked for something that the rules do not allow now."
    reasons: tuple[Reason, ...] = ()
    how_to_mend: str | None = None
    steps: tuple[Step, ...] = ()
    back: Link | None = None


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """Somebody's first page: what needs them, the figures that matter, and what stands beneath."""

    task_lists: tuple[TaskList, ...] = ()
    stats: tuple[Stat, ...] = ()
    sections: tuple[Section, ...] = ()
