"""A whole folder is taken in: every row is accounted for, every refusal has its reason, twice changes nothing."""

import pytest

from tests.exchange.published.folder_of_marlbridge import FILES, PLACE, write
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.analyse.indicators import queries
from wholeplace.analyse.indicators.queries import Group
from wholeplace.analyse.indicators.rules.kinds import Sex
from wholeplace.edges.exchange.published.load import EVERY, Outcome, load
from wholeplace.ground.access.actor import service
from wholeplace.ground.intake import queries as intake
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.places import queries as places
from wholeplace.together.places.rules.kinds import AreaKind, Method

pytestmark = pytest.mark.django_db
K = AreaKind


def take_in(folder):
    """The reports on a folder by source."""
    return {
        report.source: report for report in load(folder=folder, by=service("Published data"), on=TODAY, places=PLACE)
    }


@pytest.fixture
def reports(tmp_path, db):
    """What became of the invented folder."""
    return take_in(write(tmp_path))


def test_every_file_that_is_there_is_taken_in_and_the_others_are_told_absent(reports):
    there = set(FILES)
    outcomes = {report.file: report.outcome for report in reports.values()}
    assert {file for file, outcome in outcomes.items() if outcome is Outcome.TAKEN} == there
    assert outcomes["needs/deprivation/imd2025_england_lsoa21.csv"] is Outcome.ABSENT
    assert Outcome.REFUSED not in outcomes.values()


def test_rows_of_other_places_are_counted_and_not_kept(reports):
    tally = reports["imd-2019"].tally
    assert (tally.rows_in, tally.rows_taken, tally.rows_elsewhere, tally.rows_refused) == (4, 1, 1, 2)


def test_rows_that_cannot_be_are_refused_with_field_and_reason(reports):
    def why(source):
        return set(reports[source].reasons)

    assert why("councils") == {"1 × LADCD: Not the code of a council."}
    assert "1 × iod-2019-crime-decile: value: A tenth is a whole number from 1 to 10." in why("imd-2019")
    assert "1 × lsoa11_code: No area of these kinds has this code: small area (lsoa 2011)." in why("imd-2019")
    assert why("population-mid-2020-council") == {
        "1 × total_population: The years of age add up to 2,730, not to the total."
    }
    assert why("census-2021-disability") == {"1 × n: Not a number."}
    assert why("phof-life-expectancy") == {
        "1 × period: lately is not a period such as 2018, 2016 - 18, 2018/19 or May 2017.",
        "1 × area_code: The code is England's, the name is not.",
    }
    assert why("police-street-crime") == {"1 × LSOA code: No small area is given."}
    assert why("oflog-adult-social-care") == {"1 × Code: Not a measure that this set is known to hold."}
    assert why("neighbours-oflog") == {"1 × neighbour: No council has this code."}


def test_a_second_time_nothing_changes_at_all(tmp_path, reports, events):
    before = events()

    again = take_in(tmp_path)

    assert {report.outcome for report in again.values()} == {Outcome.UNCHANGED, Outcome.ABSENT}
    assert sum(report.tally.changes for report in again.values()) == 0
    assert events() == before


def test_a_renamed_or_packed_file_changes_nothing_either(tmp_path, reports):
    import gzip

    plain = tmp_path / "needs/crime/2024-01-vales-street.csv"
    (tmp_path / "needs/crime/vales-street.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()

    assert take_in(tmp_path)["police-street-crime"].outcome is Outcome.UNCHANGED


def test_a_corrected_file_revises_and_says_how_much(tmp_path, reports):
    file = tmp_path / "needs/indicators/phof/life_expectancy.csv"
    file.write_text(file.read_text().replace("79.1", "79.2"))

    report = take_in(tmp_path)["phof-life-expectancy"]

    assert (report.outcome, report.tally.revised, report.tally.unchanged) == (Outcome.TAKEN, 1, 2)


def test_a_file_that_is_broken_is_refused_whole_and_the_others_go_on(tmp_path):
    files = FILES | {"needs/adult-social-care/oflog-adult-social-care-by-la.csv": 'Financial year,Code\n"2021-22'}

    found = take_in(write(tmp_path, files))

    report = found["oflog-adult-social-care"]
    assert (report.outcome, report.tally.rows_in) == (Outcome.REFUSED, 0)
    assert "row 2: a quotation mark is opened here and never closed" in report.reasons[0]
    assert found["phof-life-expectancy"].outcome is Outcome.TAKEN


def test_an_empty_folder_is_no_error(tmp_path):
    assert {report.outcome for report in take_in(tmp_path).values()} == {Outcome.ABSENT}


def test_the_map_is_made_of_look_ups_with_weights_by_residents(reports):
    with speaking_for(STRANGER):
        city = places.area(code="X08000001", seen_by=STRANGER)
        way = places.bridge(start=K.LSOA_2011, end=K.LSOA_2021, within_area=city.number, seen_by=STRANGER)
        weights = sorted((share.weight, share.method) for share in way.shares)
        kinds = places.counts_within(area=city.number, seen_by=STRANGER)
        above = [area.name for area in places.ancestors(area=city, seen_by=STRANGER)]
        small = places.area(code="X01000003", seen_by=STRANGER)
        around = [area.called for area in places.ancestors(area=small, seen_by=STRANGER)]
    assert weights == [(0.25, Method.POPULATION), (0.75, Method.POPULATION), (1.0, Method.NESTED)]
    assert kinds == {K.WARD: 2, K.MSOA_2011: 1, K.MSOA_2021: 1, K.LSOA_2011: 2, K.LSOA_2021: 3}
    assert above == ["Albany", "The Vales"]
    assert around == ["Albany", "The Vales", "Marlbridge", "Abbey", "Marlbridge 001 (Old Town)"]


def test_a_split_area_is_refused_where_nobody_says_how_many_live_in_its_parts(tmp_path):
    files = {name: content for name, content in FILES.items() if "census2021" not in name}
    report = take_in(write(tmp_path, files))["small-area-changes"]
    assert report.tally.rows_refused == 2
    assert "which weighs its parts by residents" in report.reasons[0]


def test_figures_lead_back_to_the_row_of_their_file(reports):
    with speaking_for(STRANGER):
        city = places.area(code="X08000001", seen_by=STRANGER)
        card = queries.indicator(code="phof-life-expectancy", seen_by=STRANGER)
        asked = {"indicator": card.number, "area": city.number, "seen_by": STRANGER}
        men = queries.series(**asked, group=Group(Sex.MALE))
        batch = intake.batches_of(numbers=[men[0].batch], seen_by=STRANGER)[men[0].batch]
    assert [(one.span.label, one.value, one.row, one.comparison, one.note) for one in men] == [
        ("2016 - 18", 79.1, 2, "Worse", ""),
        ("2017 - 19", None, 4, "Not compared", "No value published."),
    ]
    assert batch.file_name == "needs/indicators/phof/life_expectancy.csv"
    assert batch.publisher.startswith("Office for Health Improvement")


def test_crime_is_counted_by_small_area_under_the_first_of_its_rows(reports):
    with speaking_for(STRANGER):
        small = places.area(code="X01000001", seen_by=STRANGER)
        every = queries.indicator(code="police-recorded-crime", seen_by=STRANGER)
        by_type = queries.indicator(code="police-recorded-crime-by-type", seen_by=STRANGER)
        (whole,) = queries.series(indicator=every.number, area=small.number, seen_by=STRANGER)
        (burglary,) = queries.series(
            indicator=by_type.number, area=small.number, group=Group(category="Burglary"), seen_by=STRANGER
        )
    assert (whole.value, whole.row, burglary.value) == (3, 2, 2)
    assert whole.note == "Counted from 3 rows of the file, of which this is the first."


def test_every_importer_has_a_source_of_its_own():
    sources = [importer.about.source for importer in EVERY]
    assert len(set(sources)) == len(sources)
    assert all(importer.about.licence and importer.about.publisher for importer in EVERY)
