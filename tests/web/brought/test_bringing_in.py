"""A council brings in what it paid: read at once, confirmed by a second person, taken in by the worker."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.browser import led_to, words
from tests.factories.files import a_brought_file
from wholeplace.doors.clock.worker import Worker
from wholeplace.ground.intake.limits import LARGEST_UPLOAD
from wholeplace.plan.funds import queries

HEADING = "Payment Date,Amount,Beneficiary Name,Organisational Unit,Service Division Label,Purpose,Transaction Number\n"
ROWS = (
    "01/04/2026,100.10,Alder Care Ltd,Adults,Homes,Care,T1\n"
    "02/04/2026,-20.05,Alder Care Ltd,Adults,Homes,Refund,T2\n"
    "32/04/2026,7.50,Birch Ltd,Adults,Homes,Care,T3\n"
    "03/04/2026,=1+1,Birch Ltd,Adults,Homes,Care,T4\n"
)
FILE = (HEADING + ROWS).encode()


@pytest.fixture
def works(monkeypatch, the_day):
    """Do the background work that waits."""
    monkeypatch.setattr("wholeplace.doors.clock.worker.timezone.localdate", lambda: the_day)

    def do() -> None:
        worker = Worker(every={})
        while worker.one():
            pass

    return do


def sent(content: bytes, *, name="april.csv", **changes):
    """The form with a file."""
    return {"file": SimpleUploadedFile(name, content), "layout": "beneficiary", "encoding": "utf-8-sig"} | changes


def is_empty(folder) -> bool:
    """Whether nothing at all is kept."""
    return not any(path.is_file() for path in folder.rglob("*"))


def test_the_limits_are_said_before(city, signed_in, kept_in):
    assert "A CSV file of up to 25 MB." in words(signed_in("finance").get("/bring-in"))


def test_a_file_is_read_confirmed_by_a_second_person_and_taken_in(city, signed_in, kept_in, works):
    browser = signed_in("finance")
    ref = led_to(browser.post("/bring-in", sent(FILE)))
    page = words(browser.get(f"/brought-in/{ref}"))
    assert "4 rows were read: 2 can be taken in, 2 are refused. 2 changes would follow." in page
    assert [amount for amount in ("£80.05", "£7.50", "£87.55") if amount not in page] == []
    assert "A second person must confirm it" in page
    assert "Confirm: take it in" not in page
    refused = browser.get(f"/brought-in/{ref}/refused?format=csv").content.decode("utf-8-sig").splitlines()
    assert len(refused) == 3
    assert refused[1].startswith("4,Payment Date,32/04/2026,")
    assert refused[2].startswith("5,Amount,'=1+1,")

    assert browser.post(f"/brought-in/{ref}/confirm").status_code == 422
    browser = signed_in("governance")
    browser.post(f"/brought-in/{ref}/confirm")
    going = browser.get(f"/brought-in/{ref}")
    assert "It is being taken in: 0 rows so far." in words(going)
    assert going["Refresh"] == "3"
    assert "Ask for it again" in words(going)
    assert "Ask for it again" not in words(signed_in("finance").get(f"/brought-in/{ref}"))
    browser = signed_in("governance")
    browser.post(f"/brought-in/{ref}/again")
    works()

    done = words(browser.get(f"/brought-in/{ref}"))
    assert "It was taken in: 2 changes; 2 rows were refused." in done
    assert f"/spend/{city.organisations['council'].ref.public_id}" in done
    (spender,) = queries.spenders(seen_by=city.finance)
    assert (spender.organisation.name, str(spender.whole.amount)) == ("council", "£80.05")


def test_the_same_content_is_known_again_and_changes_nothing(city, signed_in, kept_in, works):
    for times in range(2):
        ref = led_to(signed_in("finance").post("/bring-in", sent(FILE, name=f"{times}.csv")))
        foreseen = words(signed_in("governance").get(f"/brought-in/{ref}"))
        signed_in("governance").post(f"/brought-in/{ref}/confirm")
        works()

    assert "This very file was taken in before, on 1 June 2026." in foreseen
    assert "0 changes would follow." in foreseen
    assert "It was taken in: 0 changes" in words(signed_in("finance").get(f"/brought-in/{ref}"))


def test_what_is_not_utf_8_is_asked_for(city, signed_in, kept_in):
    content = (HEADING + "01/04/2026,1.00,Café Ltd,Adults,Homes,Care,T1\n").encode("cp1252")
    browser = signed_in("finance")

    answer = browser.post("/bring-in", sent(content))
    assert answer.status_code == 422
    assert "This file is not UTF-8. Choose how its text is written" in words(answer)
    assert is_empty(kept_in)

    led_to(browser.post("/bring-in", sent(content, encoding="cp1252")))


def _bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"\0" * 30_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((b"", "april.csv"), "The file is empty. Select another one."),
        ((b"x" * (LARGEST_UPLOAD + 1), "april.csv"), "The file is too large."),
        ((FILE, "april.exe"), "Select a file of the kind CSV."),
        ((_bomb(), "april.csv"), "grows more than 100 times when unpacked"),
        ((FILE + b'05/04/2026,1.00,"Ash Ltd,Adults,Homes,Care,T5\n', "april.csv"), "row 6"),
        ((FILE + b"05/04/2026,1.00,Ash\0 Ltd,Adults,Homes,Care,T5\n", "april.csv"), "holds a zero character"),
        ((b"Day,Sum\n1,2\n", "april.csv"), "has no column Payment Date"),
        ((HEADING.encode(), "april.csv"), "has a heading and no rows"),
    ],
    ids=["empty", "too large", "wrong kind", "bomb", "open quote", "zero character", "other columns", "no rows"],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(signed_in, kept_in, events, asked, said):
    browser = signed_in("finance")
    before = events()

    answer = browser.post("/bring-in", sent(asked[0], name=asked[1]))

    assert answer.status_code == 422
    assert said in words(answer)
    assert events() == before
    assert is_empty(kept_in)


def test_it_is_cancelled_before_it_is_confirmed(city, signed_in, kept_in, works):
    browser = signed_in("finance")
    ref = led_to(browser.post("/bring-in", sent(FILE)))
    browser.post(f"/brought-in/{ref}/cancel")
    works()

    assert "It was cancelled. Nothing of it was taken in." in words(browser.get(f"/brought-in/{ref}"))
    assert queries.spenders(seen_by=city.finance) == ()


@pytest.mark.parametrize("who", ["partner", "provider"])
def test_another_organisation_finds_nothing(city, signed_in, kept_in, who):
    ref = a_brought_file(city.finance, FILE).public_id
    browser = signed_in(who)

    assert browser.get("/bring-in").status_code == 403
    assert browser.get(f"/brought-in/{ref}").status_code == 404
    assert browser.get(f"/brought-in/{ref}/refused?format=csv").status_code == 404
    assert browser.post(f"/brought-in/{ref}/confirm").status_code == 403
    assert "april" not in words(browser.get("/brought-in"))
