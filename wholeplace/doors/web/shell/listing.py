"""Long lists: one page of them, and all of them as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from wholeplace.doors.web.middleware import Asked
from wholeplace.doors.web.shell.pages import Cell, Link, ListPage, Pages
from wholeplace.edges.exchange.cells import as_csv
from wholeplace.ground.trail.exports import note_export

PAGE = 50


def one_page(request: HttpRequest, rows: Any, *, size: int = PAGE) -> tuple[Any, Pages]:
    """The rows of the page asked for, and where it lies in the list. A page that is not there is the nearest one."""
    total = rows.count()
    asked = request.GET.get("page", "1")
    last = max(1, -(-total // size))
    number = min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
    pages = Pages.of(number=number, size=size, total=total, href=lambda page: _address(request, page=str(page)))
    return rows[(number - 1) * size : number * size], pages


def wants_csv(request: HttpRequest) -> bool:
    """Whether the list is asked for as a file."""
    return request.GET.get("format") == "csv"


def csv_link(request: HttpRequest) -> Link:
    """The same list, all of it, as a file."""
    return Link("Download as CSV", _address(request, format="csv", page=None))


def csv_of(page: ListPage, *, of: Asked) -> HttpResponse:
    """A list as a CSV file: UTF-8, one heading line, no cell that would run; written down, with its mark."""
    rows = [[cell.text if isinstance(cell, Cell) else cell for cell in row] for row in page.table.rows]
    content = ("\ufeff" + as_csv((head.text for head in page.table.heads), rows)).encode()
    mark = note_export(what=page.title, address=of.path, rows=len(rows), content=content, by=of.actor)
    name = f"{'-'.join(page.title.lower().split()) or 'list'}-{mark}"
    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, f"{name}.csv") or "attachment"},
    )


def _address(request: HttpRequest, **changes: str | None) -> str:
    asked = request.GET.copy()
    for name, value in changes.items():
        asked.pop(name, None)
        if value is not None:
            asked[name] = value
    return f"{request.path}?{asked.urlencode()}" if asked else request.path
