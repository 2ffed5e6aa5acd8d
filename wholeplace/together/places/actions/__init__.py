"""Taking in the map: one action a file, one event, whoever's places they are, published or invented."""

from wholeplace.together.places.actions.areas import AreaGiven, load_areas
from wholeplace.together.places.actions.boundaries import BoundaryGiven, load_boundaries
from wholeplace.together.places.actions.look_ups import LookUpGiven, load_lookups
from wholeplace.together.places.actions.neighbours import NeighbourGiven, load_neighbours

__all__ = [
    "AreaGiven",
    "BoundaryGiven",
    "LookUpGiven",
    "NeighbourGiven",
    "load_areas",
    "load_boundaries",
    "load_lookups",
    "load_neighbours",
]
