"""Taking in figures: one action a file, one event, whoever's figures they are, published or invented."""

from wholeplace.analyse.indicators.actions.load import FigureGiven, IndicatorGiven, SourceGiven, load_values

__all__ = ["FigureGiven", "IndicatorGiven", "SourceGiven", "load_values"]
