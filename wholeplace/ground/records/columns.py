"""Columns and constraints that the rooms' tables have alike."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, Q


def choices(words: Iterable[Any]) -> list[tuple[str, str]]:
    """The words of an enumeration as choices of a column."""
    return [(word.value, word.label) for word in words]


def one_of(field: str, words: Iterable[StrEnum], *, name: str) -> models.CheckConstraint:
    """The constraint that a column holds one of these words."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [word.value for word in words]}), name=name)


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """The constraint that a dated row's last day, if it has one, is not before its first."""
    return models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name=name)


def figure(*, null: bool = False) -> "models.DecimalField":  # type: ignore[type-arg]
    """A column for a figure of a measure."""
    return models.DecimalField(max_digits=18, decimal_places=4, null=null)
