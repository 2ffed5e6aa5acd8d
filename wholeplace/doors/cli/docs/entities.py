"""The entity diagram: every table by its room, the wall it stands behind, and what it points at."""

from django.db import models

from wholeplace.ground.records.walls import house_models, wall_of


def entity_diagram() -> str:
    """Every stored kind of record, as Mermaid diagrams and a table, in Markdown."""
    lines = [
        "# What is stored",
        "",
        "Written from the code by `make manage DO='write_docs'`. A *wall* is how the database protects a table.",
        "Every scoped row and its parts also carry organisation, partnership, sensitivity and audience.",
    ]
    rooms: dict[str, list[type[models.Model]]] = {}
    for model in house_models():
        rooms.setdefault(model._meta.app_label, []).append(model)
    for room, of_room in sorted(rooms.items()):
        lines += ["", f"## {room}", "", "```mermaid", "erDiagram"]
        lines += sorted({line for model in of_room for line in _lines_of(model)})
        lines += ["```", "", "| record | wall | what it is |", "| --- | --- | --- |"]
        lines += [f"| {model.__name__} | {wall_of(model).value} | {_first_line(model)} |" for model in of_room]
    return "\n".join(lines) + "\n"


def _lines_of(model: type[models.Model]) -> list[str]:
    scope = {"organisation", "partnership"} if hasattr(model, "audience") else set()
    return [f"    {model.__name__}"] + [
        f"    {model.__name__} }}o--|| {field.related_model.__name__} : {field.name}"
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.name not in scope
    ]


def _first_line(model: type[models.Model]) -> str:
    return " ".join((model.__doc__ or "").strip().splitlines()[:1]).replace("|", "\\|")
