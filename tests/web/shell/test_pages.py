"""The words of a page, put in order."""

from wholeplace.doors.web.shell.pages import (
    Cell,
    Gap,
    Heading,
    PageNumber,
    Pages,
    Stop,
    TableView,
    ThreadView,
    stage_of,
)


def address(number: int) -> str:
    return f"?page={number}"


def test_a_thread_stands_in_the_order_of_the_cycle_with_this_record_between():
    view = ThreadView(
        came_from=(Stop("Decision", "An award"), Stop("Need", "Delay"), Stop("Need", "Carers")),
        this=Stop("Contract", "Reablement"),
        leads_to=(Stop("Result", "Days lost"),),
    )
    assert [(column.kind, len(column.stops), column.here) for column in view.columns] == [
        ("Need", 2, False),
        ("Decision", 1, False),
        ("Contract", 1, True),
        ("Result", 1, False),
    ]


def test_what_is_missing_stands_where_it_ought_to_be():
    view = ThreadView(
        came_from=(),
        this=Stop("Contract", "Reablement"),
        leads_to=(),
        missing=(Gap("Result", "No result yet."), Gap("Outcome", "No outcome.")),
    )
    assert [column.kind for column in view.before] == ["Outcome"]
    assert [column.kind for column in view.after] == ["Result"]


def test_a_kind_without_a_place_of_its_own_stands_with_the_contracts():
    assert stage_of("Line of money") == stage_of("Contract")


def test_a_table_pairs_each_cell_with_the_heading_of_its_column():
    view = TableView("Money", ("Fund", Heading("Spent")), (("Pool", Cell("£4.00")),), numeric=frozenset({1}))
    assert view.heads == (Heading("Fund"), Heading("Spent", numeric=True))
    assert view.lines == (((Heading("Fund"), Cell("Pool")), (Heading("Spent", numeric=True), Cell("£4.00"))),)
    assert view.total_line == ()


def test_a_long_list_shows_its_ends_and_the_pages_around_the_reader():
    pages = Pages.of(number=6, size=10, total=200, href=address)
    assert pages.sentence == "51 to 60 of 200"
    assert [page.number for page in pages.numbers] == [1, 4, 5, 6, 7, 8, 20]
    assert [page.number for page in pages.numbers if page.gap_before] == [4, 20]
    assert pages.numbers[3] == PageNumber(6, "?page=6", current=True)
    assert (pages.previous, pages.next) == ("?page=5", "?page=7")


def test_a_list_of_one_page_has_no_page_numbers():
    assert Pages.of(number=1, size=25, total=3, href=address) == Pages("All 3 shown")


def test_a_page_past_the_end_shows_the_last_one():
    pages = Pages.of(number=99, size=25, total=60, href=address)
    assert (pages.sentence, pages.next) == ("51 to 60 of 60", None)


def test_an_empty_list_says_that_nothing_was_found():
    assert Pages.of(number=1, size=25, total=0, href=address) == Pages("Nothing found")
