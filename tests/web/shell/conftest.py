"""The shell is tested without a database: its addresses lead nowhere, and its words are invented."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def addresses(settings: Settings) -> None:
    """Every name that the shell looks for is registered, and nothing else."""
    settings.ROOT_URLCONF = "tests.web.shell.addresses"
