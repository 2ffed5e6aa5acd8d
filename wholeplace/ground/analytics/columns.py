"""Columns of figures as they come in: lists, arrays, masked arrays, with None or NaN for missing."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatColumn = NDArray[np.float64]
Figures = ArrayLike | Sequence[float | None] | Sequence[Sequence[float | None]]


def floats(figures: Figures) -> FloatColumn:
    """The figures as 64-bit floats of the same shape; None and masked become NaN.

    Raises TypeError for text: reading numbers out of text is the work of intake.
    """
    if isinstance(figures, np.ma.MaskedArray):
        return np.ma.filled(figures.astype(np.float64), np.nan)
    found = np.asarray(figures)
    if found.dtype.kind not in "biufO" or (found.dtype.kind == "O" and _has_text(found)):
        raise TypeError("Figures must be numbers, not text or dates.")
    return found.astype(np.float64, copy=False)


def together(*figures: Figures) -> tuple[FloatColumn, ...]:
    """Columns of figures, each one row long or as long as the longest.

    Raises ValueError if they do not fit.
    """
    return tuple(np.broadcast_arrays(*(np.atleast_1d(floats(column)) for column in figures)))


def every(where: NDArray[np.bool_], *, axis: int | tuple[int, ...] = 1) -> NDArray[np.bool_]:
    """Of each row, whether this is true all along it."""
    return np.asarray(where.all(axis=axis))


def or_none(figure: np.float64) -> float | None:
    """The figure, or None for NaN."""
    return None if np.isnan(figure) else float(figure)


def first(where: NDArray[np.bool_]) -> int:
    """The first row of which this is true."""
    return int(np.flatnonzero(where.reshape(len(where), -1).any(axis=1))[0])


def _has_text(found: NDArray[Any]) -> bool:
    return any(isinstance(figure, str | bytes) for figure in found.flat)
