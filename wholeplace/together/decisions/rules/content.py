"""What was decided, as it stands for ever: the hash over it is in the event that says the decision was taken. Pure."""

from typing import Any


def frozen(row: Any, *, pence: int | None) -> dict[str, str | int | None]:
    """The words of a decision that never change, as plain values, from its row or its card."""
    return {
        "title": row.title,
        "taken_by": row.taken_by,
        "taken_on": row.taken_on.isoformat(),
        "outcome": str(row.outcome),
        "pence": pence,
        "topic": str(row.topic),
        "level": str(row.level),
        "authority": row.authority,
        "conditions": row.conditions,
        "reasons": row.reasons,
        "options": row.options,
        "source": row.source,
    }
