"""Taking one of the two walls down, to see whether the other one stands (X4)."""

from typing import Any

import pytest

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.records import models, thread


def policy_down(patch: pytest.MonkeyPatch) -> None:
    """The site's own queries leave nothing out any more: only the database's wall is left."""

    def everything(actor: Actor, *, row: str) -> tuple[str, dict[str, Any]]:
        return "true", {}

    patch.setattr(models.Rows, "seen_by", lambda self, actor: self)
    patch.setattr(models, "visible_to", everything)
    patch.setattr(thread, "visible_to", everything)
