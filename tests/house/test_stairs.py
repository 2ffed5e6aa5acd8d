"""What imports cannot see: no foreign key climbs, none lets the room below look up, none takes its far end down."""

from collections.abc import Iterator

from django.db import models

from tests.house.plan import heights, room_of
from wholeplace.ground.records.walls import house_models


def links_between_rooms(
    of: list[type[models.Model]] | None = None,
) -> Iterator[tuple[type[models.Model], models.ForeignKey]]:
    """Every foreign key from one room to another."""
    for model in of or house_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and room_of(field.related_model.__module__) != room_of(
                model.__module__
            ):
                yield model, field


def climbing(of: list[type[models.Model]] | None = None) -> list[str]:
    """Foreign keys from a lower room to a higher one."""
    return [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model, field in links_between_rooms(of)
        if heights()[room_of(field.related_model.__module__)] >= heights()[room_of(model.__module__)]
    ]


def peeping(of: list[type[models.Model]] | None = None) -> list[str]:
    """Foreign keys that give the room below a way to look up."""
    return [
        f'{model.__name__}.{field.name} needs related_name="+"'
        for model, field in links_between_rooms(of)
        if not field.remote_field.hidden
    ]


def toppling(of: list[type[models.Model]] | None = None) -> list[str]:
    """Foreign keys that let something vanish because something else does."""
    return [
        f"{model.__name__}.{field.name} needs models.PROTECT"
        for model in of or house_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT
    ]


def test_no_foreign_key_points_up_the_stairs():
    assert climbing() == []


def test_no_foreign_key_lets_the_room_below_look_back_up():
    assert peeping() == []


def test_nothing_vanishes_because_something_else_does():
    assert toppling() == []
