"""Places: areas, their boundaries, and how one kind of area relates to another. All of it is published fact.

Words: an *area* is a piece of the map with an official code; its *kind* says which map it is of (a ward, a council, a
small area of 2011 or of 2021); a *vintage* is the state of the boundaries of a kind at a time; a *look-up* says how
much of one area lies in another, by which method and from which source; a *neighbour* is an area like it elsewhere, by
a named model.

An area is found by its code and kind, never by its name alone: the same code can stand for a small area of 2011 and of
2021. What is measured of an area is in `indicators`; the population too.
"""
