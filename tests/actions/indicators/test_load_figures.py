"""Taking in figures: it works, a revised one stands beside the old, nothing twice, strangers stopped, refusals told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.factories.areas import CARE, CITY, COUNTRY, EVERY, RESIDENTS, SMOKERS, load_figures, rows
from tests.factories.areas import SOURCE as PUBLICATION
from tests.factories.areas import file as a_file
from tests.factories.worlds import STRANGER, TODAY
from wholeplace.analyse.indicators import queries
from wholeplace.analyse.indicators.actions import FigureGiven, load_values
from wholeplace.analyse.indicators.models import Indicator, IndicatorValue
from wholeplace.analyse.indicators.rules.kinds import Sex
from wholeplace.analyse.indicators.rules.periods import span_of
from wholeplace.ground.access.actor import BOOTSTRAP, NotAllowed
from wholeplace.ground.foundation.refusal import Refused
from wholeplace.ground.intake import queries as intake
from wholeplace.ground.intake.book import NothingNew
from wholeplace.ground.intake.models import Batch
from wholeplace.ground.intake.outcome import Summed
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.trail.queries import history

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=30)


def smokers(area, value, *, year="2024", **more):
    """A figure of adults who smoke."""
    return FigureGiven(SMOKERS.code, area, span_of(year), value, **more)


def counts():
    """How much is stored."""
    with speaking_for(BOOTSTRAP):
        return [model.objects.count() for model in (Indicator, IndicatorValue, Batch)]


def test_figures_are_taken_in_with_their_interval_and_where_they_came_from(invented_map, events):
    before = events()

    batch = load_figures([smokers(invented_map[CITY], 14.0, lower=12.5, upper=15.6, numerator=1400, denominator=10000)])

    assert events() == before + 1
    assert (batch.tally.rows_in, batch.tally.added) == (1, 1 + len(EVERY))
    with speaking_for(STRANGER):
        card = queries.indicator(code=SMOKERS.code, seen_by=STRANGER)
        (figure,) = queries.series(indicator=card.number, area=invented_map[CITY], seen_by=STRANGER)
        (line,) = history(of=[batch.ref], seen_by=STRANGER)
        came_from = intake.batches_of(numbers=[figure.batch], seen_by=STRANGER)[figure.batch]
        same_row = queries.of_row(batch=figure.batch, row=2, seen_by=STRANGER)
    assert (figure.value, figure.lower, figure.upper, figure.numerator) == (14.0, 12.5, 15.6, 1400)
    assert (figure.row, came_from.file_name, came_from.publisher) == (
        2,
        "invented/figures.csv",
        "Marlbridge Observatory",
    )
    assert same_row == (figure,)
    assert line.authority == ("indicator.load",)
    assert line.sentence.startswith("Took in 5 indicators from invented/figures.csv: 6 new figures, 0 revised")


def test_the_same_figures_again_change_nothing_and_leave_nothing(invented_map, events):
    load_figures([smokers(invented_map[CITY], 14.0)])
    before = (counts(), events())

    with pytest.raises(NothingNew) as known_already:
        load_figures([smokers(invented_map[CITY], 14.0)], content="2", on=LATER)

    assert (known_already.value.tally.unchanged, known_already.value.tally.changes) == (1, 0)
    assert (counts(), events()) == before


def test_a_revised_figure_stands_beside_the_old_one_which_can_be_asked_for_as_at_a_day(invented_map):
    load_figures([smokers(invented_map[CITY], 14.0), smokers(invented_map[COUNTRY], 12.0)])

    batch = load_figures(
        [smokers(invented_map[CITY], 15.0), smokers(invented_map[COUNTRY], 12.0)], content="2", on=LATER
    )

    assert (batch.tally.added, batch.tally.revised, batch.tally.unchanged) == (0, 1, 1)
    with speaking_for(STRANGER):
        card = queries.indicator(code=SMOKERS.code, seen_by=STRANGER)
        asked = {"indicator": card.number, "area": invented_map[CITY], "seen_by": STRANGER}
        now = queries.figure(**asked)
        then = queries.figure(**asked, on=LATER - timedelta(days=1))
        never = queries.figure(**asked, on=TODAY - timedelta(days=1))
        (old,) = queries.before_revision(**asked)
    assert (now.value, then.value, never) == (15.0, 14.0, None)
    assert (old.value, old.loaded_on, old.superseded_on) == (14.0, TODAY, LATER)


def test_a_figure_revised_on_the_day_it_was_taken_in_is_not_lost(invented_map):
    load_figures([smokers(invented_map[CITY], 14.0)])
    load_figures([smokers(invented_map[CITY], 15.0)], content="2")

    with speaking_for(STRANGER):
        card = queries.indicator(code=SMOKERS.code, seen_by=STRANGER)
        asked = {"indicator": card.number, "area": invented_map[CITY], "seen_by": STRANGER}
        assert queries.figure(**asked, on=TODAY).value == 15.0
        assert [one.value for one in queries.before_revision(**asked)] == [14.0]


def test_sex_age_and_category_are_figures_of_their_own(invented_map):
    batch = load_figures(
        [
            smokers(invented_map[CITY], 14.0),
            smokers(invented_map[CITY], 16.0, sex=Sex.MALE),
            smokers(invented_map[CITY], 20.0, age="18 to 24"),
            smokers(invented_map[CITY], 30.0, category="Most deprived fifth"),
        ]
    )
    assert batch.tally.rows_repeated == 0
    with speaking_for(STRANGER):
        card = queries.indicator(code=SMOKERS.code, seen_by=STRANGER)
        found = queries.groups(indicator=card.number, area=invented_map[CITY], seen_by=STRANGER)
    assert len(found) == 4


def test_a_row_with_a_figure_that_cannot_be_is_refused_whole(invented_map):
    batch = load_figures([smokers(invented_map[CITY], 140.0), smokers(invented_map[COUNTRY], 12.0)])

    assert (batch.tally.rows_taken, batch.tally.rows_refused) == (1, 1)
    with speaking_for(STRANGER):
        (error,) = intake.error_lines(rows=intake.errors(batch=batch.number, seen_by=STRANGER), seen_by=STRANGER)
    assert (error.row, error.field, error.excerpt) == (2, "marlbridge-smokers: value", "140.0")
    assert error.reason == "A proportion cannot be above 100."


def test_a_file_of_which_every_row_is_refused_is_kept_with_its_reasons_once(invented_map):
    load_figures([smokers(invented_map[CITY], 14.0)])
    batch = load_figures([smokers(invented_map[CITY], 140.0)], content="2")
    assert (batch.tally.rows_refused, batch.tally.changes) == (1, 0)
    with pytest.raises(NothingNew):
        load_figures([smokers(invented_map[CITY], 140.0)], content="2")


def test_a_figure_of_an_indicator_that_the_file_does_not_define_is_refused(invented_map):
    batch = load_figures([smokers(invented_map[CITY], 14.0)], indicators=[RESIDENTS])
    assert (batch.tally.rows_refused, batch.tally.added) == (1, 1)


def test_a_file_whose_indicator_does_not_say_enough_is_refused_with_nothing_stored(invented_map, events):
    before = (counts(), events())

    with pytest.raises(Refused) as refused:
        load_figures(
            [smokers(invented_map[CITY], 14.0)],
            indicators=[replace(CARE, like_for_like=""), replace(SMOKERS, definition="", multiplier=0.0)],
        )

    assert [refusal.code for refusal in refused.value.refusals] == ["IND3", "IND1", "IND2"]
    assert (counts(), events()) == before


def test_somebody_without_the_permission_may_not_load_figures(invented_map, city, events):
    before = (counts(), events())

    for actor in (STRANGER, city.commissioner, city.analyst):
        with pytest.raises(NotAllowed):
            load_figures([smokers(invented_map[CITY], 14.0)], by=actor)

    assert (counts(), events()) == before


def test_counts_have_control_totals(invented_map):
    figures = [FigureGiven(RESIDENTS.code, invented_map[area], span_of("2024"), 1000.0) for area in (CITY, COUNTRY)]
    batch = load_figures(figures)
    with speaking_for(STRANGER):
        assert intake.totals(batch=batch.number, seen_by=STRANGER) == (("Residents, 2024", 2000.0),)


def test_what_was_summed_up_from_rows_is_no_row_itself(invented_map):
    counted = Summed(2, (FigureGiven(RESIDENTS.code, invented_map[CITY], span_of("2024"), 3.0),))
    batch = load_values(
        file=a_file("summed"),
        source=PUBLICATION,
        indicators=[RESIDENTS],
        rows=[*rows([]), counted],
        by=BOOTSTRAP,
        on=TODAY,
    )
    assert (batch.tally.rows_in, batch.tally.added) == (0, 2)


def test_an_indicator_that_is_defined_anew_is_revised(invented_map):
    load_figures([smokers(invented_map[CITY], 14.0)])
    batch = load_figures(
        [smokers(invented_map[CITY], 14.0)],
        content="2",
        indicators=[replace(SMOKERS, definition="Adults who smoke daily.")],
    )
    assert batch.tally.revised == 1
    with speaking_for(STRANGER):
        assert queries.indicator(code=SMOKERS.code, seen_by=STRANGER).definition == "Adults who smoke daily."


def test_figures_of_many_rows_are_merged_in_pieces(invented_map):
    figures = [smokers(invented_map[CITY], 14.0, year=str(year)) for year in range(1990, 2020)]
    load_figures(figures)
    batch = load_figures([*figures[:-1], replace(figures[-1], value=15.0)], content="2")
    assert (batch.tally.unchanged, batch.tally.revised) == (29, 1)
    with speaking_for(STRANGER):
        card = queries.indicator(code=SMOKERS.code, seen_by=STRANGER)
        found = queries.series(indicator=card.number, area=invented_map[CITY], seen_by=STRANGER)
    assert [one.span.begins_on for one in found] == [date(year, 1, 1) for year in range(1990, 2020)]
