"""The entity diagram: every table by its room, the wall it stands behind, and what it points at."""

from django.db import models

from wholeplace.ground.records.classes import Holds, Leaves, classes_of
from wholeplace.ground.records.walls import house_models, wall_of


def entity_diagram() -> str:
    """Every stored kind of record, as Mermaid diagrams and a table, in Markdown."""
    lines = [
        "# What is stored",
        "",
        "Written from the code by `make manage DO='write_docs'`. A *wall* is how the database protects a table.",
        "Every scoped row and its parts also carry organisation, partnership, sensitivity and audience.",
        "",
        "*Holds* names the fields that are, or may be, about a person, by their class. *Kept* is a class of the",
        "schedule in `ground/retention/rules`, or the field whose record it is kept with.",
        "",
        *(f"- `{holds.value}`: {holds.sentence}" for holds in Holds if holds.is_personal),
        "",
        "*Leaves* says how a record may leave the house:",
        "",
        *(f"- `{leaves.value}`: {leaves.sentence}" for leaves in Leaves),
    ]
    rooms: dict[str, list[type[models.Model]]] = {}
    for model in house_models():
        rooms.setdefault(model._meta.app_label, []).append(model)
    for room, of_room in sorted(rooms.items()):
        lines += ["", f"## {room}", "", "```mermaid", "erDiagram"]
        lines += sorted({line for model in of_room for line in _lines_of(model)})
        lines += ["```", "", "| record | wall | kept | leaves | holds | what it is |", f"|{' --- |' * 6}"]
        lines += [_row(model) for model in of_room]
    return "\n".join(lines) + "\n"


def _row(model: type[models.Model]) -> str:
    said = classes_of(model)
    held = "; ".join(f"{holds.value}: {', '.join(said.holding(holds))}" for holds in Holds if _is_told(holds, model))
    cells = (model.__name__, wall_of(model).value, said.kept, said.leaves.value, held or "–", _first_line(model))
    return f"| {' | '.join(cells)} |"


def _is_told(holds: Holds, model: type[models.Model]) -> bool:
    return holds.is_personal and bool(classes_of(model).holding(holds))


def _lines_of(model: type[models.Model]) -> list[str]:
    scope = {"organisation", "partnership"} if hasattr(model, "audience") else set()
    return [f"    {model.__name__}"] + [
        f"    {model.__name__} }}o--|| {field.related_model.__name__} : {field.name}"
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.name not in scope
    ]


def _first_line(model: type[models.Model]) -> str:
    return " ".join((model.__doc__ or "").strip().splitlines()[:1]).replace("|", "\\|")
