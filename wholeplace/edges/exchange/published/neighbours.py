"""Neighbours: councils that are like one another, by the models that were published."""

from collections.abc import Callable, Iterator

from wholeplace.edges.exchange.published.importer import (
    ANY_COUNCIL,
    UNCLEAR,
    Importer,
    Publication,
    Work,
    of_neighbours,
)
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Fault, Row, faulty, rejected
from wholeplace.ground.intake.reading import SourceFile, lines_of, tree_of
from wholeplace.ground.intake.refused import FileRefused
from wholeplace.together.places.actions import NeighbourGiven
from wholeplace.together.places.rules.kinds import AreaKind

OFLOG = "CIPFA nearest neighbours, as used by Oflog in 2024"
TRAFFORD = "E08000009"
_COUNCIL_OR_COMBINED = (*ANY_COUNCIL, AreaKind.COMBINED_AUTHORITY)


def _oflog(file: SourceFile, work: Work) -> Iterator[Outcome[NeighbourGiven]]:
    """A council's group of sixteen holds itself; the list is in the order of codes, so it ranks nobody."""
    tree = tree_of(file)
    if not isinstance(tree, dict):
        raise FileRefused(f"{file.name}: not an object of councils with their neighbours.")
    for number, (code, group) in enumerate(tree.items(), start=1):
        area = work.first(_COUNCIL_OR_COMBINED, code)
        if area is None:
            yield rejected(number, "council", "No council or combined authority has this code.", code)
            continue
        others = [one for one in group if one != code]
        known = [work.first(_COUNCIL_OR_COMBINED, one) for one in others]
        if missing := [one for one, found in zip(others, known, strict=True) if found is None]:
            yield faulty(number, [Fault("neighbour", "No council has this code.", one) for one in missing])
            continue
        yield Row(number, tuple(NeighbourGiven(area, one, OFLOG) for one in known if one is not None))


def _of_trafford(model: str) -> Callable[[SourceFile, Work], Iterator[Outcome[NeighbourGiven]]]:
    def rows(file: SourceFile, work: Work) -> Iterator[Outcome[NeighbourGiven]]:
        area = work.first(ANY_COUNCIL, TRAFFORD)
        for line in lines_of(file, columns=["area_code", "area_name"]):
            neighbour = work.first(ANY_COUNCIL, line["area_code"])
            if area is None or neighbour is None:
                yield rejected(line.number, "area_code", "No council has this code.", line["area_code"])
            elif neighbour == area:
                yield Row(line.number, ())
            else:
                yield Row(line.number, (NeighbourGiven(area, neighbour, model),))

    return rows


def _trafford(source: str, title: str, file: str) -> Importer:
    about = Publication(source, f"{title}, for Trafford", "Trafford Data Lab")
    return of_neighbours(about, file, rows=_of_trafford(title))


IMPORTERS: tuple[Importer, ...] = (
    of_neighbours(
        Publication(
            "neighbours-oflog",
            OFLOG,
            "Ministry of Housing, Communities and Local Government; CIPFA",
            licence=UNCLEAR,
            caveat="CIPFA's terms may restrict redistribution: check before passing the list on. It ranks nobody.",
        ),
        "needs/neighbours/oflog-nearest-neighbours-by-la.json",
        rows=_oflog,
    ),
    _trafford("neighbours-trafford-cipfa", "CIPFA nearest neighbours, 2021", "needs/neighbours/trafford-cipfa2021.csv"),
    _trafford(
        "neighbours-trafford-children",
        "Children's services statistical neighbours",
        "needs/neighbours/trafford-cssn.csv",
    ),
    _trafford("neighbours-trafford-nhs", "NHS England peer group", "needs/neighbours/trafford-nhsennpg.csv"),
)
