"""Files that somebody brought in, and a folder of its own where they are kept."""

import pytest

from tests.factories.worlds import TODAY
from wholeplace.ground.files import actions
from wholeplace.ground.files.store import arriving


@pytest.fixture
def kept_in(settings, tmp_path):
    """The folder in which content is kept during the test."""
    settings.FILES = str(tmp_path / "files")
    (tmp_path / "files").mkdir()
    return tmp_path / "files"


def a_brought_file(by, content: bytes, *, name: str = "spend.csv", read_as: str = "beneficiary"):
    """The reference of a file that somebody brought in."""
    with arriving([content]) as arrived:
        return actions.bring_in(content=arrived, name=name, read_as=read_as, encoding="utf-8-sig", by=by, on=TODAY)
